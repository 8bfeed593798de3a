package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/ui"
)

// Fields of the page that shows a conflict. Mine is followed by the name of a field.
const (
	baseField   = "_base" // the version that this person began from
	mineField   = "_mine:"
	oursField   = "_ours"   // button: take my answer to this question
	theirsField = "_theirs" // button: take theirs
)

// clash is a record that somebody else changed while this person's form was open.
// Fields of a form are named like those of the record, so both sides are compared in
// the form's own terms.
type clash struct {
	base, theirs map[string][]string // as this person found it, and as it is now
	seen         int                 // the version of base
	again        bool                // the conflict was shown before and the person is choosing
	said         ui.Conflict
	changes      []trail.Change // of the whole record
}

// choose makes a press of "Use theirs" or "Use mine" show the form again: the form
// is sent with the version that is over, so nothing can be saved by it.
func (r *request) choose() {
	if !r.choosing() {
		return
	}
	r.posted.Del("version")
	if base, err := strconv.Atoi(r.posted.Get(baseField)); err == nil && base > 0 {
		r.posted.Set("version", strconv.Itoa(base))
	}
}

func (r *request) choosing() bool { return r.posted.Has(theirsField) || r.posted.Has(oursField) }

// conflict says that somebody else changed the record and notes both sides for the
// form that is shown again, with the version that is stored now. It gives nil unless
// err is a conflict on an existing record, or the person is choosing between two texts.
func (r *request) conflict(err error, ref string, seen int) (*ui.Conflict, int) {
	return r.conflictIn(err, ref, seen, imageValues)
}

// firstConflict is conflict for the few records that come into being with their first
// form: where no version was seen, all of theirs is new.
func (r *request) firstConflict(err error, ref string, seen int) (*ui.Conflict, int) {
	if seen == 0 {
		seen = -1
	}
	c, stored := r.conflict(err, ref, seen)
	return c, max(stored, 0)
}

// conflictIn is conflict for a form that asks a part of a record: values reads that
// part of an image by the names of the form.
func (r *request) conflictIn(err error, ref string, seen int, values func(image string) (map[string][]string, error)) (*ui.Conflict, int) {
	stale := fault.KindOf(err) == fault.Conflict
	if (!stale && !r.posted.Has(baseField)) || seen == 0 {
		return nil, seen
	}
	entries, e := r.s.DB.History(r.ctx(), ref)
	if e != nil || len(entries) == 0 {
		return nil, seen
	}
	newest := entries[0]
	c := &clash{seen: seen, again: r.choosing() || !stale, said: ui.Conflict{Who: newest.Name, When: newest.At}}
	if c.again {
		c.seen, _ = strconv.Atoi(r.posted.Get(baseField)) // what is no number is no version
	}
	base := ""
	if i := slices.IndexFunc(entries, func(e trail.Entry) bool { return e.Version == c.seen }); i >= 0 {
		base = entries[i].Image
	}
	var e1, e2, e3 error
	c.base, e1 = values(base)
	c.theirs, e2 = values(newest.Image)
	c.changes, e3 = trail.Changes(base, newest.Image)
	if e1 != nil || e2 != nil || e3 != nil {
		return &c.said, newest.Version
	}
	r.clash = c
	return &c.said, newest.Version
}

// imageValues reads the image of a record by the names that a form gives its fields:
// lists as several values, lines of several columns as "list.column".
func imageValues(image string) (map[string][]string, error) {
	out := map[string][]string{}
	if image == "" {
		return out, nil
	}
	dec := json.NewDecoder(strings.NewReader(image))
	dec.UseNumber()
	var record map[string]any
	if err := dec.Decode(&record); err != nil {
		return nil, fmt.Errorf("web: damaged image: %w", err)
	}
	for name, v := range record {
		switch v := v.(type) {
		case map[string]any:
			putLine(out, name, 0, v)
		case []any:
			for i, item := range v {
				if line, ok := item.(map[string]any); ok {
					putLine(out, name, i, line)
				} else {
					out[name] = append(out[name], fmt.Sprint(item))
				}
			}
		default:
			out[name] = []string{fmt.Sprint(v)}
		}
	}
	return out, nil
}

// putLine writes one line of a list; cells that the image leaves out are empty.
func putLine(out map[string][]string, name string, at int, line map[string]any) {
	for column, v := range line {
		key := name + "." + column
		for len(out[key]) < at {
			out[key] = append(out[key], "")
		}
		out[key] = append(out[key], fmt.Sprint(v))
	}
}

// side says where each question of a conflict stands.
type side struct {
	paper
	c      *clash
	posted url.Values
}

// mend joins both sides in the form that is shown again: what only they changed
// becomes theirs, what only this person changed stays, and what both changed stays
// this person's until they choose.
func (r *request) mend(ctx context.Context, page []byte) ([]byte, error) {
	p, ok := paperOf(page, r.Request().URL.RequestURI())
	notice := p.noticeOf(ok)
	if notice == nil {
		return page, nil
	}
	s := side{p, r.clash, r.posted}
	for _, q := range p.questions() {
		s.join(q)
	}
	p.hide(baseField, strconv.Itoa(s.c.seen))
	putAttr(p.form, "id", "conflict-form")
	s.c.said.Form = "conflict-form"
	s.others()
	nodes, err := nodesOf(ctx, ui.ConflictFields(s.c.said))
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		notice.AppendChild(n)
	}
	return p.bytes()
}

// mine is this person's answer to a question: as sent, or as first typed when they
// took theirs in between.
func (s side) mine(q asking) (values map[string][]string, kept bool) {
	values = map[string][]string{}
	for _, name := range q.names {
		if earlier, ok := s.posted[mineField+name]; ok {
			values[name], kept = earlier, true
		}
	}
	return values, kept
}

// join decides one question.
func (s side) join(q asking) {
	base, theirs, sent := s.stored(q, s.c.base), s.stored(q, s.c.theirs), s.sent(q)
	mine, kept := s.mine(q)
	kept = kept && s.c.again
	if !kept {
		mine = sent
	}
	label, said := s.label(q), &s.c.said
	switch {
	case kept:
		s.contest(q, label, base, theirs, mine)
	case s.sameAnswer(q, theirs, base):
		if !s.sameAnswer(q, sent, base) {
			said.Mine = append(said.Mine, label)
		}
	case s.sameAnswer(q, sent, theirs):
		said.Taken = append(said.Taken, ui.ConflictChange{Field: label, Before: s.said(q, base), Theirs: s.said(q, theirs)})
	case s.sameAnswer(q, sent, base) && !s.c.again:
		s.put(q, theirs)
		said.Taken = append(said.Taken, ui.ConflictChange{Field: label, Before: s.said(q, base), Theirs: s.said(q, theirs)})
	default:
		s.contest(q, label, base, theirs, mine)
	}
}

// contest shows both answers and lets the person choose. Mine travels with the form,
// so that it is not lost when theirs is looked at; what was typed on since becomes
// mine before it makes way for theirs.
func (s side) contest(q asking, label string, base, theirs, mine map[string][]string) {
	now := s.sent(q)
	switch q.name {
	case s.posted.Get(theirsField):
		if !s.sameAnswer(q, now, theirs) && len(s.plainAnswer(q, now)) > 0 {
			mine = now
		}
		now = theirs
		s.put(q, theirs)
	case s.posted.Get(oursField):
		now = mine
		s.put(q, mine)
	}
	for _, name := range q.names {
		for _, v := range mine[name] {
			s.hide(mineField+name, v)
		}
		if len(mine[name]) == 0 {
			s.hide(mineField+name, "")
		}
	}
	s.c.said.Both = append(s.c.said.Both, ui.ConflictField{
		Name: q.name, Label: label, Before: s.said(q, base), Mine: s.said(q, mine), Theirs: s.said(q, theirs),
		HasMine: s.sameAnswer(q, now, mine), HasTheirs: s.sameAnswer(q, now, theirs),
	})
}

func (s side) put(q asking, values map[string][]string) {
	for _, name := range q.names {
		s.fill(name, values[name])
	}
}

// stored picks what a record says to a question, as the form would post it.
func (s side) stored(q asking, record map[string][]string) map[string][]string {
	out := map[string][]string{}
	for _, name := range q.names {
		out[name] = s.asAsked(name, record[name])
	}
	return out
}

func (s side) sent(q asking) map[string][]string {
	out := map[string][]string{}
	for _, name := range q.names {
		out[name] = s.posted[name]
	}
	return out
}

// others lists what they changed and this form does not ask.
func (s side) others() {
	asked := s.questions()
	for _, c := range s.c.changes {
		if !slices.ContainsFunc(asked, func(q asking) bool { return trail.Label(q.name) == c.Field }) {
			s.c.said.Others = append(s.c.said.Others, ui.ConflictChange{Field: c.Field, Before: c.Before, Theirs: c.After})
		}
	}
}

// noticeOf finds the notice that the form's view has drawn.
func (p paper) noticeOf(ok bool) *html.Node {
	if !ok {
		return nil
	}
	return p.withClass("conflict")
}

// finish puts a draft, or both sides of a conflict, into a page that is ready.
func (r *request) finish(ctx context.Context, page []byte) ([]byte, error) {
	if r.clash != nil {
		return r.mend(ctx, page)
	}
	if r.began == nil || r.Request().Method != http.MethodGet {
		return page, nil
	}
	p, ok := paperOf(page, r.began.form)
	if !ok {
		return page, nil
	}
	left := p.resume(r.began.answers)
	if notice := p.withClass("resumed"); notice != nil && len(left) > 0 {
		nodes, err := nodesOf(ctx, ui.Leftovers(left))
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			notice.AppendChild(n)
		}
	}
	return p.bytes()
}
