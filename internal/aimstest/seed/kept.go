package seed

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/performance"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
)

// kept fills the registers of internal/register: two records each, one with every
// field filled in and one with what is needed alone, retired ones apart.
func (f *fill) kept() {
	pair(f, scope.Obligations, nil)
	pair(f, scope.Processes, func(p *scope.Process) { p.Feeds = nil })
	pair(f, impact.Publications, nil)
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
	f.support()
	pair(f, operation.Suppliers, nil)
	pair(f, operation.Certificates, func(c *operation.Certificate) { c.Replaces = "" })
	systems := 0
	pair(f, operation.Splits, func(s *operation.Split) {
		systems++
		s.System, s.Shares = fmt.Sprintf("SYS-2026-00%d", systems), operation.Blank("", "").Shares
	})
	pair(f, operation.Expectations, nil)
	pair(f, operation.Incidents, func(i *operation.Incident) {
		if i.NoticedAt != "" {
			i.NoticedAt, i.Followed = "14:30", []string{"RSK-2026-001"}
		}
	})
	pair(f, operation.Informations, nil)
	f.audits()
	pair(f, improvement.Nonconformities, func(n *improvement.Nonconformity) { n.Clauses, n.Owner = []string{"42001:7.5.1"}, "Ada" })
	pair(f, improvement.Actions, func(a *improvement.Action) { a.Owner, a.Due, a.ReviewOn = "Ada", "2026-12-01", "2026-12-31" })
	pair(f, improvement.Improvements, nil)
	f.reviews()
	f.performance()
	f.certification()
	f.concerns()
	f.known5()
}

// performance keeps a measure with two results: an evaluation looked at the first, and the
// second breaks the threshold.
func (f *fill) performance() {
	pair(f, performance.Measures, func(m *performance.Measure) { m.Better, m.Often = performance.Lower, operation.Monthly })
	newest := false
	pair(f, performance.Results, func(r *performance.Result) {
		if newest {
			r.On, r.Value = "2026-11-10", "5"
		}
		newest = true
	})
	pair(f, performance.Evaluations, nil)
}

// certification keeps a cycle with its certificate, an audit that was held and one to
// come, and two requests.
func (f *fill) certification() {
	pair(f, certification.Cycles, func(c *certification.Cycle) {
		if c.Certificate != "" {
			c.StartedOn, c.IssuedOn, c.ValidUntil = "2026-09-01", "2026-11-01", "2029-10-31"
		}
	})
	pair(f, certification.Events, func(e *certification.Event) {
		e.Cycle, e.Kind = "CYC-2026-001", certification.Stage2
		if e.HeldOn == "" {
			e.Kind, e.PlannedOn = certification.Decision, "2026-12-15"
		}
	})
	pair(f, certification.Requests, nil)
}

// concerns sets up their desk, with the lead for a handler, and reports one.
func (f *fill) concerns() {
	_, err := operation.SetConcernDesk(f.ctx, f.db, f.as[access.Lead], operation.ConcernDesk{
		Open: true, Handlers: []string{f.as[access.Lead].Ref}, Readers: "Ada " + Hostile, Promise: "Nobody suffers for it. " + Hostile, Others: "The works council", Days: 14,
	})
	f.must(err)
	_, err = operation.ReportConcern(f.ctx, f.db, operation.Report{Text: "It ranks by age. " + Hostile, About: "The ranker " + Hostile})
	f.must(err)
}

// known5 records how the AI policy was made known, who was asked to acknowledge it,
// and who does what (clause 5). The auditor is still to acknowledge.
func (f *fill) known5() {
	const text = "POL-2026-001.v1"
	pair(f, leadership.Publications, func(p *leadership.Publication) { p.Document = text })
	pair(f, leadership.Acknowledgements, func(a *leadership.Acknowledgement) {
		a.Document = text
		if a.Account != "" { // who has one presses the button
			a.Name, a.Account = a.Name+", without an account", ""
		}
	})
	auditor := f.as[access.Auditor]
	asking := leadership.Asking{Version: text, People: []leadership.Acknowledgement{{Name: auditor.Name, Account: auditor.Ref}}, Due: "2026-12-31"}
	of(leadership.New(f.db).Ask(f.ctx, f.as[access.Lead], asking)).by(f)
	pair(f, leadership.Activities, func(a *leadership.Activity) {
		a.Consulted, a.Informed = []string{"ROL-2026-002"}, []string{"ROL-2026-003"}
	})
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
		return []string{named(q.Of[0])}
	case register.Prose:
		return []string{"Written down in full. " + Hostile + "\nA second line."}
	case register.Tabled:
		var line []string
		for _, c := range q.Cells {
			line = append(line, f.value(c, true)...)
		}
		return line
	case register.OneLine, register.Listed:
	}
	return []string{"Given " + q.Label + " " + Hostile}
}

// named is a record, control or clause of the kind that a field asks for.
func named(of string) string {
	switch of {
	case register.OfControls:
		return "42001:A.5.4"
	case register.OfClauses:
		return "42001:7.5.1"
	case register.OfAny:
		return "RSK-2026-001"
	}
	return of + "-2026-001"
}

// changed gives SYS-2026-001 a new model, which leaves its records to be confirmed.
func (f *fill) changed() {
	systems := inventory.New(f.db)
	y := of(systems.Take(f.ctx, "SYS-2026-001")).by(f)
	y.Models += " Second version." + Hostile
	of(systems.Revise(f.ctx, f.as[access.Lead], y)).by(f)
}
