package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/internalauditview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) internalAuditRoutes() []route {
	return slices.Concat([]route{
		{http.MethodGet, link.InternalAuditPattern, access.Read, s.showInternalAudit},
		{http.MethodGet, link.AuditCoveragePattern, access.Read, s.showAuditCoverage},
		{http.MethodPost, link.ProgrammeApprovePattern, access.ApproveProgramme, s.approveProgramme},
		{http.MethodPost, link.AuditStartPattern, access.ConductAudit, s.startAudit},
		{http.MethodGet, link.AuditMitigatePattern, access.MitigateConflict, s.askMitigation},
		{http.MethodPost, link.AuditMitigatePattern, access.MitigateConflict, s.mitigate},
		{http.MethodPost, link.AuditPreparePattern, access.ConductAudit, s.prepareAudit},
		{http.MethodGet, link.AuditReportPattern, access.Read, s.showAuditReport},
		{http.MethodPost, link.AuditReportPattern, access.ConductAudit, s.signAuditReport},
		{http.MethodGet, link.AuditPaperPattern, access.Read, s.downloadAuditReport},
		{http.MethodPost, link.AuditReopenPattern, access.ConductAudit, s.reopenAudit},
		{http.MethodGet, link.RowAnswerPattern, access.Read, s.showRow},
		{http.MethodPost, link.RowAnswerPattern, access.ConductAudit, s.answerRow},
		{http.MethodGet, link.SampleAgainPattern, access.Read, s.drawAgain},
		{http.MethodGet, link.FindingRaisePattern, access.EditNonconformity, s.askRaise},
		{http.MethodPost, link.FindingRaisePattern, access.EditNonconformity, s.raise},
	}, s.programmes().routes(), s.audits().routes(), s.checklists().routes(), s.samples().routes(), s.findings().routes())
}

// internalAuditParts are the tabs around internal audits.
func internalAuditParts() []ui.Part {
	return []ui.Part{
		ui.Single(overview, link.Stage("internalaudit")),
		{Title: "Programme", Pages: []ui.Tab{tab(internalaudit.Programmes.About), {Title: coverageTitle, Href: link.AuditCoverage()}}},
		single(internalaudit.Audits.About),
		{Title: "Checklist", Pages: []ui.Tab{tab(internalaudit.Checklist.About), tab(internalaudit.Samples.About)}},
		single(internalaudit.Findings.About),
	}
}

func internalAuditNav(here string) templ.Component {
	return ui.PartNav("Internal audit", internalAuditParts(), here)
}

// underAudit leads to a record of this stage.
func underAudit(ref string) []layout.Crumb {
	return append(stageCrumbs("internalaudit"), layout.Crumb{Text: ref, Href: link.Entry(ref)})
}

func (s *Server) showInternalAudit(r *request) error {
	p, err := r.stagePage("internalaudit", "Whether the management system conforms and works, seen by people who do not audit their own work.", internalAuditParts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	planned, underway, unanswered := 0, 0, 0
	for _, a := range v.Audits {
		planned += one(!a.Retired() && a.State() == internalaudit.Planned)
		underway += one(!a.Retired() && a.State() == internalaudit.Underway)
	}
	for _, f := range v.Findings {
		unanswered += one(findingStanding(v.Snapshot, f) == standingUnanswered)
	}
	p.Above = append(p.Above, internalAuditNav(overview), ui.Figures([]ui.Figure{
		figure(planned, "audits planned", link.Register("AUD", paramStanding, string(internalaudit.Planned))),
		figure(underway, "audits under way", link.Register("AUD", paramStanding, string(internalaudit.Underway))),
		figure(unanswered, "findings to be raised", link.Register("FND", paramStanding, standingUnanswered)),
		figure(uncovered(v.Snapshot), "parts not covered", link.AuditCoverage()),
	}))
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// programmes are the pages of audit programmes.
func (s *Server) programmes() keeper[internalaudit.Programme, *internalaudit.Programme] {
	return keeper[internalaudit.Programme, *internalaudit.Programme]{
		Register: internalaudit.Programmes, crumbs: stageCrumbs("internalaudit"), nav: internalAuditNav,
		show: func(r *request, p internalaudit.Programme, rp *registerview.RecordPage) error {
			facts := []ui.Fact{{Label: "Written by", Value: ui.Str(p.KeeperName)}}
			if p.ApprovedOn != "" {
				rp.Badges = append(rp.Badges, ui.Badge(ui.Good, "Approved"))
				facts = append(facts, ui.Fact{Label: "Approved by", Value: ui.Str(p.ApprovedBy + ", " + p.ApprovedOn.Human())})
			} else {
				rp.Badges = append(rp.Badges, ui.Badge(ui.Warn, "Not approved"))
				if !p.Retired() && r.may(access.ApproveProgramme) && p.Keeper != r.who.Ref {
					rp.Acts = append(rp.Acts, ui.ActionForm(ui.Primary, link.ProgrammeApprove(p.Ref), "Approve programme", p.Version))
				}
			}
			rp.Acts = append(rp.Acts, ui.LinkButton(ui.Secondary, "Show coverage", link.AuditCoverage()))
			rp.Below = append(rp.Below, ui.SectionHead("Who stands behind it", "9.2.2"), ui.Facts(facts))
			return nil
		},
	}
}

func (s *Server) approveProgramme(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := internalaudit.ApproveProgramme(r.ctx(), s.DB, r.who, ref, f.version()); err != nil {
		return err
	}
	return r.done(link.Entry(ref), ref+" is approved.")
}

// The parameters that the coverage grid narrows audits by.
const (
	paramCovers = "covers"
	paramYear   = "year"
)

// audits are the pages of internal audits.
func (s *Server) audits() keeper[internalaudit.Audit, *internalaudit.Audit] {
	return keeper[internalaudit.Audit, *internalaudit.Audit]{
		Register: internalaudit.Audits, crumbs: stageCrumbs("internalaudit"), nav: internalAuditNav, show: showAudit,
		sieve: []ui.FilterSelect{{Name: paramStanding, Label: "State", Options: ui.Choices(internalaudit.States)}},
		narrow: func(r *request, q *register.Query) error {
			standing, covers, year := r.QueryParam(paramStanding), r.QueryParam(paramCovers), r.QueryParam(paramYear)
			if standing == "" && covers == "" && year == "" {
				return nil
			}
			v, err := r.s.now(r.ctx())
			if err != nil {
				return err
			}
			refs := []string{}
			for _, a := range v.Audits {
				if (standing == "" || string(a.State()) == standing) && (covers == "" || a.Covers(covers)) && (year == "" || strconv.Itoa(a.EndsOn.Time().Year()) == year) {
					refs = append(refs, a.Ref)
				}
			}
			q.Also = register.Among(refs)
			return nil
		},
		row: ui.Columns[internalaudit.Audit]{{
			Key: "state", Title: "State", Class: "tight", Cell: internalauditview.StateBadge,
			Text: func(a internalaudit.Audit) string { return ui.Sentence(a.State()) },
		}},
		saved: func(a internalaudit.Audit) string {
			return a.Title + " is planned as " + a.Ref + ". Make its checklist next."
		},
	}
}

// showAudit puts who would judge their own work above the plan, and what the auditors
// did below it.
func showAudit(r *request, a internalaudit.Audit, p *registerview.RecordPage) error {
	v, err := r.s.now(r.ctx())
	if err != nil {
		return err
	}
	part := internalauditview.AuditPart{
		Audit: a, Work: v.WorkOf(a), MayWork: !a.Retired() && r.may(access.ConductAudit) && internalaudit.MayWork(a, r.who),
		Mitigate: internalaudit.MayMitigate(a, r.who), Followed: followed(v.Snapshot),
	}
	if a.State() != internalaudit.Reported && !a.Retired() {
		part.Open = a.Unmitigated(v.Ground())
	}
	p.MayEdit = p.MayEdit && a.State() != internalaudit.Reported
	p.Badges = append(p.Badges, internalauditview.StateBadge(a))
	if v.FollowedUp(a) {
		p.Badges = append(p.Badges, ui.Badge(ui.Good, "Followed up"))
	}
	if a.State() == internalaudit.Planned && part.MayWork && len(part.Open) == 0 {
		p.Acts = append(p.Acts, ui.ActionForm(ui.Primary, link.AuditStart(a.Ref), "Start audit", a.Version))
	}
	if a.State() != internalaudit.Planned {
		p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Read report", link.AuditReport(a.Ref)))
	}
	p.Above = append(p.Above, internalauditview.Impartial(part))
	p.Above = append(p.Above, internalauditview.Work(part), ui.SectionHead("Plan", "9.2.2"))
	_, p.Thread.Pointing = split(p.Thread.Pointing, "CHK-") // counted above
	_, p.Thread.Pointing = split(p.Thread.Pointing, "FND-")
	_, p.Thread.Pointing = split(p.Thread.Pointing, "SMP-")
	return nil
}

// followed says of each finding what became of it.
func followed(s *snapshot.Snapshot) map[string]internalauditview.Follow {
	out := map[string]internalauditview.Follow{}
	for _, f := range s.Findings {
		if n, raised := s.Answering(f.Ref); raised {
			out[f.Ref] = followOf(s, n.Ref, n.Open())
		}
	}
	return out
}

func followOf(s *snapshot.Snapshot, ncr string, open bool) internalauditview.Follow {
	worked, all := s.Effective(ncr)
	word := map[bool]string{true: "open", false: "closed"}[open]
	switch {
	case all == 0:
		word += ", no action"
	case worked == all:
		word += ", actions worked"
	default:
		word += ", " + strconv.Itoa(worked) + " of " + strconv.Itoa(all) + " actions seen to work"
	}
	return internalauditview.Follow{Ref: ncr, Word: word, Closed: !open}
}
