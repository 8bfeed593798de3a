package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trace"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) scopeRoutes() []route {
	return slices.Concat(s.obligations().routes(), s.processRoutes(), s.traceRoutes(), []route{
		{http.MethodGet, link.ScopePattern, access.Read, s.showScope},
		{http.MethodGet, link.OrganisationPattern, access.Read, s.showOrganisation},
		{http.MethodGet, link.OrganisationEditPattern, access.EditScope, s.editOrganisation},
		{http.MethodPost, link.OrganisationPattern, access.EditScope, s.describeOrganisation},

		{http.MethodGet, link.IssuesPattern, access.Read, s.listIssues},
		{http.MethodGet, link.IssueNewPattern, access.EditScope, s.newIssue},
		{http.MethodPost, link.IssuesPattern, access.EditScope, s.identifyIssue},
		{http.MethodGet, link.IssuePattern, access.Read, s.showIssue},
		{http.MethodGet, link.IssueEditPattern, access.EditScope, s.editIssue},
		{http.MethodPost, link.IssuePattern, access.EditScope, s.reviseIssue},
		{http.MethodPost, link.IssueRetirePattern, access.EditScope, s.retireIssue},

		{http.MethodGet, link.PartiesPattern, access.Read, s.listParties},
		{http.MethodGet, link.PartyNewPattern, access.EditScope, s.newParty},
		{http.MethodPost, link.PartiesPattern, access.EditScope, s.nameParty},
		{http.MethodGet, link.PartyPattern, access.Read, s.showParty},
		{http.MethodGet, link.PartyEditPattern, access.EditScope, s.editParty},
		{http.MethodPost, link.PartyPattern, access.EditScope, s.reviseParty},
		{http.MethodPost, link.PartyRetirePattern, access.EditScope, s.retireParty},

		{http.MethodGet, link.NeedNewPattern, access.EditScope, s.newNeed},
		{http.MethodPost, link.PartyNeedsPattern, access.EditScope, s.recordNeed},
		{http.MethodGet, link.NeedsPattern, access.Read, s.listNeeds},
		{http.MethodGet, link.NeedPattern, access.Read, s.showNeed},
		{http.MethodGet, link.NeedEditPattern, access.EditScope, s.editNeed},
		{http.MethodPost, link.NeedPattern, access.EditScope, s.reviseNeed},
		{http.MethodPost, link.NeedRetirePattern, access.EditScope, s.retireNeed},

		{http.MethodGet, link.ScopeStatementsPattern, access.Read, s.listStatements},
		{http.MethodPost, link.ScopeStatementsPattern, access.EditScope, s.draftStatement},
		{http.MethodGet, link.ScopeStatementPattern, access.Read, s.showStatement},
		{http.MethodGet, link.ScopeStatementEditPattern, access.EditScope, s.editStatement},
		{http.MethodPost, link.ScopeStatementPattern, access.EditScope, s.reviseStatement},
		{http.MethodGet, link.ScopeStatementApprovePattern, access.ApproveScope, s.checkStatement},
		{http.MethodPost, link.ScopeStatementApprovePattern, access.ApproveScope, s.approveStatement},
		{http.MethodPost, link.ScopeStatementDropPattern, access.EditScope, s.dropStatement},
	})
}

// scopeCrumbs leads from the stage's first page down to the lists given.
func scopeCrumbs(below ...layout.Crumb) []layout.Crumb {
	return append([]layout.Crumb{{Text: "Scope and context", Href: link.Scope()}}, below...)
}

func (s *Server) showScope(r *request) error {
	st, err := s.scope.Standing(r.ctx())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := scopeview.OverviewPage{Standing: st, Elsewhere: scopeElsewhere(v.gaps, len(st.Gaps()) == 0, r.who), MayEdit: r.may(access.EditScope)}
	fillOverview(&p, v.Snapshot)
	return r.show(page{title: "Scope and context", body: scopeview.Overview(p)})
}

// fillOverview counts what follows from the needs, and the processes.
func fillOverview(p *scopeview.OverviewPage, s *snapshot.Snapshot) {
	for _, o := range s.Obligations {
		if !o.Retired() {
			p.Obligations++
			if o.Met == scope.No {
				p.NotMet++
			}
		}
	}
	for _, c := range s.Processes {
		if !c.Retired() {
			p.Processes++
			if !c.Owned() {
				p.Unowned++
			}
		}
	}
	for _, l := range trace.Lines(s) {
		if l.Ends == "" {
			p.Whole++
		} else {
			p.Broken++
		}
	}
}

// scopeElsewhere lists what 4.1 to 4.4 lack by the rules: what another stage mends
// and, where the stage itself sees nothing missing, all of it.
func scopeElsewhere(gaps []readiness.Gap, all bool, who access.Actor) []ui.Task {
	var out []ui.Task
	for _, g := range gaps {
		if within(g, "4.1", "4.2", "4.3", "4.4") && (all || g.Stage != "scope" || !standingRule(g.Rule)) {
			out = append(out, ui.Task{Title: g.Message, Clause: g.Clauses[0], Href: homeview.Where(g, mayMend(who, g)), Status: statusOfGap(g)})
		}
	}
	return out
}

// standingRule says whether the stage's own standing tells the same as a rule.
func standingRule(rule string) bool { return strings.HasPrefix(rule, "SCP-") && rule != "SCP-07" }

func (s *Server) showOrganisation(r *request) error {
	o, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	p := scopeview.OrganisationPage{Organisation: o, MayEdit: r.may(access.EditScope)}
	if o.Version > 0 {
		if p.Thread, err = r.thread(o.Head, access.EditScope, ""); err != nil {
			return err
		}
	}
	return r.show(page{title: "Organisation", crumbs: scopeCrumbs(), body: scopeview.Organisation(p)})
}

// crumbOrganisation leads back to the organisation from its form.
var crumbOrganisation = layout.Crumb{Text: "Organisation", Href: link.Organisation()}

func (s *Server) editOrganisation(r *request) error {
	o, err := s.scope.Organisation(r.ctx())
	if err != nil {
		return err
	}
	return r.show(page{title: "Describe the organisation", crumbs: scopeCrumbs(crumbOrganisation), body: s.organisationForm(o, ui.State{})})
}

func (s *Server) describeOrganisation(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := readOrganisation(f)
	in.Ref, in.Version = scope.OrganisationRef, f.begun()
	if _, err := s.scope.Describe(r.ctx(), r.who, in); err != nil {
		return r.refuse(err, "Describe the organisation", func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.firstConflict(err, in.Ref, in.Version)
			return s.organisationForm(in, st)
		})
	}
	return r.done(link.Organisation(), in.Name+" is saved.")
}

func (s *Server) organisationForm(o scope.Organisation, st ui.State) templ.Component {
	return scopeview.OrganisationForm(scopeview.OrganisationFormPage{Organisation: o, Roles: s.roleOptions(), State: st})
}

func readOrganisation(f form) scope.Organisation {
	return scope.Organisation{
		Name: f.text("name"), Does: f.text("does"), Intended: f.text("intended"), Roles: f.list("roles"), RoleNotes: f.text("role_notes"),
		Jurisdictions: f.text("jurisdictions"), Climate: scope.Answer(f.text("climate")), ClimateReason: f.text("climate_reason"),
		Certifier: f.text("certifier"), Stage1On: f.day("stage1_on"), Stage2On: f.day("stage2_on"),
		Stage2Ended: f.day("stage2_ended"), MajorDays: f.number("major_days"), MinorDays: f.number("minor_days"),
	}
}
