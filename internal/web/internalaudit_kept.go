package web

import (
	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/internalauditview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

// The standings of findings, and of rows that nobody has seen.
const (
	standingUnanswered = "to be raised"
	standingAnswered   = "raised"
	standingRest       = "no answer needed"
	standingUnseen     = "not seen"
)

// checklists are the pages of what auditors look at.
func (s *Server) checklists() keeper[internalaudit.Row, *internalaudit.Row] {
	return keeper[internalaudit.Row, *internalaudit.Row]{
		Register: internalaudit.Checklist, crumbs: stageCrumbs("internalaudit"), nav: internalAuditNav,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "Seen", Options: []ui.Option{{Value: standingUnseen, Label: "Not seen yet"}}}},
		narrow: func(r *request, q *register.Query) error {
			if r.QueryParam(paramStanding) == standingUnseen {
				q.Also = internalaudit.Unseen
			}
			return nil
		},
		show: func(r *request, row internalaudit.Row, p *registerview.RecordPage) error {
			a, err := internalaudit.Audits.Take(r.ctx(), r.s.DB, row.Audit)
			if err != nil {
				return err
			}
			p.Badges = append(p.Badges, internalauditview.ResultBadge(row.Result))
			p.MayEdit = p.MayEdit && internalaudit.MayWork(a, r.who) && a.State() != internalaudit.Reported
			p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Open as interview", link.RowAnswer(row.Ref)))
			if row.Seen() {
				p.Below = append(p.Below, ui.Facts([]ui.Fact{{Label: "Seen", Value: ui.Str(row.SeenOn.Human() + ", " + row.SeenBy)}}))
			}
			return nil
		},
	}
}

// samples are the pages of what was drawn.
func (s *Server) samples() keeper[internalaudit.Sample, *internalaudit.Sample] {
	return keeper[internalaudit.Sample, *internalaudit.Sample]{
		Register: internalaudit.Samples, crumbs: stageCrumbs("internalaudit"), nav: internalAuditNav,
		show: func(r *request, sample internalaudit.Sample, p *registerview.RecordPage) error {
			named, err := r.titles(sample.Items)
			if err != nil {
				return err
			}
			p.Below = append(p.Below, internalauditview.Drawn(sample, named))
			return nil
		},
		saved: func(sample internalaudit.Sample) string { return sample.Ref + " is drawn." },
	}
}

func (s *Server) drawAgain(r *request) error {
	sample, err := internalaudit.Samples.Take(r.ctx(), s.DB, r.Param("ref"))
	if err != nil {
		return err
	}
	again, err := internalaudit.DrawAgain(r.ctx(), s.DB, sample)
	if err != nil {
		return err
	}
	named, err := r.titles(again.Items)
	if err != nil {
		return err
	}
	return r.show(page{title: "Drawn again", crumbs: underAudit(sample.Ref), body: internalauditview.Again(internalauditview.AgainPage{Sample: sample, Again: again, Named: named})})
}

// findingStanding is what became of a finding.
func findingStanding(s *snapshot.Snapshot, f internalaudit.Finding) string {
	switch _, raised := s.Answering(f.Ref); {
	case f.Retired() || !f.Grade.Nonconforming():
		return standingRest
	case raised:
		return standingAnswered
	}
	return standingUnanswered
}

// findings are the pages of what audits found.
func (s *Server) findings() keeper[internalaudit.Finding, *internalaudit.Finding] {
	return keeper[internalaudit.Finding, *internalaudit.Finding]{
		Register: internalaudit.Findings, crumbs: stageCrumbs("internalaudit"), nav: internalAuditNav, rows: becameColumn, show: showFinding,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "What became of it", Options: []ui.Option{
			{Value: standingUnanswered, Label: "Nonconformity to be raised"}, {Value: standingAnswered, Label: "Nonconformity raised"}, {Value: standingRest, Label: "No answer needed"},
		}}},
		narrow: func(r *request, q *register.Query) error {
			standing := r.QueryParam(paramStanding)
			if standing == "" {
				return nil
			}
			v, err := r.s.now(r.ctx())
			if err != nil {
				return err
			}
			refs := []string{}
			for _, f := range v.Findings {
				if findingStanding(v.Snapshot, f) == standing {
					refs = append(refs, f.Ref)
				}
			}
			q.Also = register.Among(refs)
			return nil
		},
	}
}

func becameColumn(r *request) (ui.Columns[internalaudit.Finding], error) {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return nil, err
	}
	to := followed(v.Snapshot)
	return ui.Columns[internalaudit.Finding]{{
		Key: "became", Title: "What became of it", Class: "wrap",
		Cell: func(f internalaudit.Finding) templ.Component { return internalauditview.Became(f, to[f.Ref]) },
		Text: func(f internalaudit.Finding) string { return to[f.Ref].Ref + " " + to[f.Ref].Word },
	}}, nil
}

func showFinding(r *request, f internalaudit.Finding, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	a, err := internalaudit.Audits.Take(r.ctx(), r.s.DB, f.Audit)
	if err != nil {
		return err
	}
	p.Badges = append(p.Badges, internalauditview.ResultBadge(f.Grade))
	p.MayEdit = p.MayEdit && internalaudit.MayWork(a, r.who) && a.State() != internalaudit.Reported
	p.Below = append(p.Below, ui.Facts([]ui.Fact{
		{Label: "Logged by", Value: ui.Str(f.Finder)}, {Label: "What became of it", Value: internalauditview.Became(f, followed(v.Snapshot)[f.Ref])},
	}))
	if findingStanding(v.Snapshot, f) == standingUnanswered && r.may(access.EditNonconformity) {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Primary, "Raise a nonconformity", link.FindingRaise(f.Ref)))
	}
	return nil
}
