package scopeview_test

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/scopeview"
	"github.com/aims-workbench/aims/templates/ui"
)

// hostile must never reach a page as it is.
const hostile = `"><script>alert(1)</script>`

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPagesKeepHostileTextHarmless(t *testing.T) {
	head := store.Head{Ref: "ISS-2026-001", Version: 1}
	o := scope.Organisation{Head: head, Name: hostile, Does: hostile, Intended: hostile, Roles: []string{hostile}, RoleNotes: hostile, Jurisdictions: hostile, Climate: scope.No, ClimateReason: hostile}
	is := scope.Issue{Head: head, Side: scope.External, Theme: hostile, Title: hostile, Effect: hostile, Response: hostile, Owner: hostile}
	n := scope.Need{Head: head, Party: hostile, Text: hostile, Kind: scope.Legal, Addressed: scope.No, How: hostile}
	party := scopeview.PartyRow{Party: scope.Party{Head: head, Name: hostile, Relationship: hostile}, Needs: []scope.Need{n}}
	row := scopeview.NeedRow{Need: n, PartyName: hostile}
	st := scope.Statement{Head: head, Number: 2, State: scope.Draft, Text: hostile, Activities: hostile, Units: hostile, Sites: hostile, Systems: hostile, Interfaces: hostile, Exclusions: []scope.Exclusion{{What: hostile, Reason: hostile}}, ApprovedBy: hostile, ApprovedAt: "2026-11-22T12:00:00Z"}
	state := ui.State{Errors: []check.Message{{Field: "name", Text: hostile}}}
	for name, page := range map[string]templ.Component{
		"overview":          scopeview.Overview(scopeview.OverviewPage{Standing: scope.Standing{Organisation: o, InForce: st, Draft: st}, MayEdit: true}),
		"organisation":      scopeview.Organisation(scopeview.OrganisationPage{Organisation: o, MayEdit: true}),
		"organisation form": scopeview.OrganisationForm(scopeview.OrganisationFormPage{Organisation: o, State: state}),
		"issues":            scopeview.Issues(scopeview.ListPage{Table: scopeview.IssueColumns().Table([]scope.Issue{is}, func(i scope.Issue) string { return i.Ref })}),
		"issue":             scopeview.Issue(scopeview.IssuePage{Issue: is, MayEdit: true}),
		"issue form":        scopeview.IssueForm(scopeview.IssueFormPage{Issue: is, Themes: []string{hostile}, State: state}),
		"parties":           scopeview.Parties(scopeview.ListPage{Table: scopeview.PartyColumns().Table([]scopeview.PartyRow{party}, func(p scopeview.PartyRow) string { return p.Ref })}),
		"party":             scopeview.Party(scopeview.PartyPage{PartyRow: party, MayEdit: true}),
		"party form":        scopeview.PartyForm(scopeview.PartyFormPage{Party: party.Party, State: state}),
		"needs":             scopeview.Needs(scopeview.ListPage{Table: scopeview.NeedColumns().Table([]scopeview.NeedRow{row}, func(n scopeview.NeedRow) string { return n.Ref })}),
		"need":              scopeview.Need(scopeview.NeedPage{NeedRow: row, MayEdit: true}),
		"need form":         scopeview.NeedForm(scopeview.NeedFormPage{NeedRow: row, State: state}),
		"statements":        scopeview.Statements(scopeview.StatementsPage{Rows: []scope.Statement{st}, Next: 3}),
		"statement":         scopeview.Statement(scopeview.StatementPage{Statement: st, Earlier: scope.Statement{Number: 1}}),
		"statement form":    scopeview.StatementForm(scopeview.StatementFormPage{Statement: st, State: state}),
		"approve":           scopeview.Approve(scopeview.ApprovePage{Statement: st, InForce: scope.Statement{Number: 1, Text: hostile + "old"}, Problems: state.Errors, MayEdit: true}),
	} {
		html := render(t, page)
		if strings.Contains(html, "<script") || strings.Contains(html, `""><`) {
			t.Errorf("%s: hostile text is markup", name)
		}
		if !strings.Contains(html, "&lt;script&gt;") {
			t.Errorf("%s: the text is not shown at all", name)
		}
		if n := strings.Count(html, "<h1"); n != 1 {
			t.Errorf("%s: %d headings of the first order", name, n)
		}
		if strings.Contains(html, "style=") || strings.Contains(html, "onclick") {
			t.Errorf("%s: inline style or script", name)
		}
	}
}

func TestEmptyListsTeachAndOfferOnlyWhatIsAllowed(t *testing.T) {
	for _, c := range []struct {
		name, why, offer string
		page             func(may bool) templ.Component
	}{
		{"organisation", "know your own setting", "/scope/organisation/edit", func(may bool) templ.Component {
			return scopeview.Organisation(scopeview.OrganisationPage{MayEdit: may})
		}},
		{"issues", "helps or hinders", "/scope/issues/new", func(may bool) templ.Component { return scopeview.Issues(scopeview.ListPage{May: may}) }},
		{"parties", "anyone with a stake", "/scope/parties/new", func(may bool) templ.Component { return scopeview.Parties(scopeview.ListPage{May: may}) }},
		{"needs", "Auditors follow", "Choose a party", func(may bool) templ.Component { return scopeview.Needs(scopeview.ListPage{May: may}) }},
		{"statements", "wants it in writing", "Draft scope statement", func(may bool) templ.Component {
			next := 0
			if may {
				next = 1
			}
			return scopeview.Statements(scopeview.StatementsPage{Next: next})
		}},
	} {
		with, without := render(t, c.page(true)), render(t, c.page(false))
		if !strings.Contains(with, c.why) || !strings.Contains(without, c.why) {
			t.Errorf("%s: does not say why", c.name)
		}
		if !strings.Contains(with, c.offer) {
			t.Errorf("%s: does not offer %s", c.name, c.offer)
		}
		if strings.Contains(without, c.offer) {
			t.Errorf("%s: offers %s to who may not", c.name, c.offer)
		}
	}
}

func TestEveryFigureOpensItsList(t *testing.T) {
	st := scope.Standing{External: 2, Internal: 1, NoEffect: 3, Parties: 4, Affected: 5, Addressed: 6, NotAddressed: 7, Undecided: 8}
	html := render(t, scopeview.Overview(scopeview.OverviewPage{Standing: st}))
	for href, number := range map[string]string{
		"/scope/issues?side=external": "2", "/scope/issues?side=internal": "1", "/scope/issues?effect=open": "3",
		"/scope/parties": "4", "/scope/parties?affected=yes": "5",
		"/scope/needs?addressed=yes": "6", "/scope/needs?addressed=no": "7", "/scope/needs?addressed=undecided": "8",
	} {
		if want := `<a href="` + href + `"><b>` + number + `</b>`; !strings.Contains(html, want) {
			t.Errorf("no figure %s", want)
		}
	}
}

func TestNothingMissingIsSaid(t *testing.T) {
	st := scope.Standing{
		Organisation: scope.Organisation{Head: store.Head{Version: 1}, Name: "n", Does: "d", Intended: "i", Roles: []string{"AI provider"}, Climate: scope.Yes},
		External:     1, Internal: 1, Parties: 1, Affected: 1, InForce: scope.Statement{Number: 1},
	}
	html := render(t, scopeview.Overview(scopeview.OverviewPage{Standing: st}))
	if !strings.Contains(html, "No rule finds anything missing for 4.1 to 4.4") || strings.Contains(html, "What is missing") {
		t.Error("a complete stage is not said to be complete")
	}
}
