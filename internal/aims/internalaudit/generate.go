package internalaudit

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Carried is something of earlier that an audit looks at again: a finding, an open
// nonconformity, or an action whose effect is to be seen. It is given as a value,
// because what comes after the findings belongs to a later stage.
type Carried struct {
	Ref      string
	Title    string
	Keys     []string // clauses and controls
	Systems  []string
	Question string
}

// ofSystem is what an auditor follows at one AI system, from intake to retirement.
var ofSystem = []string{
	"Who decided that this system is built or bought, and on what grounds?",
	"Which impact assessment and which risks stand behind its release?",
	"Which data and which tests stand behind what it does today?",
	"What are users and the people concerned told about it?",
	"What did monitoring show last, and what was done about it?",
	"What changed since the last audit, and was it approved?",
}

// Prepare adds to the checklist of an audit what its scope asks for and it does not hold
// yet: first what is carried over, then clauses, controls and AI systems. It gives the
// number of rows added.
func Prepare(ctx context.Context, db *store.DB, who access.Actor, ref string, carried []Carried) (added int, err error) {
	err = db.Write(ctx, who, access.ConductAudit, func(tx *store.Tx) error {
		added = 0
		a, err := workable(tx, ref, true)
		if err != nil {
			return err
		}
		var there []Row
		if err := store.InForce(tx.Read(), true).Where("audit = ?", ref).Find(&there).Error; err != nil {
			return err
		}
		titles, err := titlesOf(tx, a.Systems)
		if err != nil {
			return err
		}
		for _, r := range rowsFor(a, carried, titles) {
			if slices.ContainsFunc(there, r.same) {
				continue
			}
			added++
			r.Place = len(there) + added
			if err := Checklist.Add(tx, &r); err != nil {
				return err
			}
		}
		if added == 0 {
			return fault.New(fault.Invalid, "The checklist of %s holds all of its scope already.", ref)
		}
		return nil
	})
	return added, err
}

// same says whether two rows look at the same thing.
func (r Row) same(other Row) bool {
	return slices.Equal(r.Follows, other.Follows) && slices.Equal(r.Requirement, other.Requirement) && slices.Equal(r.Systems, other.Systems)
}

func titlesOf(tx *store.Tx, systems []string) (map[string]string, error) {
	ground, err := groundOf(tx.Read())
	titles := map[string]string{}
	for _, s := range ground.Systems {
		if slices.Contains(systems, s.Ref) {
			titles[s.Ref] = s.Name
		}
	}
	for _, r := range ground.Rows {
		if r.Own {
			titles[r.Ref] = r.Title
		}
	}
	return titles, err
}

// rowsFor are the rows that the scope of an audit asks for, in order.
func rowsFor(a Audit, carried []Carried, titles map[string]string) []Row {
	c := controls.MustLoad()
	var out []Row
	for _, again := range carried {
		out = append(out, Row{Title: again.Title, Audit: a.Ref, Follows: []string{again.Ref}, Requirement: again.Keys, Systems: again.Systems, Questions: []string{again.Question}})
	}
	for _, key := range a.Clauses {
		if clause, ok := c.Clause(key); ok {
			out = append(out, Row{Title: clause.ID + " " + clause.Title, Audit: a.Ref, Requirement: []string{key}, Questions: clause.Asks, Wanted: slices.Concat(clause.Evidence.Stage1, clause.Evidence.Stage2)})
		}
	}
	for _, key := range a.Controls {
		r := Row{Title: titles[key], Audit: a.Ref, Requirement: []string{key}, Questions: []string{"How is this control carried out, and by what do you see that it works?"}}
		if control, ok := c.Control(key); ok {
			r.Title, r.Questions, r.Wanted = control.ID+" "+control.Title, control.Asks, control.Evidence
		}
		out = append(out, r)
	}
	for _, ref := range a.Systems {
		out = append(out, Row{Title: titles[ref] + ", from idea to today", Audit: a.Ref, Systems: []string{ref}, Questions: ofSystem})
	}
	return out
}
