package seed

import (
	"fmt"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Size is how long the registers of a workspace are.
type Size struct {
	Risks, Systems, Evidence int
	Kept                     int // entries in each of the registers that grow week by week
	Entries                  int // at least so many in the trail: the systems are revised until then
}

// Large is the workspace on which the speed of pages is measured.
var Large = Size{Risks: 5000, Systems: 200, Evidence: 20_000, Kept: 2000, Entries: 100_000}

// Bulk fills registers, one transaction for each, through the stages' functions
// within an act, so that every record has its entry in the trail. Criteria are
// put in force when there are none.
func Bulk(t testing.TB, db *store.DB, dir string, as func(access.Role) access.Actor, size Size) {
	t.Helper()
	f := filling(t, db, dir, as)
	lead := f.as[access.Lead]
	f.must(db.Write(f.ctx, lead, access.EditSystem, func(tx *store.Tx) error {
		return times(size.Systems, func(n int) error {
			return inventory.Add(tx, &inventory.System{Name: fmt.Sprintf("System %d", n), Purpose: "Order applications", InScope: scope.Answers[n%3], ScopeReason: "Bought", Owner: "Ada"})
		})
	}))
	risks := risk.New(db)
	if c := of(risks.Criteria(f.ctx)).by(f); !c.InForce() {
		of(risks.SetCriteria(f.ctx, lead, risk.Proposed())).by(f)
	}
	f.must(db.Write(f.ctx, lead, access.EditRisk, func(tx *store.Tx) error {
		return times(size.Risks, func(n int) error {
			r := riskOf(n)
			r.ReviewOn = when.Day("2026-10-01").Add(n % 400) // some are overdue, some due in each month to come
			r.Systems = []string{fmt.Sprintf("SYS-2026-%03d", 1+n%max(size.Systems, 1))}
			return risk.Add(tx, &r)
		})
	}))
	shelf := f.shelf()
	f.must(db.Write(f.ctx, lead, access.AddEvidence, func(tx *store.Tx) error {
		return times(size.Evidence, func(n int) error {
			return shelf.Add(tx, &evidence.Item{
				Kind: evidence.Address, Title: fmt.Sprintf("Minutes %d", n), Address: "https://example.org/minutes",
				Supports: []string{fmt.Sprintf("RSK-2026-%03d", 1+n%max(size.Risks, 1)), f.controlOf(n)}, Owner: "Jo",
			})
		})
	}))
	many(f, size.Kept, scope.Obligations, nil)
	many(f, size.Kept, inventory.Changes, func(c *inventory.SystemChange) {
		c.Origin, c.DoneOn, c.Outcome = inventory.Unintended, "2026-11-01", "As before"
	})
	many(f, min(size.Kept, 20), objective.Objectives, nil)
	many(f, size.Kept, objective.Measurements, nil)
	many(f, size.Kept, operation.Controls, func(c *operation.Control) { c.Often, c.Since = operation.Monthly, "2026-10-01" })
	many(f, size.Kept, operation.Records, func(r *operation.Record) { r.Found, r.FollowUp = "Late", "Jo sees to it" })
	many(f, size.Kept, operation.Incidents, nil)
	f.must(db.Write(f.ctx, lead, access.EditSystem, func(tx *store.Tx) error {
		return times(size.Entries-size.Risks-size.Systems-size.Evidence, func(n int) error {
			y, err := store.LoadNow[inventory.System](tx, fmt.Sprintf("SYS-2026-%03d", 1+n%size.Systems))
			if err != nil {
				return err
			}
			y.IntendedUse = fmt.Sprintf("Order applications, in revision %d", n)
			return tx.Update("revise", &y, "")
		})
	}))
}

// many gives a register so many bare entries, about one system and another. mend makes
// them keep its rules, as for pair.
func many[T any, P register.Rec[T]](f *fill, count int, reg *register.Register[T, P], mend func(*T)) {
	f.must(f.db.Write(f.ctx, f.as[access.Lead], reg.Edit, func(tx *store.Tx) error {
		return times(count, func(n int) error {
			var rec T
			if err := reg.Read(&rec, func(name string) []string { return bare(questionOf(reg, name), n) }); err != nil {
				return err
			}
			if mend != nil {
				mend(&rec)
			}
			return reg.Add(tx, &rec)
		})
	}))
}

// bare answers what must be answered, and which systems it is about.
func bare(q register.Question, n int) []string {
	switch {
	case slices.Contains(q.Of, "SYS"):
		return []string{fmt.Sprintf("SYS-2026-%03d", 1+n%20)}
	case q.Must == "":
		return nil
	case q.Kind == register.OneOf || q.Kind == register.SomeOf:
		return []string{q.Options[n%len(q.Options)].Value}
	case q.Kind == register.OnDay:
		return []string{string(when.Day("2026-01-01").Add(n % 300))}
	case q.Kind == register.Record || q.Kind == register.Records:
		return []string{fmt.Sprintf("%s-2026-%03d", q.Of[0], 1+n%10)}
	case q.Kind == register.Count || q.Kind == register.Measure:
		return []string{fmt.Sprint(n)}
	}
	return []string{fmt.Sprintf("%s %d", q.Label, n)}
}

// often is how many pieces of evidence all support the same control before the
// rest is spread over all of them.
const often = 2000

func (f *fill) controlOf(n int) string {
	if n < often {
		return "42001:A.5.4"
	}
	return f.known.Controls[n%len(f.known.Controls)].Key().String()
}

func times(n int, do func(n int) error) error {
	for i := range n {
		if err := do(i); err != nil {
			return err
		}
	}
	return nil
}
