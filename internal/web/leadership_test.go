package web

import (
	"context"
	"database/sql"
	"html"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

const (
	pol  = "/leadership/policies/POL-2026-001"
	pol1 = pol + ".v1"
	pol2 = pol + ".v2"
)

// adopt records the AI policy and puts its first version in force.
func (s *site) adopt(text string) {
	s.Helper()
	p, err := s.server.direction.Draft(s.Context(), s.as(access.Lead), leadership.Policy{Title: "AI policy", Main: true})
	s.must(err)
	s.enact(p.Ref, text, "")
}

// enact drafts, writes and approves the next version.
func (s *site) enact(policy, text, changes string) {
	s.Helper()
	lead := s.as(access.Lead)
	v, err := s.server.direction.DraftVersion(s.Context(), lead, policy)
	s.must(err)
	v.Text, v.Changes = text, changes
	v, err = s.server.direction.Write(s.Context(), lead, v)
	s.must(err)
	_, err = s.server.direction.ApproveVersion(s.Context(), lead, v.Ref, v.Version)
	s.must(err)
}

func TestPolicyFromDraftToSignature(t *testing.T) {
	s := newSite(t)
	lead, exec, reader := access.Lead, access.Executive, access.Reader
	facts := url.Values{"title": {"AI <b>policy"}, "kind": {"main"}, "review_on": {"2027-11-01"}}
	text := func(version, text string) url.Values {
		return url.Values{"version": {version}, "text": {text}, "changes": {"Openness is promised"}}
	}
	for _, r := range []row{
		{name: "an empty stage teaches", as: reader, address: "/leadership", status: 200, want: []string{"No policy recorded", "There is no AI policy yet", "Nobody is named who reports"}, hide: []string{"Begin document", "Assign role", "Attach evidence"}},
		{name: "a lead is offered the acts", as: lead, address: "/leadership", status: 200, want: []string{"Begin document", "Assign role", "/evidence/new?for=42001%3A5.1"}},
		{name: "the AI policy is proposed first", as: lead, address: "/leadership/policies/new", status: 200, want: []string{`value="AI policy"`, "checked"}},
		{name: "all messages at once, text kept", as: lead, post: true, address: "/leadership/policies", form: url.Values{"owner": {"Ada"}, "review_on": {"soon"}}, status: 422, want: []string{"Enter the title", "is not a date", `value="Ada"`, "Error: "}},
		{name: "a reader may not", as: reader, post: true, address: "/leadership/policies", form: facts, status: 403},
		{name: "recorded", as: lead, post: true, address: "/leadership/policies", form: facts, status: 303, want: []string{"Location: " + pol}, traced: 1},
		{name: "one AI policy only", as: lead, post: true, address: "/leadership/policies", form: facts, status: 422, want: []string{"is the AI policy already", "AI &lt;b&gt;policy"}},
		{name: "a policy without text says what to do", as: lead, address: pol, status: 200, want: []string{"No text yet", "Draft version 1"}, hide: []string{"AI <b>policy"}},
		{name: "a reader is not offered it", as: reader, address: pol, status: 200, hide: []string{"Draft version 1", "Change document", "Retire this record"}},
		{name: "drafted", as: lead, post: true, address: pol + "/draft", status: 303, want: []string{"Location: " + pol1 + "/write"}, traced: 1},
		{name: "one draft at a time", as: lead, post: true, address: pol + "/draft", status: 422, want: []string{"Version 1 is a draft already"}},
		{name: "an empty draft is not approved", as: exec, post: true, address: pol1 + "/approve", form: url.Values{"version": {"1"}}, status: 422, want: []string{"Write the text first"}},
		{name: "a preview saves nothing", as: lead, post: true, address: pol1 + "/write", form: url.Values{"version": {"1"}, "text": {"# Aim\n\n**fair** <script>x</script>"}, "then": {"preview"}}, status: 200, want: []string{"<h2>Aim</h2>", "<strong>fair</strong>", "# Aim", "not saved"}, hide: []string{"<script>x"}},
		{name: "written", as: lead, post: true, address: pol1 + "/write", form: text("1", "We act *fairly*."), status: 303, want: []string{"Location: " + pol1}, traced: 1},
		{name: "R59 a stale draft keeps the text", as: lead, post: true, address: pol1 + "/write", form: text("1", "mine"), status: 409, want: []string{"mine", "We act *fairly*.", `name="version" value="2"`}},
		{name: "a lead may not sign", as: lead, address: pol1 + "/sign", status: 403},
		{name: "a draft is not signed", as: exec, address: pol1 + "/sign", status: 200, want: []string{"This version is a draft"}, hide: []string{`type="password"`}},
		{name: "a last look before approval", as: exec, address: pol1 + "/approve", status: 200, want: []string{"<em>fairly</em>", "Approve version 1", "never be changed"}},
		{name: "approved", as: exec, post: true, address: pol1 + "/approve", form: url.Values{"version": {"2"}}, status: 303, want: []string{"Location: " + pol1}, traced: 1},
		{name: "R34 the approved text is frozen", as: lead, post: true, address: pol1 + "/write", form: text("3", "We act unfairly."), status: 422, want: []string{"its text is frozen", "We act unfairly."}},
		{name: "the executive finds it on the first page", as: exec, address: "/leadership", status: 200, want: []string{`href="` + pol1 + `/sign"`, "Sign AI &lt;b&gt;policy version 1", "Nobody in top management has signed"}},
		{name: "a lead is not asked to sign", as: lead, address: "/leadership", status: 200, hide: []string{"/sign\""}},
		{name: "the signer sees what and how", as: exec, address: pol1 + "/sign", status: 200, want: []string{"You have not signed this policy before", "<em>fairly</em>", `type="password"`, leadership.Label, "I have read version 1"}},
	} {
		s.run(r)
	}
}

func TestR37SigningNeedsThePasswordOnceAndTheVersionInForce(t *testing.T) {
	s := newSite(t)
	s.adopt("We act fairly.")
	exec := access.Executive
	sign := url.Values{"password": {password}}
	for _, r := range []row{
		{name: "nobody", post: true, address: pol1 + "/sign", form: sign, status: 303, want: []string{"Location: /sign-in"}},
		{name: "a lead, who approves, may not sign", as: access.Lead, post: true, address: pol1 + "/sign", form: sign, status: 403},
		{name: "without a password", as: exec, post: true, address: pol1 + "/sign", status: 422, want: []string{"Enter your password to sign"}},
		{name: "with a wrong one", as: exec, post: true, address: pol1 + "/sign", form: url.Values{"password": {"not the right one"}}, status: 422, want: []string{"The password is not right"}, hide: []string{"not the right one"}},
		{name: "with the right one", as: exec, post: true, address: pol1 + "/sign", form: sign, status: 303, want: []string{"Location: /leadership/signatures/SIG-2026-001"}, traced: 1},
		{name: "the same POST again", as: exec, post: true, address: pol1 + "/sign", form: sign, status: 409, want: []string{"You signed this version on 22 Nov 2026"}},
		{name: "the page says so too", as: exec, address: pol1 + "/sign", status: 200, want: []string{"Open receipt", "You signed this version on"}, hide: []string{`type="password"`}},
		{name: "it is no longer asked for", as: exec, address: "/leadership", status: 200, want: []string{"/leadership/signatures/SIG-2026-001", "Test Executive"}, hide: []string{"/sign\"", "Nobody in top management"}},
	} {
		s.run(r)
	}
	s.enact("POL-2026-001", "We act fairly and openly.", "Openness is promised.")
	for _, r := range []row{
		{name: "an old version", as: exec, post: true, address: pol1 + "/sign", form: sign, status: 422, want: []string{"replaced by a newer one"}},
		{name: "R34 the new version is unsigned", as: exec, address: pol2, status: 200, want: []string{"Nobody has signed this version", "Sign AI policy version 2"}},
		{name: "R34 the old one stands with its signature", as: exec, address: pol1, status: 200, want: []string{"We act fairly.", "Replaced", "SIG-2026-001", "Holds"}, hide: []string{"INVALID"}},
		{name: "U14 the change comes first, in words and word by word", as: exec, address: pol2 + "/sign", status: 200, want: []string{"You signed", "Version 1 on 22 Nov 2026", "Openness is promised.", "and openly", "<ins>", "<del>"}},
		{name: "anybody may compare", as: access.Reader, address: pol + "/compare?from=1&to=2", status: 200, want: []string{"From version 1 to version 2", "and openly"}},
		{name: "a comparison with nothing asks", as: access.Reader, address: pol + "/compare?from=7&to=x", status: 200, want: []string{"Compare versions"}, hide: []string{"From version 7"}},
	} {
		s.run(r)
	}
}

func TestR37GuessingThePasswordIsSlowed(t *testing.T) {
	s := newSite(t)
	s.adopt("We act fairly.")
	wrong := url.Values{"password": {"not the right one"}}
	for range 12 {
		a := s.post(access.Executive, pol1+"/sign", wrong)
		if a.StatusCode != http.StatusTooManyRequests {
			continue
		}
		if !strings.Contains(a.body, "Wait") || !strings.Contains(a.body, "We act fairly.") {
			t.Errorf("the pause is not explained on the page:\n%s", a.body)
		}
		return
	}
	t.Error("twelve wrong passwords in a row were never slowed")
}

func TestR36TheScreenShowsTheSealedBytes(t *testing.T) {
	s := newSite(t)
	s.adopt("We act fairly.")
	s.run(row{name: "signed", as: access.Executive, post: true, address: pol1 + "/sign", form: url.Values{"password": {password}}, status: 303, traced: 1})
	g, err := s.server.direction.Signature(t.Context(), "SIG-2026-001")
	s.must(err)
	page := s.get(access.Reader, "/leadership/signatures/SIG-2026-001").body
	for _, l := range g.Lines() {
		if !strings.Contains(page, html.EscapeString(l.Value)) {
			t.Errorf("%s: %q is not on the page", l.Key, l.Value)
		}
	}
	// Screen readers and copying both take the text out of the block: it must give
	// the seal's own SHA-256 back.
	block := regexp.MustCompile(`(?s)<pre[^>]*>(.*?)</pre>`).FindStringSubmatch(page)
	if block == nil || leadership.Sum(html.UnescapeString(block[1])) != g.SealedSum {
		t.Errorf("the block on the page does not give %s: %q", g.SealedSum, block)
	}
	for _, want := range []string{"signed at: " + string(g.SignedAt), "client: 192.0.2.1", "credential set by: Lea Lead (USR-2026-001)", "program: AIMS Workbench test"} {
		if !strings.Contains(g.Sealed, want+"\n") {
			t.Errorf("%q is not sealed:\n%s", want, g.Sealed)
		}
	}
	for _, want := range []string{g.SealedSum, g.TargetSum, leadership.Label, "Holds"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not on the receipt", want)
		}
	}
}

func TestR34R35ChangesInTheDatabaseAreShown(t *testing.T) {
	dir := t.TempDir()
	db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	s := siteOn(t, db, dir)
	s.adopt("We act fairly.")
	s.run(row{name: "signed", as: access.Executive, post: true, address: pol1 + "/sign", form: url.Values{"password": {password}}, status: 303, traced: 1})
	receipt := "/leadership/signatures/SIG-2026-001"
	s.run(row{name: "it holds", as: access.Reader, address: receipt, status: 200, want: []string{"Holds"}, hide: []string{"INVALID"}})
	raw, err := sql.Open("sqlite", filepath.Join(dir, store.FileName))
	s.must(err)
	defer raw.Close()
	change := func(statement string) {
		t.Helper()
		_, err := raw.Exec(statement)
		s.must(err)
	}
	const invalid = "INVALID: text changed after signing."

	change("UPDATE policy_versions SET text = 'We act fairly!' WHERE ref = 'POL-2026-001.v1'")
	for _, r := range []row{
		{name: "R34 the receipt", as: access.Reader, address: receipt, status: 200, want: []string{invalid}, hide: []string{"Holds"}},
		{name: "R34 the version", as: access.Reader, address: pol1, status: 200, want: []string{invalid, "INVALID: text changed after approval.", departedSentence}},
		{name: "R34 the policy", as: access.Reader, address: pol, status: 200, want: []string{"Altered", "INVALID"}},
		{name: "R34 the overview", as: access.Reader, address: "/leadership", status: 200, want: []string{invalid}},
		{name: "R34 the sign page", as: access.Executive, address: pol1 + "/sign", status: 200, want: []string{"Do not sign it"}, hide: []string{`type="password"`}},
	} {
		s.run(r)
	}
	problems, err := db.Verify(t.Context(), leadership.Registers(), nil)
	s.must(err)
	if len(problems) != 1 || problems[0].Ref != "POL-2026-001.v1" {
		t.Errorf("verify says %+v", problems)
	}
	change("UPDATE policy_versions SET text = 'We act fairly.' WHERE ref = 'POL-2026-001.v1'")

	s.enact("POL-2026-001", "We act fairly.", "Only the date is new.")
	change("UPDATE signatures SET target = 'POL-2026-001.v2' WHERE ref = 'SIG-2026-001'")
	for _, r := range []row{
		{name: "R35 to another version", as: access.Reader, address: receipt, status: 200, want: []string{"was made for POL-2026-001.v1", departedSentence}},
		{name: "R35 on that version", as: access.Reader, address: pol2, status: 200, want: []string{"INVALID"}},
	} {
		s.run(r)
	}
	change("UPDATE signatures SET target = 'POL-2026-001.v1', name = 'Mallory', signer = 'USR-2026-009' WHERE ref = 'SIG-2026-001'")
	s.run(row{name: "R35 to another person", as: access.Reader, address: receipt, status: 200, want: []string{"the record names Mallory"}})

	// A forger who rewrites the seal and its sum alike still contradicts the trail.
	change("UPDATE signatures SET name = 'Test Executive', signer = 'USR-2026-002', sealed = REPLACE(sealed, 'approve', 'review'), meaning = 'review' WHERE ref = 'SIG-2026-001'")
	g, err := s.server.direction.Signature(t.Context(), "SIG-2026-001")
	s.must(err)
	change("UPDATE signatures SET sealed_sha256 = '" + leadership.Sum(g.Sealed) + "' WHERE ref = 'SIG-2026-001'")
	s.run(row{name: "a consistent forgery", as: access.Reader, address: receipt, status: 200, want: []string{departedSentence}, hide: []string{"Holds"}})
}

func TestR39NoPageClaimsTooMuch(t *testing.T) {
	s := newSite(t)
	s.adopt("We act fairly.")
	s.run(row{name: "signed", as: access.Executive, post: true, address: pol1 + "/sign", form: url.Values{"password": {password}}, status: 303, traced: 1})
	s.enact("POL-2026-001", "We act fairly and openly.", "Openness is promised.")
	claims := regexp.MustCompile(`(?i)qualified|advanced|legally binding|timestamp|tamper-?proof`)
	for _, address := range []string{
		"/leadership", "/leadership/policies", "/leadership/policies/new", pol, pol + "/edit", pol1, pol2, pol1 + "/sign", pol2 + "/sign",
		pol2 + "/approve", pol + "/compare?from=1&to=2", "/leadership/signatures/SIG-2026-001", "/leadership/roles", "/leadership/roles/new",
	} {
		for _, role := range []access.Role{access.Lead, access.Executive} {
			a := s.get(role, address)
			if a.StatusCode != 200 && a.StatusCode != 403 {
				t.Errorf("%s as %s: %d", address, role, a.StatusCode)
			}
			if found := claims.FindString(strings.ReplaceAll(a.body, leadership.Label, "")); found != "" {
				t.Errorf("%s claims %q", address, found)
			}
		}
	}
	for _, address := range []string{pol1, pol2 + "/sign", "/leadership/signatures/SIG-2026-001"} {
		if !strings.Contains(s.get(access.Executive, address).body, leadership.Label) {
			t.Errorf("%s shows a signature without its label", address)
		}
	}
}

func TestRolePages(t *testing.T) {
	s := newSite(t)
	lead, reader := access.Lead, access.Reader
	full := url.Values{"title": {"AIMS <i>lead"}, "responsibilities": {"Keeps the AIMS"}, "duty": {"conformity"}}
	changed := func(version, person string) url.Values {
		return url.Values{"version": {version}, "title": {"AIMS lead"}, "responsibilities": {"Keeps the AIMS"}, "duty": {"conformity"}, "person": {person}}
	}
	for _, r := range []row{
		{name: "an empty list teaches", as: reader, address: "/leadership/roles", status: 200, want: []string{"Duties without a name get lost"}, hide: []string{"Assign role"}},
		{name: "a contributor may not", as: access.Contributor, post: true, address: "/leadership/roles", form: full, status: 403},
		{name: "all messages at once", as: lead, post: true, address: "/leadership/roles", form: url.Values{"person": {"Ada"}, "appointed_on": {"soon"}}, status: 422, want: []string{"Enter the title of the role", "Say what this role answers for", "is not a date", `value="Ada"`}},
		{name: "assigned", as: lead, post: true, address: "/leadership/roles", form: full, status: 303, want: []string{"Location: /leadership/roles/ROL-2026-001"}, traced: 1},
		{name: "shown, vacant, escaped", as: reader, address: "/leadership/roles/ROL-2026-001", status: 200, want: []string{"AIMS &lt;i&gt;lead", "Vacant", "Conformity"}, hide: []string{"AIMS <i>lead", "Change role", "Retire this record"}},
		{name: "changed", as: lead, post: true, address: "/leadership/roles/ROL-2026-001", form: changed("1", "Ada"), status: 303, traced: 1},
		{name: "R59 stale", as: lead, post: true, address: "/leadership/roles/ROL-2026-001", form: changed("1", "Grace"), status: 409, want: []string{"Ada", `value="Grace"`, `name="version" value="2"`}},
		{name: "found", as: reader, address: "/leadership/roles?q=ada&duty=conformity", status: 200, want: []string{"1 role", "ROL-2026-001", "Clear filters"}},
		{name: "retired", as: lead, post: true, address: "/leadership/roles/ROL-2026-001/retire", form: url.Values{"version": {"2"}, "reason": {"merged"}}, status: 303, traced: 1},
		{name: "still readable", as: reader, address: "/leadership/roles/ROL-2026-001", status: 200, want: []string{"Retired on 22 Nov 2026: merged"}},
		{name: "listed among the retired", as: reader, address: "/leadership/roles?show=retired", status: 200, want: []string{"ROL-2026-001"}},
	} {
		s.run(r)
	}
}

func TestPoliciesAreRevisedWithdrawnAndRetired(t *testing.T) {
	s := newSite(t)
	lead := access.Lead
	s.adopt("We act fairly.")
	for _, r := range []row{
		{name: "facts", as: lead, post: true, address: pol, form: url.Values{"version": {"1"}, "title": {"AI policy"}, "kind": {"main"}, "owner": {"Ada"}}, status: 303, traced: 1},
		{name: "R59 stale facts", as: lead, post: true, address: pol, form: url.Values{"version": {"1"}, "title": {"AI policy"}, "owner": {"Grace"}}, status: 409, want: []string{"Ada", `value="Grace"`}},
		{name: "next draft", as: lead, post: true, address: pol + "/draft", status: 303, traced: 1},
		{name: "its editor begins with the text in force", as: lead, address: pol2 + "/write", status: 200, want: []string{"We act fairly.", "What changed since version 1"}},
		{name: "approval wants to know what changed", as: lead, post: true, address: pol2 + "/approve", form: url.Values{"version": {"1"}}, status: 422, want: []string{"Say in plain words what changed since version 1"}},
		{name: "withdrawn", as: lead, post: true, address: pol2 + "/withdraw", form: url.Values{"version": {"1"}, "reason": {"not now"}}, status: 303, traced: 1},
		{name: "an approved version cannot be withdrawn", as: lead, post: true, address: pol1 + "/withdraw", form: url.Values{"version": {"3"}, "reason": {"not now"}}, status: 422, want: []string{"frozen"}},
		{name: "retired", as: lead, post: true, address: pol + "/retire", form: url.Values{"version": {"2"}, "reason": {"merged"}}, status: 303, traced: 1},
		{name: "nothing to sign", as: access.Executive, address: pol1 + "/sign", status: 200, want: []string{"There is nothing to sign"}, hide: []string{`type="password"`}},
		{name: "listed among the retired", as: access.Reader, address: "/leadership/policies?show=retired", status: 200, want: []string{"POL-2026-001", "1 document"}},
		{name: "the stage is empty again", as: access.Reader, address: "/leadership", status: 200, want: []string{"No policy recorded"}},
		{name: "there is no such version", as: lead, address: pol + ".v9", status: 404, want: []string{"There is no POL-2026-001.v9"}},
	} {
		s.run(r)
	}
}
