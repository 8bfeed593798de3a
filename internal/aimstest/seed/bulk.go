package seed

import (
	"fmt"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Size is how long the registers of a workspace are.
type Size struct {
	Risks, Systems, Evidence int
	Entries                  int // at least so many in the trail: the systems are revised until then
}

// Large is the workspace on which the speed of pages is measured.
var Large = Size{Risks: 5000, Systems: 200, Evidence: 20_000, Entries: 100_000}

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
