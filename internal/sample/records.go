package sample

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
)

func (b *builder) assessment(ctx context.Context, ref string) (impact.Assessment, error) {
	return b.impact.Take(ctx, ref)
}

// finished is an assessment whose assessors call every section complete.
func (b *builder) finished(ctx context.Context, ref string) (impact.Assessment, error) {
	a, err := b.impact.Take(ctx, ref)
	a.Completed = nil
	for _, s := range impact.Sections() {
		a.Completed = append(a.Completed, s.ID)
	}
	return a, err
}

func (b *builder) saveAssessment(ctx context.Context, who access.Actor, in impact.Assessment) (impact.Assessment, error) {
	return b.impact.Save(ctx, who, "", in)
}

func (b *builder) approveAssessment(a act) (string, error) {
	var in struct {
		Reason string `json:"reason"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	_, err := b.impact.Approve(b.ctx, b.who(a.By), b.refs[a.ID], 0, in.Reason)
	return b.refs[a.ID], err
}

// decide makes or changes a row of the Statement. Its id is the control's number or
// the id of an own control.
func (b *builder) decide(a act) (string, error) {
	key := cmp.Or(b.refs[a.ID], a.ID)
	line, err := b.soa.Take(b.ctx, key)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return "", err
	}
	if err := b.fill(a, &line.Row); err != nil {
		return "", err
	}
	row, err := b.soa.Decide(b.ctx, b.who(a.By), line.Row)
	return row.Ref, err
}

func (b *builder) approveStatement(a act) (string, error) {
	var in struct {
		Note string `json:"note"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	v, err := b.soa.Approve(b.ctx, b.who(a.By), in.Note)
	return v.Ref, err
}

// keep is for how many days from its making evidence counts where the story does
// not say: three years and a season.
const keep = 1200

// item is what an act says about a piece of evidence.
type item struct {
	evidence.Item
	Class string `json:"class"` // classification: public, internal, confidential
}

func (b *builder) item(a act) (evidence.Item, error) {
	var in item
	in.ValidUntil = b.today.Add(a.On + keep)
	in.Owner = b.people[a.By].Name
	if err := b.fill(a, &in); err != nil {
		return in.Item, err
	}
	if !slices.Contains([]string{"public", "internal", "confidential"}, in.Class) {
		return in.Item, fmt.Errorf("class is public, internal or confidential")
	}
	in.About = strings.TrimSpace(in.About + "\n\nClassification: " + in.Class + ".")
	return in.Item, nil
}

func (b *builder) addEvidence(a act) (string, error) {
	in, err := b.item(a)
	if err != nil {
		return "", err
	}
	content, err := b.file(a, in)
	if err != nil {
		return "", err
	}
	in, err = b.shelf.AddFile(b.ctx, b.who(a.By), in, content, a.Name)
	return in.Ref, err
}

func (b *builder) replaceEvidence(a act) (string, error) {
	was, err := b.shelf.Take(b.ctx, b.refs[a.ID])
	if err != nil {
		return "", err
	}
	content, err := b.file(a, was)
	if err != nil {
		return "", err
	}
	was, err = b.shelf.Replace(b.ctx, b.who(a.By), was.Ref, 0, content, a.Name)
	if err != nil || len(a.Set) == 0 {
		return was.Ref, err
	}
	if err := b.fill(a, &was); err != nil {
		return "", err
	}
	was, err = b.shelf.Revise(b.ctx, b.who(a.By), was)
	return was.Ref, err
}

func (b *builder) review(a act) (string, error) {
	in := struct {
		Verdict evidence.Review `json:"verdict"`
		Note    string          `json:"note"`
	}{Verdict: evidence.Accepted}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	_, err := b.shelf.Review(b.ctx, b.who(a.By), b.refs[a.ID], 0, in.Verdict, in.Note)
	return b.refs[a.ID], err
}
