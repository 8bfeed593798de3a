package web

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/internalauditview"
)

const coverageTitle = internalauditview.CoverageTitle

func uncovered(s *snapshot.Snapshot) int { return len(s.AuditCoverage().Uncovered()) }

func (s *Server) showAuditCoverage(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	c := v.AuditCoverage()
	p := internalauditview.CoveragePage{
		Nav: internalAuditNav(coverageTitle), Years: c.Years, None: c.Programme.Ref == "",
		Lead:     "What your internal audits look at, year by year, and how often each part asks for one. A cell opens the audits that it counts.",
		MayWrite: r.may(access.EditProgramme), MayPlan: r.may(access.PlanAudit),
	}
	switch {
	case c.Agreed:
		p.Until = "before the certification audit on " + c.Until.Human()
	case c.Until != "":
		p.Until = "before the programme ends on " + c.Until.Human()
	}
	for _, row := range c.Rows {
		if n := len(p.Groups); n == 0 || p.Groups[n-1].Title != row.Group {
			p.Groups = append(p.Groups, internalauditview.CoverageGroup{Title: row.Group})
		}
		g := &p.Groups[len(p.Groups)-1]
		g.Lines = append(g.Lines, coverageLine(row))
	}
	for _, row := range c.Uncovered() {
		p.Open = append(p.Open, coverageLine(row))
	}
	return r.show(page{title: coverageTitle, crumbs: stageCrumbs("internalaudit"), body: internalauditview.Coverage(p)})
}

func coverageLine(row snapshot.AuditedRow) internalauditview.CoverageLine {
	return internalauditview.CoverageLine{Key: row.Key, Title: row.Title, Months: row.Months, Why: row.Why, Last: row.Last, Audits: row.Audits}
}
