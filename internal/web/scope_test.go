package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

func TestOrganisationPages(t *testing.T) {
	s := newSite(t)
	described := func(version, does string) url.Values {
		return url.Values{"name": {"Ærø <b>Analytics"}, "does": {does}, "roles": {"AI provider", "AI customer"}, "climate": {"no"}, "climate_reason": {"Small loads"}, "version": {version}}
	}
	for _, r := range []row{
		{name: "the overview of a new workspace says what is missing", as: access.Lead, address: "/scope", status: http.StatusOK, want: []string{"What is missing", "Describe the organisation", "Draft the scope statement", `href="/scope/organisation/edit"`}},
		{name: "a reader is led to no form", as: access.Reader, address: "/scope", status: http.StatusOK, want: []string{"Describe the organisation"}, hide: []string{"/scope/organisation/edit", `method="post" action="/scope`}},
		{name: "nothing recorded teaches", as: access.Reader, address: "/scope/organisation", status: http.StatusOK, want: []string{"not described yet"}, hide: []string{"Describe organisation"}},
		{name: "a contributor may not", as: access.Contributor, post: true, address: "/scope/organisation", form: described("", "x"), status: http.StatusForbidden},
		{name: "all messages at once, text kept", as: access.Lead, post: true, address: "/scope/organisation", form: url.Values{"does": {"Ranks"}, "climate": {"yes"}, "roles": {"Wizard"}}, status: http.StatusUnprocessableEntity, want: []string{"Enter the name of the organisation", "Write down why climate change", "is not one of the roles", "Ranks"}},
		{name: "described", as: access.Lead, post: true, address: "/scope/organisation", form: described("", "Ranks applications"), status: http.StatusSeeOther, want: []string{"Location: /scope/organisation"}, traced: 1},
		{name: "an empty form sent late shows theirs and keeps mine", as: access.Lead, post: true, address: "/scope/organisation", form: described("", "Ranks people"), status: http.StatusConflict, want: []string{"Lea Lead", "Ranks applications", "Ranks people", `name="version" value="1"`}},
		{name: "revised", as: access.Lead, post: true, address: "/scope/organisation", form: described("1", "Ranks people"), status: http.StatusSeeOther, traced: 1},
		{name: "R59 stale", as: access.Lead, post: true, address: "/scope/organisation", form: described("1", "Sorts people"), status: http.StatusConflict, want: []string{"Ranks people", "Sorts people", `name="version" value="2"`}},
		{name: "shown, escaped", as: access.Reader, address: "/scope/organisation", status: http.StatusOK, want: []string{"Ærø &lt;b&gt;Analytics", "AI provider, AI customer", "Small loads"}, hide: []string{"Ærø <b>", "Change organisation", "Retire this record"}},
	} {
		s.run(r)
	}
}

func TestIssuePages(t *testing.T) {
	s := newSite(t)
	issue := func(version, effect string) url.Values {
		return url.Values{"title": {"New <i>law"}, "side": {"external"}, "theme": {"law"}, "effect": {effect}, "version": {version}}
	}
	for _, r := range []row{
		{name: "empty teaches", as: access.Reader, address: "/scope/issues", status: http.StatusOK, want: []string{"No issue recorded"}, hide: []string{"Identify an issue"}},
		{name: "the form", as: access.Lead, address: "/scope/issues/new", status: http.StatusOK, want: []string{"Identify an issue", "One word, for example"}},
		{name: "a reader gets no form", as: access.Reader, address: "/scope/issues/new", status: http.StatusForbidden},
		{name: "refused with the text kept", as: access.Lead, post: true, address: "/scope/issues", form: url.Values{"effect": {"kept text"}}, status: http.StatusUnprocessableEntity, want: []string{"Name the issue", "Choose whether it comes from outside", "kept text", "Error: "}},
		{name: "identified", as: access.Lead, post: true, address: "/scope/issues", form: issue("", ""), status: http.StatusSeeOther, want: []string{"Location: /scope/issues/ISS-2026-001"}, traced: 1},
		{name: "the open effect is a list", as: access.Reader, address: "/scope/issues?effect=open&side=external", status: http.StatusOK, want: []string{"1 issue", "New &lt;i&gt;law", "Effect not written down"}},
		{name: "nothing from inside", as: access.Reader, address: "/scope/issues?side=internal", status: http.StatusOK, want: []string{"0 issues", "Clear filters"}, hide: []string{"ISS-2026-001"}},
		{name: "themes in use are offered", as: access.Lead, address: "/scope/issues/ISS-2026-001/edit", status: http.StatusOK, want: []string{"In use: law", `name="version" value="1"`}},
		{name: "revised", as: access.Lead, post: true, address: "/scope/issues/ISS-2026-001", form: issue("1", "More duties"), status: http.StatusSeeOther, traced: 1},
		{name: "R59 stale", as: access.Lead, post: true, address: "/scope/issues/ISS-2026-001", form: issue("1", "Fewer duties"), status: http.StatusConflict, want: []string{"More duties", "Fewer duties"}},
		{name: "a reader sees no buttons", as: access.Reader, address: "/scope/issues/ISS-2026-001", status: http.StatusOK, want: []string{"More duties"}, hide: []string{"Change issue", "Retire this record"}},
		{name: "retiring needs a reason", as: access.Lead, post: true, address: "/scope/issues/ISS-2026-001/retire", form: url.Values{"version": {"2"}}, status: http.StatusUnprocessableEntity, want: []string{"Say why"}},
		{name: "retired", as: access.Lead, post: true, address: "/scope/issues/ISS-2026-001/retire", form: url.Values{"version": {"2"}, "reason": {"withdrawn"}}, status: http.StatusSeeOther, traced: 1},
		{name: "listed as retired", as: access.Lead, address: "/scope/issues?show=retired", status: http.StatusOK, want: []string{"ISS-2026-001"}},
	} {
		s.run(r)
	}
}

func TestPartyAndNeedPages(t *testing.T) {
	s := newSite(t)
	need := func(version, addressed, how string) url.Values {
		return url.Values{"text": {"A <u>human decides"}, "kind": {"legal"}, "addressed": {addressed}, "how": {how}, "version": {version}}
	}
	for _, r := range []row{
		{name: "empty teaches", as: access.Lead, address: "/scope/parties", status: http.StatusOK, want: []string{"No interested party recorded", "Name a party"}},
		{name: "refused", as: access.Lead, post: true, address: "/scope/parties", form: url.Values{"relationship": {"kept"}}, status: http.StatusUnprocessableEntity, want: []string{"Name the party", `value="kept"`}},
		{name: "named", as: access.Lead, post: true, address: "/scope/parties", form: url.Values{"name": {"Applicants"}, "side": {"external"}, "affected": {"yes"}}, status: http.StatusSeeOther, want: []string{"Location: /scope/parties/PTY-2026-001"}, traced: 1},
		{name: "without needs", as: access.Reader, address: "/scope/parties?needs=none", status: http.StatusOK, want: []string{"1 interested party", "No need recorded"}},
		{name: "the party offers its need form", as: access.Lead, address: "/scope/parties/PTY-2026-001", status: http.StatusOK, want: []string{`href="/scope/parties/PTY-2026-001/needs/new"`}},
		{name: "the form names the party", as: access.Lead, address: "/scope/parties/PTY-2026-001/needs/new", status: http.StatusOK, want: []string{"Of Applicants"}},
		{name: "no without a reason", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001/needs", form: need("", "no", ""), status: http.StatusUnprocessableEntity, want: []string{"Say why the management system does not address", "A &lt;u&gt;human decides"}},
		{name: "recorded", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001/needs", form: need("", "undecided", ""), status: http.StatusSeeOther, want: []string{"Location: /scope/parties/PTY-2026-001"}, traced: 1},
		{name: "a need of nobody", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-009/needs", form: need("", "yes", ""), status: http.StatusNotFound},
		{name: "the parties show what is open", as: access.Reader, address: "/scope/parties", status: http.StatusOK, want: []string{"Not decided", "A &lt;u&gt;human decides", "/scope/needs?party=PTY-2026-001"}},
		{name: "the number opens its list", as: access.Reader, address: "/scope/needs?addressed=undecided", status: http.StatusOK, want: []string{"1 need", "NED-2026-001", "Applicants"}},
		{name: "of one party", as: access.Reader, address: "/scope/needs?party=PTY-2026-001", status: http.StatusOK, want: []string{"1 need", `<option value="PTY-2026-001" selected>Applicants`}},
		{name: "decided", as: access.Lead, post: true, address: "/scope/needs/NED-2026-001", form: need("1", "no", "Labour law does"), status: http.StatusSeeOther, traced: 1},
		{name: "R59 stale", as: access.Lead, post: true, address: "/scope/needs/NED-2026-001", form: need("1", "yes", "Reviewers decide"), status: http.StatusConflict, want: []string{"Labour law does", "Reviewers decide"}},
		{name: "the need's page", as: access.Reader, address: "/scope/needs/NED-2026-001", status: http.StatusOK, want: []string{"Why it is not addressed", "Labour law does", `href="/scope/parties/PTY-2026-001"`}, hide: []string{"Change need"}},
		{name: "R59 stale party", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001", form: url.Values{"name": {"Candidates"}, "version": {"9"}}, status: http.StatusConflict, want: []string{`value="Candidates"`}},
		{name: "party revised", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001", form: url.Values{"name": {"Candidates"}, "version": {"1"}}, status: http.StatusSeeOther, traced: 1},
		{name: "retired with its need", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001/retire", form: url.Values{"version": {"2"}, "reason": {"stopped"}}, status: http.StatusSeeOther, traced: 2},
		{name: "a retired party takes no need", as: access.Lead, address: "/scope/parties/PTY-2026-001/needs/new", status: http.StatusUnprocessableEntity, want: []string{"was retired on"}},
		{name: "nor by post", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001/needs", form: need("", "yes", ""), status: http.StatusUnprocessableEntity, want: []string{"was retired on", "A &lt;u&gt;human decides"}},
		{name: "no dead button", as: access.Lead, address: "/scope/parties/PTY-2026-001", status: http.StatusOK, hide: []string{"Record a need", "Change party"}},
	} {
		s.run(r)
	}
}

func TestStatementPages(t *testing.T) {
	s := newSite(t)
	draft := func(version, text, reason string) url.Values {
		return url.Values{"text": {text}, "sites": {"Kiel"}, "version": {version},
			"exclusions.what": {"", "Robots <x>", ""}, "exclusions.reason": {"", reason, ""}}
	}
	const one, two = "/scope/statements/SCP-2026-001", "/scope/statements/SCP-2026-002"
	for _, r := range []row{
		{name: "empty teaches", as: access.Reader, address: "/scope/statements", status: http.StatusOK, want: []string{"No scope statement yet"}, hide: []string{"Draft scope statement"}},
		{name: "a lead may draft", as: access.Lead, address: "/scope/statements", status: http.StatusOK, want: []string{"Draft scope statement"}},
		{name: "an executive may not draft", as: access.Executive, post: true, address: "/scope/statements", status: http.StatusForbidden},
		{name: "drafted", as: access.Lead, post: true, address: "/scope/statements", status: http.StatusSeeOther, want: []string{"Location: " + one + "/edit"}, traced: 1},
		{name: "no second draft", as: access.Lead, post: true, address: "/scope/statements", status: http.StatusUnprocessableEntity, want: []string{"is a draft already"}},
		{name: "a reason without its exclusion", as: access.Lead, post: true, address: one, form: url.Values{"version": {"1"}, "exclusions.what": {""}, "exclusions.reason": {"kept reason"}}, status: http.StatusUnprocessableEntity, want: []string{"Say what is excluded", "kept reason", `href="#exclusions.what.0"`, `id="exclusions.what.0"`}},
		{name: "saved with a gap", as: access.Lead, post: true, address: one, form: draft("1", "", ""), status: http.StatusSeeOther, traced: 1},
		{name: "the check says what is missing and has no button", as: access.Executive, address: one + "/approve", status: http.StatusOK, want: []string{"cannot be approved yet", "Write the scope statement", "Give the reason why", "Ask an AI governance lead"}, hide: []string{"Approve scope statement version 1</button>", one + "/edit"}},
		{name: "nor by post", as: access.Executive, post: true, address: one + "/approve", form: url.Values{"version": {"2"}}, status: http.StatusUnprocessableEntity, want: []string{"cannot be approved yet"}},
		{name: "mended", as: access.Lead, post: true, address: one, form: draft("2", "Ranking of applications", "None used"), status: http.StatusSeeOther, traced: 1},
		{name: "a draft offers its acts", as: access.Lead, address: one, status: http.StatusOK, want: []string{"Change draft", "Check and approve", "Robots &lt;x&gt;", "None used"}, hide: []string{"Draft version"}},
		{name: "check answers", as: access.Executive, address: one + "/approve", status: http.StatusOK, want: []string{"Approve scope statement version 1</button>", "Ranking of applications", "Kiel"}, hide: []string{"What changes against"}},
		{name: "a contributor may not approve", as: access.Contributor, post: true, address: one + "/approve", form: url.Values{"version": {"3"}}, status: http.StatusForbidden},
		{name: "R59 approving what was not read", as: access.Executive, post: true, address: one + "/approve", form: url.Values{"version": {"2"}}, status: http.StatusConflict, want: []string{"changed while you were reading", `name="version" value="3"`}},
		{name: "approved", as: access.Executive, post: true, address: one + "/approve", form: url.Values{"version": {"3"}}, status: http.StatusSeeOther, want: []string{"Location: " + one}, traced: 1},
		{name: "frozen", as: access.Lead, post: true, address: one, form: draft("4", "Less", "r"), status: http.StatusUnprocessableEntity, want: []string{"cannot be changed", "Less"}},
		{name: "its form leads back", as: access.Lead, address: one + "/edit", status: http.StatusSeeOther, want: []string{"Location: " + one}},
		{name: "cannot be dropped", as: access.Lead, post: true, address: one + "/drop", form: url.Values{"version": {"4"}, "reason": {"x"}}, status: http.StatusUnprocessableEntity, want: []string{"cannot be changed"}},
		{name: "in force", as: access.Lead, address: one, status: http.StatusOK, want: []string{"In force", "Test Executive", "Draft version 2"}, hide: []string{"Change draft", "Check and approve", "Retire this record"}},
		{name: "the next draft", as: access.Lead, post: true, address: "/scope/statements", status: http.StatusSeeOther, want: []string{"Location: " + two + "/edit"}, traced: 1},
		{name: "saved", as: access.Lead, post: true, address: two, form: draft("1", "Ranking of applications and chat", "None used"), status: http.StatusSeeOther, traced: 1},
		{name: "the check shows the change first", as: access.Executive, address: two + "/approve", status: http.StatusOK, want: []string{"What changes against version 1", "Version 1 is superseded", "and chat"}},
		{name: "approved, the former superseded", as: access.Lead, post: true, address: two + "/approve", form: url.Values{"version": {"2"}}, status: http.StatusSeeOther, traced: 2},
		{name: "the former says so", as: access.Reader, address: one, status: http.StatusOK, want: []string{"Superseded"}},
		{name: "the new one tells what changed", as: access.Reader, address: two, status: http.StatusOK, want: []string{"What changed since version 1", "and chat"}},
		{name: "both are listed", as: access.Reader, address: "/scope/statements", status: http.StatusOK, want: []string{"2 versions", "In force", "Superseded"}},
		{name: "the overview has it", as: access.Reader, address: "/scope", status: http.StatusOK, want: []string{"Version 2", "Ranking of applications and chat"}, hide: []string{"Draft the scope statement"}},
		{name: "the third", as: access.Lead, post: true, address: "/scope/statements", status: http.StatusSeeOther, traced: 1},
		{name: "dropped", as: access.Lead, post: true, address: "/scope/statements/SCP-2026-003/drop", form: url.Values{"version": {"1"}, "reason": {"too early"}}, status: http.StatusSeeOther, traced: 1},
		{name: "its number is gone", as: access.Lead, address: "/scope/statements", status: http.StatusOK, want: []string{"Dropped", "Draft version 4"}},
	} {
		s.run(r)
	}
}
