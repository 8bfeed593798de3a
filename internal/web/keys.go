package web

import (
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/words"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/searchview"
)

// goKeys lead to a page after "g".
var goKeys = map[string]string{
	link.Home(): "h", link.Gaps(): "g", link.Scope(): "s", link.Leadership(): "l", link.Systems(): "i", link.Assessments(): "m",
	link.Risks(): "r", link.SoA(): "a", link.EvidenceList(): "e", link.Packs(): "p", link.History(): "t", link.Catalogue(): "c",
}

// offer is something to begin, for who may do it.
type offer struct {
	title, href string
	can         access.Permission
}

// offers are what the palette offers to begin. Each has its button on a page too.
var offers = []offer{
	{"Identify a risk", link.RiskNew(), access.EditRisk},
	{"Register an AI system", link.SystemNew(), access.EditSystem},
	{"Add evidence", link.EvidenceNew(""), access.AddEvidence},
	{"Begin an impact assessment", link.AssessmentNew(""), access.EditImpact},
	{"Record a policy", link.PolicyNew(), access.EditPolicy},
	{"Assign a role", link.RoleNew(), access.EditRoles},
	{"Record an issue", link.IssueNew(), access.EditScope},
	{"Record an interested party", link.PartyNew(), access.EditScope},
	{"Set risk criteria", link.CriteriaEdit(), access.SetCriteria},
	{"Approve the Statement of Applicability", link.SoAApprove(), access.ApproveSoA},
	{"Make evidence pack", link.Packs(), access.MakePack},
	{"Export registers", link.Exports(""), access.Read},
	{"Invite a person", link.PersonNew(), access.ManagePeople},
	{"Change my password", link.OwnPassword(""), access.ChangeOwnLogin},
	{"See all keys", link.Keys(), access.Read},
}

// commands lists the pages and acts whose names answer what was typed, all of them
// when nothing was. Nobody sees what their role would be refused.
func (r *request) commands(asked words.Query) []searchview.Command {
	var all []searchview.Command
	for _, p := range r.navigation() {
		c := searchview.Command{Title: "Open " + p.Title, Href: p.Href}
		if p.Key != "" {
			c.Key = "g " + p.Key
		}
		all = append(all, c)
	}
	for _, a := range offers {
		if r.may(a.can) {
			all = append(all, searchview.Command{Title: a.title, Href: a.href})
		}
	}
	if len(asked) == 0 {
		return all
	}
	var out []searchview.Command
	for _, c := range all {
		if asked.Begins(c.Title) {
			out = append(out, c)
		}
	}
	return out
}

func (s *Server) showKeys(r *request) error {
	groups := keyGroups(r.navigation())
	if r.QueryParam("list") != "" {
		return r.render(r.ctx(), 0, searchview.KeyList(groups), nil)
	}
	return r.show(page{title: "Keys", body: searchview.Keys(groups)})
}

// keyGroups lists what the keyboard does.
func keyGroups(pages []layout.NavItem) []searchview.KeyGroup {
	const off = "These work outside of text fields. They can be turned off in your preferences."
	groups := []searchview.KeyGroup{
		{Title: "Everywhere", Keys: []searchview.Key{
			{Does: "Search, or go to a page or act", Keys: []string{"Ctrl", "K"}},
			{Does: "The same on a Mac", Keys: []string{"⌘", "K"}},
			{Does: "Close a dialog", Keys: []string{"Esc"}},
		}},
		{Title: "On a page", Note: off, Keys: []searchview.Key{
			{Does: "Go to the search box", Keys: []string{"/"}},
			{Does: "Begin a new record, on a list", Keys: []string{"n"}},
			{Does: "Change the record that is shown", Keys: []string{"e"}},
			{Does: "Show this list", Keys: []string{"?"}},
		}},
		{Title: "Go to", Note: "Press g, then the second key."},
	}
	for _, p := range pages {
		if p.Key != "" {
			last := &groups[len(groups)-1]
			last.Keys = append(last.Keys, searchview.Key{Does: p.Title, Keys: []string{"g", p.Key}})
		}
	}
	return groups
}
