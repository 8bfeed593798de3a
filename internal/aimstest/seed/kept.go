package seed

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// kept fills the registers of internal/register: two records each, one with every
// field filled in and one with what is needed alone, retired ones apart.
func (f *fill) kept() {
	pair(f, scope.Obligations, nil)
	pair(f, inventory.Changes, func(c *inventory.SystemChange) { c.Origin = inventory.Planned })
	pair(f, inventory.Confirmations, nil)
	pair(f, objective.Objectives, func(o *objective.Objective) { o.BaselineOn, o.State = "", objective.UnderWay })
	pair(f, objective.Measurements, nil)
	pair(f, objective.PlannedChanges, nil)
	pair(f, inventory.Datasets, nil)
	pair(f, inventory.Models, nil)
	pair(f, inventory.EventLogs, nil)
	pair(f, operation.Controls, func(c *operation.Control) { c.Often, c.Since = operation.Monthly, "2026-10-01" })
	pair(f, operation.Records, nil)
	f.gates()
}

// pair records a full and a bare entry. mend makes an entry keep the rules of its
// register; nil where any values do.
func pair[T any, P register.Rec[T]](f *fill, reg *register.Register[T, P], mend func(*T)) {
	for _, whole := range []bool{true, false} {
		var rec T
		f.must(reg.Read(&rec, func(name string) []string { return f.value(questionOf(reg, name), whole) }))
		if mend != nil {
			mend(&rec)
		}
		f.must(f.db.Write(f.ctx, f.as[access.Lead], reg.Edit, func(tx *store.Tx) error { return reg.Add(tx, &rec) }))
	}
}

func questionOf[T any, P register.Rec[T]](reg *register.Register[T, P], name string) register.Question {
	for _, field := range reg.Fields {
		if field.Name == name {
			return field.Question
		}
	}
	return register.Question{}
}

// value answers a question with something that fits its kind.
func (f *fill) value(q register.Question, whole bool) []string {
	if !whole && q.Must == "" {
		return nil
	}
	switch q.Kind {
	case register.OneOf, register.SomeOf:
		return []string{q.Options[0].Value}
	case register.OnDay:
		return []string{"2026-11-01"}
	case register.YesNo:
		return []string{"yes"}
	case register.Count, register.Measure:
		return []string{"3"}
	case register.Record, register.Records:
		if q.Of[0] == register.OfControls {
			return []string{"42001:A.5.4"}
		}
		return []string{q.Of[0] + "-2026-001"}
	case register.Prose:
		return []string{"Written down in full. " + Hostile + "\nA second line."}
	case register.OneLine, register.Listed:
	}
	return []string{"Given " + q.Label + " " + Hostile}
}

// changed gives SYS-2026-001 a new model, which leaves its records to be confirmed.
func (f *fill) changed() {
	systems := inventory.New(f.db)
	y := of(systems.Take(f.ctx, "SYS-2026-001")).by(f)
	y.Models += " Second version." + Hostile
	of(systems.Revise(f.ctx, f.as[access.Lead], y)).by(f)
}
