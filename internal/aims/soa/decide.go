package soa

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// ShortestReason is the least length, in characters, of a reason for excluding:
// less than that is not a sentence.
const ShortestReason = 20

// Key gives the key under which a control has its row: "A.5.4" and "42001:A.5.4"
// give "42001:A.5.4", the organisation's own keep their reference. For anything
// else the error says what may have been meant.
func Key(given string) (string, error) {
	given = strings.TrimSpace(given)
	if c, ok := controls.MustLoad().Control(given); ok {
		return c.Key().String(), nil
	}
	if strings.HasPrefix(given, "CTL-") {
		return given, nil
	}
	sentence := fmt.Sprintf("%q is no control of Annex A and no control of your own.", given)
	for _, s := range controls.MustLoad().Suggest(given, "") {
		if s.Control {
			return "", fault.New(fault.NotFound, "%s Did you mean %s, %s?", sentence, s.Key.ID(), s.Title)
		}
		sentence += " " + s.Reason + "."
	}
	return "", fault.New(fault.NotFound, "%s Annex A reaches from A.2.2 to A.10.4.", sentence)
}

// prepare puts a row into its stored form and says everything that keeps it from
// being kept.
func (r *Row) prepare(q *gorm.DB) error {
	var l check.List
	key, err := Key(r.Ref)
	if err != nil {
		l.Add("ref", "%s", fault.Sentence(err))
	} else {
		r.Ref, r.Own = key, strings.HasPrefix(key, "CTL-")
	}
	r.tidy()
	r.check(&l)
	if err := r.checkTargets(q, &l); err != nil {
		return err
	}
	return l.Err()
}

func (r *Row) tidy() {
	if !r.Own {
		r.Title, r.Description = "", ""
	}
	if r.Applicable == "" {
		r.Applicable = scope.Undecided
	}
	if r.Applicable == scope.Yes && r.Status == "" {
		r.Status = NotStarted
	}
	r.Title, r.Reason = strings.TrimSpace(r.Title), strings.TrimSpace(r.Reason)
	for i := range r.Drivers {
		d := &r.Drivers[i]
		d.Ref, d.Note = strings.ToUpper(strings.TrimSpace(d.Ref)), strings.TrimSpace(d.Note)
	}
}

// check holds the rules of one row. A row that is not decided may be incomplete:
// what is missing is the linter's business.
func (r *Row) check(l *check.List) {
	if r.Own {
		l.Required("title", r.Title, "Give the control a title")
		l.AtMost("title", r.Title, 200)
		l.Required("description", r.Description, "Say what the control asks for, so that somebody could check it")
	}
	check.OneOf(l, "applicable", r.Applicable, scope.Answers)
	switch {
	case r.Applicable == scope.No && utf8.RuneCountInString(r.Reason) < ShortestReason:
		l.Add("reason", "Say in at least one sentence why the control is not necessary; an auditor reads every exclusion (6.1.3)")
	case r.Applicable == scope.Yes:
		l.Required("reason", r.Reason, "Say why the control is necessary: including needs a reason as well as excluding (6.1.3)")
	}
	for i, d := range r.Drivers {
		d.check(l, i)
	}
	check.OneOf(l, "status", r.Status, Statuses)
	l.Day("review_on", r.ReviewOn)
}

// at names a cell of the repeatable lines of drivers.
func at(column string, line int) string { return fmt.Sprintf("drivers.%s.%d", column, line) }

func (d Driver) check(l *check.List, line int) {
	l.Required(at("kind", line), string(d.Kind), "Choose what kind of driver this is")
	check.OneOf(l, at("kind", line), d.Kind, DriverKinds)
	if d.Ref == "" && d.Note == "" {
		l.Add(at("ref", line), "Name the record, such as RSK-2026-001, or say in the note what drives the control")
	}
	if prefix := prefixes[d.Kind]; d.Ref != "" && !strings.HasPrefix(d.Ref, prefix) {
		l.Add(at("ref", line), "%s is no %s: its reference begins with %s", d.Ref, d.Kind, prefix)
	}
}

// prefixes are those of drivers that one register alone can give.
var prefixes = map[DriverKind]string{DriverRisk: "RSK-", DriverImpact: "IMP-"}

// checkTargets refuses references to records that do not exist, with one
// statement: whatever exists in any register has an entry in the trail.
func (r *Row) checkTargets(q *gorm.DB, l *check.List) error {
	targets := slices.DeleteFunc(r.Links(), func(ref string) bool { return ref == "" })
	if len(targets) == 0 {
		return nil
	}
	var known []string
	if err := q.Table("trail_entries").Distinct("ref").Where("ref IN ?", targets).Pluck("ref", &known).Error; err != nil {
		return fmt.Errorf("soa: targets of %s: %w", r.Ref, err)
	}
	for i, d := range r.Drivers {
		if d.Ref != "" && !slices.Contains(known, d.Ref) {
			l.Add(at("ref", i), "There is no record %s. Check the reference or leave it empty and write a note", d.Ref)
		}
	}
	for _, ref := range r.Systems {
		if !strings.HasPrefix(ref, "SYS-") || !slices.Contains(known, ref) {
			l.Add("systems", "There is no AI system %s in the inventory", ref)
		}
	}
	return nil
}

// Decide records what was decided about one control, within an act. The row comes
// into being with its first decision (version 0); after that r carries the version
// that was seen.
func Decide(tx *store.Tx, r *Row) error {
	if err := r.prepare(tx.Read()); err != nil {
		return err
	}
	now, err := store.Take[Row](tx.Read(), r.Ref)
	if fault.KindOf(err) == fault.NotFound && !r.Own {
		r.Head = store.Head{Ref: r.Ref}
		return tx.Create("decide", r, "")
	}
	if err != nil {
		return err
	}
	if now.Own && now.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s. Add a new control instead.", r.Ref, now.RetiredOn.Human())
	}
	if r.Version != now.Version {
		return store.Stale(r.Ref)
	}
	r.Head = now.Head
	r.RetiredOn, r.RetiredBecause = "", "" // a row whose making was undone begins again
	if r.Source == "" {
		r.Source = now.Source
	}
	if r.judges(now) {
		return tx.Update("decide", r, "")
	}
	return tx.Update("revise", r, "")
}

// judges says whether the row differs in what is decided about the control, or says
// for the first time what is; another owner or day decides nothing.
func (r *Row) judges(was Row) bool {
	return was.Retired() || r.Applicable != was.Applicable || r.Reason != was.Reason || r.Status != was.Status || r.How != was.How ||
		!slices.Equal(r.Drivers, was.Drivers) || !slices.Equal(r.Systems, was.Systems)
}

// Add records a control of the organisation's own, within an act, and gives it its
// reference. Annex A is a list to compare with and not the limit (6.1.3).
func Add(tx *store.Tx, r *Row) error {
	r.Ref = "CTL-"
	if err := r.prepare(tx.Read()); err != nil {
		return err
	}
	ref, err := tx.NextRef("CTL")
	if err != nil {
		return err
	}
	r.Head = store.Head{Ref: ref}
	return tx.Create("add control", r, "")
}

// Decide records what was decided about one control; in carries its key and the
// version the person saw, 0 where nothing was decided yet.
func (s *Statements) Decide(ctx context.Context, who access.Actor, in Row) (Row, error) {
	err := s.db.Write(ctx, who, access.EditSoA, func(tx *store.Tx) error { return Decide(tx, &in) })
	return in, err
}

// AddOwn records a control beyond Annex A.
func (s *Statements) AddOwn(ctx context.Context, who access.Actor, in Row) (Row, error) {
	err := s.db.Write(ctx, who, access.EditSoA, func(tx *store.Tx) error { return Add(tx, &in) })
	return in, err
}

// Retire takes one of the organisation's own controls out of the Statement. It is
// refused while a risk in force relies on it, and for controls of Annex A, which
// stay and are excluded with a reason.
func (s *Statements) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditSoA, func(tx *store.Tx) error {
		row, err := store.Load[Row](tx, ref, version)
		if err != nil {
			return err
		}
		if !row.Own {
			return fault.New(fault.Invalid, "A control of Annex A stays in the Statement. Exclude it and say why (6.1.3).")
		}
		uses, err := riskUses(tx.Read(), []string{ref})
		if err != nil {
			return err
		}
		if len(uses) > 0 {
			return fault.New(fault.Invalid, "Risks still rely on %s (%d). Take it out of their treatment first.", ref, uses[0].Risks)
		}
		return tx.Retire(&row, reason)
	})
}
