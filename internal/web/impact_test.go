package web

import (
	"context"
	"net/http"
	"net/url"
	"testing"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
)

// withSystem registers a system that the tests assess: SYS-2026-001.
func (s *site) withSystem(name string) {
	s.Helper()
	_, err := inventory.New(s.db).Register(context.Background(), s.as(access.Lead), inventory.System{
		Name: name, Purpose: "Order applications", IntendedUse: "Recruiters", Misuse: "Rejecting unread", Affected: "Applicants",
		Jurisdictions: "EU", InScope: scope.Yes,
	})
	s.must(err)
}

const imp = "/impact/IMP-2026-001"

// typed is a form with its version.
func typed(version string, pairs ...string) url.Values {
	f := url.Values{"version": {version}}
	for i := 0; i < len(pairs); i += 2 {
		f.Add(pairs[i], pairs[i+1])
	}
	return f
}

func TestImpactPages(t *testing.T) {
	s := newSite(t)
	s.run(row{name: "no system yet", as: access.Lead, address: "/impact", status: http.StatusOK, want: []string{"No AI system to assess"}, hide: []string{"Begin assessment"}})
	s.withSystem("Résumé <b>ranker")
	for _, r := range []row{
		{name: "what is missing shows", as: access.Reader, address: "/impact", status: http.StatusOK, want: []string{"Not assessed", "<b>1</b>", "Résumé &lt;b&gt;ranker"}, hide: []string{"Begin"}},
		{name: "an unknown standing is an empty list", as: access.Reader, address: "/impact?standing=assessed", status: http.StatusOK, want: []string{"No AI system fits this filter"}},
		{name: "the form knows the system", as: access.Contributor, address: "/impact/new?system=SYS-2026-001", status: http.StatusOK, want: []string{`value="SYS-2026-001" selected`}},
		{name: "an executive writes none", as: access.Executive, address: "/impact/new", status: http.StatusForbidden},
		{name: "no system chosen", as: access.Contributor, post: true, address: "/impact", form: url.Values{"trigger": {"change"}}, status: http.StatusUnprocessableEntity, want: []string{"Choose an AI system", `value="change" selected`}},
		{name: "begun", as: access.Contributor, post: true, address: "/impact", form: url.Values{"system": {"SYS-2026-001"}}, status: http.StatusSeeOther, want: []string{"Location: " + imp}, traced: 1},
		{name: "one draft a system", as: access.Lead, post: true, address: "/impact", form: url.Values{"system": {"SYS-2026-001"}}, status: http.StatusUnprocessableEntity, want: []string{"IMP-2026-001 is a draft"}},
		{name: "a list of eleven sections", as: access.Contributor, address: imp, status: http.StatusOK, want: []string{imp + "/sections/administration", imp + "/sections/conclusion", "In progress", "Not started", "Check answers"}},
		{name: "a reader reads and is offered nothing", as: access.Reader, address: imp, status: http.StatusOK, want: []string{"Rejecting unread", "A draft"}, hide: []string{"/sections/", imp + "/approve", "Retire"}},
		{name: "a section is filled in already", as: access.Contributor, address: imp + "/sections/system", status: http.StatusOK, want: []string{"Rejecting unread", "Why we ask", "section 2 of 11", `value="back"`}},
		{name: "no such section", as: access.Contributor, address: imp + "/sections/weather", status: http.StatusNotFound, want: []string{"no section"}},
		{name: "an executive does not fill in", as: access.Executive, address: imp + "/sections/system", status: http.StatusForbidden},
		{name: "all at once, text kept", as: access.Contributor, post: true, address: imp + "/sections/administration", form: typed("1", "assessors", "Ada", "assessed_on", "soon", "next_review", "later"), status: http.StatusUnprocessableEntity, want: []string{"&#34;soon&#34; is not a date", "&#34;later&#34; is not a date", "Ada"}},
		{name: "saved, and on to the next", as: access.Contributor, post: true, address: imp + "/sections/administration", form: typed("1", "assessors", "Ada", "assessed_on", "2026-11-20", "next_review", "2027-11-20", "trigger", "new system", "completed", "administration"), status: http.StatusSeeOther, want: []string{"Location: " + imp + "/sections/system"}, traced: 1},
		{name: "stale: both texts", as: access.Lead, post: true, address: imp + "/sections/administration", form: typed("1", "assessors", "Lea"), status: http.StatusConflict, want: []string{"Ada", "Lea", `name="version" value="2"`, "Test Contributor changed this record"}},
		{name: "saved, and back to the list", as: access.Contributor, post: true, address: imp + "/sections/failure", form: typed("2", "failure-modes", "Ranks at random", "misuse-scenarios", "Nobody reads", "then", "list"), status: http.StatusSeeOther, want: []string{"Location: " + imp}, traced: 1},
		{name: "back, with nothing typed", as: access.Contributor, post: true, address: imp + "/sections/failure", form: typed("3", "failure-modes", "Ranks at random", "misuse-scenarios", "Nobody reads", "then", "back"), status: http.StatusSeeOther, want: []string{"Location: " + imp + "/sections/society"}},
		{name: "opened from the check", as: access.Contributor, address: imp + "/sections/failure?from=check", status: http.StatusOK, want: []string{`name="from" value="check"`, "Save and check answers"}},
		{name: "and back to it", as: access.Contributor, post: true, address: imp + "/sections/failure", form: typed("3", "failure-modes", "Ranks at random", "misuse-scenarios", "Nobody reads", "from", "check", "then", "back"), status: http.StatusSeeOther, want: []string{"Location: " + imp + "/approve"}},
		{name: "a rating is 1 to 5", as: access.Contributor, post: true, address: imp + "/sections/individuals", form: typed("3", "groups.what", "Older people rank lower", "groups.severity", "9"), status: http.StatusUnprocessableEntity, want: []string{"Choose a rating from 1 to 5", "Older people rank lower"}},
		{name: "impacts", as: access.Contributor, post: true, address: imp + "/sections/individuals", form: typed("3", "groups.what", "Older people rank lower", "groups.area", "Fairness", "groups.effect", "harm", "groups.severity", "4", "groups.likelihood", "3", "groups.scale", "3", "groups.irreversible", "2"), status: http.StatusSeeOther, want: []string{"Location: " + imp + "/sections/society"}, traced: 1},
		{name: "a wrong control is explained", as: access.Contributor, post: true, address: imp + "/sections/measures", form: typed("4", "measures.what", "Test", "measures.control", "A.62.4"), status: http.StatusUnprocessableEntity, want: []string{"Did you mean A.6.2.4"}},
		{name: "a contributor checks but may not approve", as: access.Contributor, address: imp + "/approve", status: http.StatusOK, want: []string{"2 parts are missing", imp + "/sections/conclusion?from=check#decision", "An executive or an AI governance lead approves"}, hide: []string{"Approve IMP"}},
		{name: "nor force it", as: access.Contributor, post: true, address: imp + "/approve", form: typed("4"), status: http.StatusForbidden},
		{name: "not with gaps", as: access.Executive, post: true, address: imp + "/approve", form: typed("4"), status: http.StatusUnprocessableEntity, want: []string{"Choose what follows from the assessment"}, hide: []string{"/sections/"}},
		{name: "decided", as: access.Lead, post: true, address: imp + "/sections/conclusion", form: typed("4", "decision", "go", "sensitive-or-restricted", "no"), status: http.StatusSeeOther, want: []string{"Location: " + imp + "/approve"}, traced: 1},
		{name: "a lead who wrote last is asked why", as: access.Lead, address: imp + "/approve", status: http.StatusOK, want: []string{"Why do you approve what you wrote yourself?", "Approve IMP-2026-001"}},
		{name: "and must say", as: access.Lead, post: true, address: imp + "/approve", form: typed("5"), status: http.StatusUnprocessableEntity, want: []string{"You wrote this draft last"}},
		{name: "approved on an old reading", as: access.Executive, post: true, address: imp + "/approve", form: typed("4"), status: http.StatusConflict, want: []string{"changed by somebody else"}},
		{name: "approved", as: access.Executive, post: true, address: imp + "/approve", form: typed("5"), status: http.StatusSeeOther, want: []string{"Location: " + imp}, traced: 1},
		{name: "the record", as: access.Contributor, address: imp, status: http.StatusOK, want: []string{"Approved", "Medium", "by Test Executive, Executive", "Raise a risk", "Older people rank lower", "Begin the next assessment"}, hide: []string{"Retire this record", "Check answers"}},
		{name: "a risk takes up the harm", as: access.Contributor, address: "/risk/new?harm=IMP-2026-001%23H1", status: http.StatusOK, want: []string{"Older people rank lower", `value="IMP-2026-001#H1"`, `value="IMP-2026-001" checked`, "rates the harm Medium"}},
		{name: "no such harm is an empty form", as: access.Contributor, address: "/risk/new?harm=IMP-2026-001%23H9", status: http.StatusOK, hide: []string{"Older people rank lower"}},
		{name: "what is due", as: access.Reader, address: "/impact/due", status: http.StatusOK, want: []string{"The next review that was set", "20 Nov 2027"}, hide: []string{">Begin<"}},
		{name: "what was looked at", as: access.Reader, address: "/impact/areas", status: http.StatusOK, want: []string{"Fairness: assessed, 1 harm, the gravest Medium", "Environment: missing", imp + "#part-society"}},
		{name: "the summary leaves out who assessed", as: access.Reader, address: imp + "/summary", status: http.StatusOK, want: []string{"What can go wrong", "Older people rank lower"}, hide: []string{"Ada", "Record a publication"}},
		{name: "a frozen section leads back", as: access.Lead, address: imp + "/sections/data", status: http.StatusSeeOther, want: []string{"Location: " + imp}},
		{name: "a frozen section keeps the text", as: access.Lead, post: true, address: imp + "/sections/data", form: typed("6", "known-bias", "typed late"), status: http.StatusUnprocessableEntity, want: []string{"stays as it is", "typed late"}},
		{name: "the system is covered", as: access.Reader, address: "/impact?standing=assessed", status: http.StatusOK, want: []string{"1 AI system", "IMP-2026-001"}},
		{name: "the list narrows", as: access.Reader, address: "/impact/all?state=draft", status: http.StatusOK, want: []string{"0 assessments"}},
		{name: "the list finds by system", as: access.Reader, address: "/impact/all?q=ranker&system=SYS-2026-001", status: http.StatusOK, want: []string{"1 assessment<", "Résumé &lt;b&gt;ranker"}},
		{name: "a contributor may not retire it", as: access.Contributor, post: true, address: imp + "/retire", form: typed("6", "reason", "x"), status: http.StatusForbidden},
		{name: "the next one begins with it", as: access.Lead, post: true, address: "/impact", form: url.Values{"system": {"SYS-2026-001"}}, status: http.StatusSeeOther, want: []string{"Location: /impact/IMP-2026-002"}, traced: 1},
		{name: "retired", as: access.Lead, post: true, address: imp + "/retire", form: typed("6", "reason", "wrong system"), status: http.StatusSeeOther, traced: 1},
	} {
		s.run(r)
	}
}

// statements counts what the database is asked for one page.
func (s *site) statements(address string) int {
	s.Helper()
	n := 0
	count := func(*gorm.DB) { n++ }
	query := s.db.Read(context.Background()).Callback().Query()
	s.must(query.Register("test:count", count))
	a := s.get(access.Lead, address)
	s.must(query.Remove("test:count"))
	if a.StatusCode != http.StatusOK {
		s.Errorf("%s: %d", address, a.StatusCode)
	}
	return n
}

// The number of statements does not grow with the number of rows.
func TestImpactListsAskTheSameNumberOfQuestions(t *testing.T) {
	few, many := newSite(t), newSite(t)
	few.withSystem("One")
	for range 30 {
		many.withSystem("One of many")
	}
	for i, s := range []*site{few, many} {
		form := url.Values{"system": {"SYS-2026-001"}}
		if a := s.post(access.Lead, "/impact", form); a.StatusCode != http.StatusSeeOther {
			t.Fatalf("site %d: %d", i, a.StatusCode)
		}
	}
	for _, address := range []string{"/impact", "/impact/all"} {
		if a, b := few.statements(address), many.statements(address); a != b || a == 0 {
			t.Errorf("%s: %d statements for one row, %d for many", address, a, b)
		}
	}
}
