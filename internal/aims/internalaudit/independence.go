package internalaudit

import (
	"context"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Ground is what may be audited, with its owners; retired records may be among it.
type Ground struct {
	Rows      []soa.Row
	Risks     []risk.Risk
	Actions   []risk.Action
	Systems   []inventory.System
	Processes []scope.Process
	Controls  []operation.Control
}

// Conflict is an auditor who would judge their own work (9.2.2).
type Conflict struct {
	Auditor string
	Owns    []string // references, and numbers of controls
}

// String names the conflict: "Ada Lovelace owns A.6.2.4, RSK-2026-007".
func (c Conflict) String() string { return c.Auditor + " owns " + strings.Join(c.Owns, ", ") }

// Mitigation is how bias is kept out although an auditor owns something that is audited.
type Mitigation struct {
	Auditor string   `json:"auditor"`
	Covers  []string `json:"covers"` // what the auditor owned when it was recorded
	How     string   `json:"how"`
	By      string   `json:"by"` // account reference of the second person
	ByName  string   `json:"by_name"`
	On      when.Day `json:"on"`
}

// owned is one thing in the scope of an audit with its owner.
type owned struct{ ref, owner string }

// Clauses that are audited in records which have owners.
var (
	ofRisks    = []string{"42001:6.1.2", "42001:6.1.3", "42001:8.2", "42001:8.3"}
	ofControls = []string{"42001:8.1"}
)

// within lists what an audit looks at, each with its owner: the controls and systems of
// its scope, the processes of its clauses, the risks that are tied to any of it, and
// their actions.
func (a Audit) within(g Ground) []owned {
	var out []owned
	for _, r := range g.Rows {
		if !r.Retired() && slices.Contains(a.Controls, r.Ref) {
			out = append(out, owned{bare(r.Ref), r.Owner})
		}
	}
	for _, s := range g.Systems {
		if !s.Retired() && slices.Contains(a.Systems, s.Ref) {
			out = append(out, owned{s.Ref, s.Owner})
		}
	}
	for _, p := range g.Processes {
		if !p.Retired() && common(keysOf(p.Clauses), a.Clauses) {
			out = append(out, owned{p.Ref, p.Owner})
		}
	}
	for _, c := range g.Controls {
		if !c.Retired() && a.touches(c.Controls, c.Systems, ofControls) {
			out = append(out, owned{c.Ref, c.Owner})
		}
	}
	return append(out, a.risksWithin(g)...)
}

// touches says whether a record with its controls and systems is tied to the scope, or is
// looked at under a clause of it.
func (a Audit) touches(controls, systems, clauses []string) bool {
	return common(controls, a.Controls) || common(systems, a.Systems) || common(a.Clauses, clauses)
}

func (a Audit) risksWithin(g Ground) []owned {
	var out []owned
	audited := map[string]bool{}
	for _, r := range g.Risks {
		if !r.Retired() && a.touches(r.Controls, r.Systems, ofRisks) {
			audited[r.Ref] = true
			out = append(out, owned{r.Ref, r.Owner})
		}
	}
	for _, act := range g.Actions {
		if !act.Retired() && audited[act.Risk] {
			out = append(out, owned{act.Ref, act.Owner})
		}
	}
	return out
}

// keysOf gives clauses as keys, however they were written.
func keysOf(clauses []string) []string {
	out := make([]string, len(clauses))
	for i, c := range clauses {
		out[i] = "42001:" + bare(c)
	}
	return out
}

func bare(key string) string {
	if _, id, found := strings.Cut(key, ":"); found {
		return id
	}
	return key
}

func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// Conflicts names every auditor who owns something that the audit looks at.
func (a Audit) Conflicts(g Ground) []Conflict {
	var out []Conflict
	things := a.within(g)
	for _, auditor := range a.Team() {
		c := Conflict{Auditor: auditor}
		for _, t := range things {
			if aims.Names(t.owner, auditor) {
				c.Owns = append(c.Owns, t.ref)
			}
		}
		if len(c.Owns) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// Unmitigated are the conflicts, or the parts of them, that no mitigation covers.
func (a Audit) Unmitigated(g Ground) []Conflict {
	var out []Conflict
	for _, c := range a.Conflicts(g) {
		c.Owns = slices.DeleteFunc(c.Owns, func(ref string) bool {
			return slices.ContainsFunc(a.Mitigations, func(m Mitigation) bool {
				return aims.Names(m.Auditor, c.Auditor) && slices.Contains(m.Covers, ref)
			})
		})
		if len(c.Owns) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// groundOf reads what may be audited as it stands within an act.
func groundOf(q *gorm.DB) (g Ground, err error) {
	read(q, &g.Rows, &err)
	read(q, &g.Risks, &err)
	read(q, &g.Actions, &err)
	read(q, &g.Systems, &err)
	read(q, &g.Processes, &err)
	read(q, &g.Controls, &err)
	return g, err
}

func read[T any, P interface {
	*T
	store.Record
}](q *gorm.DB, into *[]T, failed *error) {
	if *failed == nil {
		*into, *failed = store.All[T, P](store.InForce(q, true))
	}
}

// MayMitigate says whether a person may record how bias is kept out: neither an auditor
// of the audit nor who planned it, so that nobody vouches for themselves.
func MayMitigate(a Audit, who access.Actor) bool {
	return who.May(access.MitigateConflict) && a.Planner != who.Ref && !a.Audits(who.Name)
}

// Mitigate records how bias is kept out although an auditor owns something that is
// audited. It covers what they own there now and nothing that comes later.
func Mitigate(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, auditor, how string) error {
	return db.Write(ctx, who, access.MitigateConflict, func(tx *store.Tx) error {
		a, err := store.Load[Audit](tx, ref, version)
		switch {
		case err != nil:
			return err
		case a.Retired() || a.State() == Reported:
			return fault.New(fault.Invalid, "%s is reported or retired. Nothing is recorded there any more.", ref)
		case !MayMitigate(a, who):
			return fault.New(fault.Forbidden, "You planned %s or audit in it. A second person has to record how bias is kept out.", ref)
		}
		ground, err := groundOf(tx.Read())
		if err != nil {
			return err
		}
		open := a.Unmitigated(ground)
		at := slices.IndexFunc(open, func(c Conflict) bool { return c.Auditor == auditor })
		var l check.List
		if at < 0 {
			l.Add("auditor", "Choose an auditor who owns something that is audited")
		}
		l.Required("how", how, "Say how bias is kept out: who looks at it instead, or who checks the result")
		l.AtMost("how", how, 4000)
		if err := l.Err(); err != nil {
			return err
		}
		a.Mitigations = append(a.Mitigations, Mitigation{Auditor: auditor, Covers: open[at].Owns, How: how, By: who.Ref, ByName: who.Name, On: tx.Now.Day()})
		return tx.Update("mitigate", &a, "")
	})
}

// Start begins an audit. It is refused while an auditor would judge their own work and
// nobody has recorded how bias is kept out (9.2.2).
func Start(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
	return db.Write(ctx, who, access.ConductAudit, func(tx *store.Tx) error {
		a, err := store.Load[Audit](tx, ref, version)
		switch {
		case err != nil:
			return err
		case a.Retired() || a.State() != Planned:
			return fault.New(fault.Invalid, "%s has begun already, or is retired.", ref)
		case !MayWork(a, who):
			return fault.New(fault.Forbidden, "Only the auditors of %s start it. The plan names them.", ref)
		}
		ground, err := groundOf(tx.Read())
		if err != nil {
			return err
		}
		if open := a.Unmitigated(ground); len(open) > 0 {
			return fault.New(fault.Invalid, "%s cannot start: %s. Choose another auditor, or have a second person record how bias is kept out.", ref, open[0])
		}
		a.StartedOn, a.StartedBy = tx.Now.Day(), who.Name
		return tx.Update("start", &a, "")
	})
}
