package impact

import (
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Begin starts an assessment of a system in force, as a draft. What the newest
// approved assessment of the system and the inventory know is filled in, so that
// nobody types it again; what in brings goes first.
func (s *Assessments) Begin(ctx context.Context, who access.Actor, in Assessment) (Assessment, error) {
	err := s.db.Write(ctx, who, access.EditImpact, func(tx *store.Tx) error {
		if err := fill(tx, &in); err != nil {
			return err
		}
		return Add(tx, &in)
	})
	return in, err
}

// Add records a draft within an act, as it is given, and gives it its reference.
func Add(tx *store.Tx, a *Assessment) error {
	if a.Sensitive && a.Answers[keySensitive] == "" {
		a.SetAnswer(keySensitive, "yes")
	}
	a.tidy()
	var l check.List
	name, err := checkSystem(tx, &l, a.System)
	if err != nil {
		return err
	}
	a.check(&l)
	if err := l.Err(); err != nil {
		return err
	}
	ref, err := tx.NextRef("IMP")
	if err != nil {
		return err
	}
	a.Head = store.Head{Ref: ref}
	a.State, a.ApprovedAt, a.ApprovedBy, a.ApprovedAs, a.ApprovedAlone = Draft, "", "", "", ""
	a.Title = "Impact assessment of " + name
	return tx.Create("begin", a, "")
}

// checkSystem asks for a system in force that has no draft yet, and gives its name:
// two drafts of one system would part the answers.
func checkSystem(tx *store.Tx, l *check.List, ref string) (name string, err error) {
	sys, err := store.Take[inventory.System](tx.Read(), ref)
	switch {
	case fault.KindOf(err) == fault.NotFound:
		l.Add("system", "Choose an AI system of the inventory")
		return "", nil
	case err != nil:
		return "", err
	case sys.Retired():
		l.Add("system", "%s is retired. Choose a system that is in force", sys.Name)
		return sys.Name, nil
	}
	draft, err := inForce(tx, ref, Draft)
	if err == nil && len(draft) > 0 {
		l.Add("system", "%s is a draft for this system already. Open it and go on there, or retire it", draft[0].Ref)
	}
	return sys.Name, err
}

// inForce gives the assessments of a system in a state, the newest first.
func inForce(tx *store.Tx, system string, state State) ([]Assessment, error) {
	var found []Assessment
	err := store.InForce(tx.Read(), true).Where("system = ? AND state = ?", system, state).
		Order("approved_at DESC, ref DESC").Find(&found).Error
	return found, err
}

// fill puts in what is known. A system that is not there is left to the checks.
func fill(tx *store.Tx, a *Assessment) error {
	sys, err := store.Take[inventory.System](tx.Read(), a.System)
	if fault.KindOf(err) == fault.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	former, err := inForce(tx, a.System, Approved)
	if err != nil {
		return err
	}
	if len(former) > 0 {
		a.inherit(former[0])
		a.Trigger = first(a.Trigger, Periodic)
	}
	a.Trigger = first(a.Trigger, NewSystem)
	for key, value := range known(sys) {
		a.SetAnswer(key, first(a.Answers[key], value))
	}
	return nil
}

// inherit takes over what a former assessment found. Who assessed when, and what
// was decided, must be said anew. Facts that change with time come from the
// inventory.
func (a *Assessment) inherit(former Assessment) {
	for key, value := range former.Answers {
		if key != keyStage && key != "personal-data" && key != keySensitive && key != keyBalance {
			a.SetAnswer(key, first(a.Answers[key], value))
		}
	}
	a.Related, a.Shared = first(a.Related, former.Related), first(a.Shared, former.Shared)
	if len(a.Items) == 0 {
		a.Items = slices.Clone(former.Items)
	}
	if len(a.Measures) == 0 {
		a.Measures = slices.Clone(former.Measures)
	}
	if len(a.Untouched) == 0 {
		a.Untouched = slices.Clone(former.Untouched)
	}
	if len(a.Uses) == 0 {
		a.Uses = slices.Clone(former.Uses)
	}
}

// known is what the inventory says about a system, by key of the form.
func known(s inventory.System) map[string]string {
	lines := func(texts ...string) string {
		return strings.Join(slices.DeleteFunc(texts, blank), "\n")
	}
	return map[string]string{
		"description":         lines(s.Name, s.Notes),
		"purpose":             s.Purpose,
		"intended-uses":       s.IntendedUse,
		"unintended-uses":     s.Misuse,
		keyStage:              s.Stage,
		"autonomy":            lines(itself(s.Autonomy), s.Oversight),
		"datasets":            s.Data,
		"personal-data":       string(s.PersonalData),
		"model-type":          s.Models,
		"jurisdictions":       s.Jurisdictions,
		"users-and-oversight": s.Oversight,
		"directly-affected":   s.Affected,
	}
}

// itself makes a sentence of the degree of autonomy.
func itself(a inventory.Autonomy) string {
	if a == "" {
		return ""
	}
	return "It " + string(a) + "."
}

// first gives the first text that is not empty.
func first[T ~string](texts ...T) T {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
