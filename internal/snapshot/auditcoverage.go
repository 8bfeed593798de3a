package snapshot

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/when"
)

// AuditCoverage is what the internal audits of a programme look at, and when (9.2.2).
type AuditCoverage struct {
	Programme internalaudit.Programme // none in force: the zero one, and all audits count
	Years     []int
	Until     when.Day // the agreed certification audit, or the end of the programme
	Agreed    bool     // Until is an agreed certification audit
	Rows      []AuditedRow
}

// AuditedRow is one clause, control or AI system with the audits that look at it.
type AuditedRow struct {
	Key, Title string
	Group      string // "Clauses", "Controls", "AI systems"
	Months     int    // suggested: audit it every so many months
	Why        string
	Audits     map[int][]internalaudit.Audit // by year of their last day
	Covered    bool                          // an audit that ends before Until looks at it
	Last       internalaudit.Result          // the worst result of the newest audit that looked at it
	LastOn     when.Day
}

// Uncovered are the rows that no audit looks at in time.
func (c AuditCoverage) Uncovered() []AuditedRow {
	return slices.DeleteFunc(slices.Clone(c.Rows), func(r AuditedRow) bool { return r.Covered })
}

// The suggested frequencies, in months.
const (
	yearly   = 12
	everyTwo = 24
	oneCycle = 36
)

// AuditCoverage works the grid out from the audits in force.
func (s *Snapshot) AuditCoverage() AuditCoverage {
	c := AuditCoverage{}
	var held bool
	if c.Programme, held = internalaudit.Current(s.Programmes, s.Today()); held {
		c.Years, c.Until = c.Programme.Years(), c.Programme.EndsOn
	}
	o := s.Organisation()
	if _, on := o.NextAudit(s.Today()); on != "" {
		c.Until, c.Agreed = on, true
	}
	audits := slices.DeleteFunc(slices.Clone(s.Audits), func(a internalaudit.Audit) bool {
		return a.Retired() || held && !c.Programme.Holds(a.EndsOn)
	})
	if !held {
		for _, a := range audits {
			c.Years = append(c.Years, a.EndsOn.Time().Year())
		}
		slices.Sort(c.Years)
		c.Years = slices.Compact(c.Years)
	}
	c.Rows = s.auditable()
	known := s.auditFacts()
	for i := range c.Rows {
		row := &c.Rows[i]
		row.Audits = map[int][]internalaudit.Audit{}
		for _, a := range audits {
			if a.Covers(row.Key) {
				year := a.EndsOn.Time().Year()
				row.Audits[year] = append(row.Audits[year], a)
				row.Covered = row.Covered || c.Until == "" || a.EndsOn <= c.Until
			}
		}
		known.suggest(row)
	}
	return c
}

// auditable are the clauses, the applicable controls and the AI systems in scope.
func (s *Snapshot) auditable() []AuditedRow {
	var out []AuditedRow
	catalogue := controls.MustLoad()
	for _, c := range catalogue.Auditable() {
		out = append(out, AuditedRow{Key: c.Key().String(), Title: c.ID + " " + c.Title, Group: "Clauses"})
	}
	for _, r := range s.Rows {
		if r.Retired() || r.Applicable != scope.Yes {
			continue
		}
		title := r.Ref + " " + r.Title
		if c, ok := catalogue.Control(r.Ref); ok {
			title = c.ID + " " + c.Title
		}
		out = append(out, AuditedRow{Key: r.Ref, Title: title, Group: "Controls"})
	}
	for _, y := range s.SystemsInScope() {
		out = append(out, AuditedRow{Key: y.Ref, Title: y.Name, Group: "AI systems"})
	}
	return out
}

// auditFacts is what a frequency is suggested from.
type auditFacts struct {
	above   map[string]string   // key: a risk above the line of acceptance
	changed map[string]when.Day // system: newest change
	result  map[string]internalaudit.Result
	on      map[string]when.Day
}

func (s *Snapshot) auditFacts() auditFacts {
	f := auditFacts{map[string]string{}, map[string]when.Day{}, map[string]internalaudit.Result{}, map[string]when.Day{}}
	criteria, _ := s.RiskCriteria()
	for _, r := range s.RisksInForce() {
		if criteria.Above(cmp.Or(r.ResidualLevel, r.InherentLevel)) {
			for _, key := range slices.Concat(r.Controls, r.Systems) {
				f.above[key] = r.Ref
			}
		}
	}
	for _, c := range s.Changes {
		for _, y := range c.Systems {
			if !c.Retired() && c.DoneOn > f.changed[y] {
				f.changed[y] = c.DoneOn
			}
		}
	}
	s.lastResults(f)
	return f
}

// lastResults fills in what the newest audit saw of each row; of one day the gravest.
func (s *Snapshot) lastResults(f auditFacts) {
	ends := map[string]when.Day{}
	for _, a := range s.Audits {
		if !a.Retired() {
			ends[a.Ref] = a.EndsOn
		}
	}
	for _, r := range s.AuditRows {
		on := ends[r.Audit]
		if r.Retired() || !r.Seen() || on == "" {
			continue
		}
		for _, key := range slices.Concat(r.Requirement, r.Systems) {
			if on > f.on[key] || on == f.on[key] && graver(r.Result, f.result[key]) {
				f.on[key], f.result[key] = on, r.Result
			}
		}
	}
}

func graver(a, b internalaudit.Result) bool {
	weight := func(r internalaudit.Result) int {
		return slices.Index([]internalaudit.Result{internalaudit.Minor, internalaudit.Major}, r)
	}
	return weight(a) > weight(b)
}

// suggest says how often a row is to be audited, and why (9.2.2: importance, changes and
// earlier results).
func (f auditFacts) suggest(row *AuditedRow) {
	row.Last, row.LastOn = f.result[row.Key], f.on[row.Key]
	switch risk, changed := f.above[row.Key], f.changed[row.Key]; {
	case row.Last.Nonconforming():
		row.Months, row.Why = yearly, "The last audit graded it "+string(row.Last)+"."
	case risk != "":
		row.Months, row.Why = yearly, risk+" is above the line of acceptance."
	case changed != "" && changed > row.LastOn:
		row.Months, row.Why = yearly, "It changed on "+changed.Human()+", after the last audit."
	case row.LastOn == "":
		row.Months, row.Why = yearly, "No audit has looked at it yet."
	case row.Group == "Clauses" && core(row.Key):
		row.Months, row.Why = yearly, "The system steers itself by it."
	case row.Group == "Controls":
		row.Months, row.Why = oneCycle, "It held last time, and no risk above the line is tied to it."
	default:
		row.Months, row.Why = everyTwo, "It held last time and has not changed since."
	}
}

// core are the clauses by which a management system runs and mends itself.
func core(key string) bool {
	for _, clause := range []string{"42001:6.1", "42001:8", "42001:9", "42001:10"} {
		if strings.HasPrefix(key, clause) {
			return true
		}
	}
	return false
}
