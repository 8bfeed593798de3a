package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
)

// act is the smallest valid form of a changing route in the workspace of seed.Full,
// in an order in which each can succeed. The version is filled in.
type act struct {
	address string
	form    url.Values
	as      access.Role // a lead where it is empty
}

// quiet are the changing routes that leave no entry when they succeed, because they
// record nothing: sessions and preferences are no records, a preview and the draft of an import
// change nothing yet, a view of a list is nobody else's, a pack is made from records, and the answers of an
// interview lie on a desk until they are checked, as drafts of forms do. The style page keeps
// nothing, and a sample lies beside the records.
var quiet = []string{
	"/sign-in", "/sign-out", "/seen", "/wheel", "/soa/bulk/preview", "/risk/bulk/preview", "/inventory/bulk/preview", "/evidence/bulk/preview",
	"/views", "/views/forget", "/import", "/import/paste", "/import/:id", "/pack", "/pack/cancel", "/inbox",
	"/interviews/:name", "/interviews/:name/questions/:page", "/drafts", "/drafts/drop", "/preferences", "/style",
	"/sample", "/sample/enter", "/sample/as", "/sample/leave",
}

// fromFiles are the acts on a file; TestImportOfRisks counts their entries.
var fromFiles = []string{"/import/:id/run", "/import/batches/:batch/undo"}

// byLink are routes whose one-time link only the machine gives out.
var byLink = []string{"/sign-in/link", "/setup"}

// fields makes a form of names and values in turn.
func fields(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

func acts() []act {
	gone, lead, exec := fields("reason", "no longer used"), access.Lead, access.Executive
	usr, scp, pol := "/people/USR-2026-005", "/scope/statements/SCP-2026-002", "/leadership/policies/POL-2026-00"
	return []act{
		{"/risk/bulk/BAT-2026-002/undo", url.Values{}, lead},
		{"/inventory/bulk/BAT-2026-003/undo", url.Values{}, lead},
		{"/evidence/bulk/BAT-2026-004/undo", url.Values{}, lead},
		{"/risk/bulk?row=RSK-2026-005", fields("owner", "Ines", "seen", "9999", "expected", "1"), lead},
		{"/inventory/bulk?row=SYS-2026-002", fields("owner", "Ines", "seen", "9999", "expected", "1"), lead},
		{"/evidence/bulk?row=EVD-2026-002", fields("owner", "Ines", "seen", "9999", "expected", "1"), lead},
		{"/people", fields("name", "New", "email", "new@example.org", "role", "reader", "password", password), lead},
		{usr, fields("name", "Other", "email", "other@example.org"), lead},
		{usr + "/role", fields("role", "auditor"), lead},
		{usr + "/password", fields("password", password+" again"), lead},
		{usr + "/disable", gone, lead},
		{usr + "/enable", gone, lead},
		{"/account/password", fields("current", password, "password", password+" on"), access.Contributor},
		{"/scope/organisation", fields("name", "Other", "climate", "undecided"), lead},
		{"/scope/issues", fields("title", "New", "side", "external"), lead},
		{"/scope/issues/ISS-2026-001", fields("title", "Changed", "side", "external"), lead},
		{"/scope/issues/ISS-2026-001/retire", gone, lead},
		{"/scope/parties", fields("name", "New", "side", "external"), lead},
		{"/scope/parties/PTY-2026-001", fields("name", "Changed", "side", "external"), lead},
		{"/scope/parties/PTY-2026-001/needs", fields("text", "New", "kind", "legal", "addressed", "undecided"), lead},
		{"/scope/needs/NED-2026-001", fields("text", "Changed", "kind", "legal", "addressed", "undecided"), lead},
		{"/scope/needs/NED-2026-001/retire", gone, lead},
		{"/scope/parties/PTY-2026-003/retire", gone, lead},
		{"/scope/obligations", fields("title", "New", "duty", "law"), lead},
		{"/scope/obligations/OBL-2026-001", fields("title", "Changed", "duty", "law"), lead},
		{"/scope/obligations/OBL-2026-001/retire", gone, lead},
		{"/inventory/changes", fields("title", "New", "systems", "SYS-2026-001", "kinds", "model", "origin", "planned", "why", "Better"), lead},
		{"/inventory/changes/CHG-2026-001", fields("title", "Changed", "systems", "SYS-2026-001", "kinds", "model", "origin", "planned", "why", "Better"), lead},
		{"/inventory/changes/CHG-2026-002/approve", url.Values{}, exec},
		{"/inventory/changes/CHG-2026-001/retire", gone, lead},
		{"/inventory/confirm", fields("row", "RSK-2026-001~SYS-2026-001", "reason", "Looked at again", "seen", "99999"), lead},
		{"/inventory/confirmations/CNF-2026-001/retire", gone, lead},
		{"/objective/objectives", fields("title", "New"), lead},
		{"/objective/objectives/OBJ-2026-001", fields("title", "Changed"), lead},
		{"/objective/measurements", fields("value", "3", "objective", "OBJ-2026-001", "taken_on", "2026-11-01"), lead},
		{"/objective/measurements/MEA-2026-001", fields("value", "4", "objective", "OBJ-2026-001", "taken_on", "2026-11-01"), lead},
		{"/objective/measurements/MEA-2026-001/retire", gone, lead},
		{"/objective/objectives/OBJ-2026-002/retire", gone, lead},
		{"/objective/changes", fields("title", "New", "parts", "scope", "purpose", "Grow"), lead},
		{"/objective/changes/PLC-2026-001", fields("title", "Changed", "parts", "scope", "purpose", "Grow"), lead},
		{"/objective/changes/PLC-2026-001/approve", url.Values{}, exec},
		{"/objective/changes/PLC-2026-002/retire", gone, lead},
		{"/inventory/datasets", fields("name", "New", "content", "All", "personal", "no"), lead},
		{"/inventory/datasets/DAT-2026-001", fields("name", "Changed", "content", "All", "personal", "no"), lead},
		{"/inventory/datasets/DAT-2026-002/retire", gone, lead},
		{"/inventory/models", fields("name", "New", "edition", "2", "origin", "own"), lead},
		{"/inventory/models/MOD-2026-001", fields("name", "Changed", "edition", "2", "origin", "own"), lead},
		{"/inventory/models/MOD-2026-002/retire", gone, lead},
		{"/inventory/logs", fields("name", "New", "system", "SYS-2026-001", "stages", "live use", "events", "All", "keep", "A year"), lead},
		{"/inventory/logs/LOG-2026-001", fields("name", "Changed", "system", "SYS-2026-001", "stages", "live use", "events", "All", "keep", "A year"), lead},
		{"/inventory/logs/LOG-2026-002/retire", gone, lead},
		{"/operation/controls", fields("title", "New", "what", "All", "criteria", "None wrong", "often", "each time", "owner", "Ada"), lead},
		{"/operation/controls/OPC-2026-001", fields("title", "Changed", "what", "All", "criteria", "None wrong", "often", "each time", "owner", "Ada"), lead},
		{"/operation/records", fields("done", "New", "control", "OPC-2026-001", "done_on", "2026-11-20", "done_by", "Ada", "result", "met"), lead},
		{"/operation/records/OPR-2026-001", fields("done", "Changed", "control", "OPC-2026-001", "done_on", "2026-11-20", "done_by", "Ada", "result", "met"), lead},
		{"/operation/records/OPR-2026-002/retire", gone, lead},
		{"/operation/controls/OPC-2026-002/retire", gone, lead},
		{"/operation/gates", fields("system", "SYS-2026-001", "gate", "verification", "release", "New"), lead},
		{"/operation/gates/GAT-2026-003", fields("system", "SYS-2026-001", "gate", "data", "release", "Changed"), lead},
		{"/operation/gates/GAT-2026-003/retire", gone, lead},
		{"/operation/gates/GAT-2026-001/answer", fields("said.req-purpose", "yes", "reason.req-purpose", "Seen", "shown.req-purpose", "RSK-2026-001"), lead},
		{"/operation/gates/GAT-2026-001/sign", fields("verdict", "not passed", "remark", "Too early"), exec},
		{"/operation/gates/GAT-2026-002/fulfil", fields("fulfilled", "Saw the log"), exec},
		{scp, fields("text", "Changed"), lead},
		{scp + "/approve", url.Values{}, exec},
		{"/scope/statements", url.Values{}, lead},
		{"/scope/statements/SCP-2026-003/drop", gone, lead},
		{"/leadership/policies", fields("title", "New"), lead},
		{pol + "2", fields("title", "Changed"), lead},
		{pol + "2/draft", url.Values{}, lead},
		{pol + "2.v1/withdraw", gone, lead},
		{pol + "2/retire", gone, lead},
		{pol + "1.v2/write", fields("text", "Changed", "changes", "All"), lead},
		{pol + "1.v2/approve", url.Values{}, exec},
		{pol + "1.v2/sign", fields("password", password, "agree", "yes"), exec},
		{"/leadership/roles", fields("title", "New", "responsibilities", "All"), lead},
		{"/leadership/roles/ROL-2026-001", fields("title", "Changed", "responsibilities", "All"), lead},
		{"/leadership/roles/ROL-2026-001/retire", gone, lead},
		{"/inventory", fields("name", "New", "purpose", "New"), lead},
		{"/inventory/SYS-2026-003", fields("name", "Changed", "purpose", "Sort"), lead},
		{"/inventory/SYS-2026-003/retire", gone, lead},
		{"/impact", fields("system", "SYS-2026-005"), lead},
		{"/impact/IMP-2026-002/sections/individuals", fields("completed", "yes"), lead},
		{"/impact/IMP-2026-003/approve", fields("reason", "small"), exec},
		{"/impact/IMP-2026-002/retire", gone, lead},
		{"/risk/criteria", criteriaValues(""), lead},
		{"/risk", fields("title", "New", "kind", "threat", "status", "open"), lead},
		{"/risk/RSK-2026-002/accept", fields("reason", "small", "until", "2027-01-31"), exec},
		{"/risk/acceptances/ACC-2026-001/withdraw", gone, exec},
		{"/risk/RSK-2026-001/actions", fields("what", "New"), lead},
		{"/risk/actions/ACT-2026-001", fields("what", "Changed"), lead},
		{"/risk/actions/ACT-2026-001/complete", fields("done_on", "2026-11-20", "result", "Worked"), lead},
		{"/risk/actions/ACT-2026-003/retire", gone, lead},
		{"/risk/RSK-2026-003", riskValues(), lead},
		{"/risk/RSK-2026-003/retire", gone, lead},
		{"/soa/bulk", fields("row", "42001:A.10.4", "seen", "1", "owner", "Ada"), lead},
		{"/soa/bulk/BAT-2026-008/undo", url.Values{}, lead},
		{"/soa/A.10.2", fields("applicable", "yes", "reason", "The law asks for it."), lead},
		{"/soa", fields("title", "New", "description", "All", "applicable", "yes", "reason", "The market asks for it."), lead},
		{"/soa/CTL-2026-001/retire", gone, lead},
		{"/soa/approve", fields("note", "Second"), exec},
		{"/evidence/EVD-2026-002", fields("title", "Changed", "address", "https://example.org/"), lead},
		{"/evidence/EVD-2026-001/review", fields("verdict", "rejected", "note", "Wrong period"), access.Auditor},
		{"/evidence/EVD-2026-002/retire", gone, lead},
		{"/comments", fields("target", "RSK-2026-001", "kind", "comment", "text", "Look again"), access.Auditor},
		{"/comments/CMT-2026-001", fields("text", "Said better"), lead},
		{"/comments/CMT-2026-001/withdraw", gone, lead},
	}
}

// R17: whatever changes something leaves its entry, and nothing else is quiet. A new
// changing route fails here until its act, or the reason for its silence, is written.
func TestR17_EveryChangeLeavesAnEntry(t *testing.T) {
	s := full(t)
	s.finishForApproval()
	var done []string
	for _, a := range acts() {
		form := maps.Clone(a.form)
		form.Set("version", s.versionOf(refIn(a.address)))
		before := s.position()
		got := s.post(a.as, a.address, form)
		if got.StatusCode != http.StatusSeeOther {
			t.Errorf("POST %s: %d\n%s", a.address, got.StatusCode, said(got.body))
			continue
		}
		if s.position() == before {
			t.Errorf("POST %s succeeded and left no entry", a.address)
		}
		path, _, _ := strings.Cut(a.address, "?")
		done = append(done, path)
	}
	for address, send := range map[string]func() answer{
		"/evidence": func() answer {
			return s.upload(access.Lead, "/evidence", sent{"title", "", "New"}, sent{"file", "a.txt", "a"})
		},
		"/evidence/EVD-2026-001/replace": func() answer {
			return s.upload(access.Lead, "/evidence/EVD-2026-001/replace", sent{"version", "", s.versionOf("EVD-2026-001")}, sent{"file", "b.txt", "b"})
		},
		"/interviews/system/check": func() answer {
			s.answer("system", "name", "name", "Sorter")
			s.answer("system", "purpose", "purpose", "Sort")
			return s.checkAll("system")
		},
	} {
		before := s.position()
		if a := send(); a.StatusCode != http.StatusSeeOther || s.position() == before {
			t.Errorf("POST %s: %d, %d entries\n%s", address, a.StatusCode, s.position()-before, said(a.body))
		}
		done = append(done, address)
	}
	for _, rt := range s.server.routes() {
		if rt.method == http.MethodGet || slices.Contains(quiet, rt.path) || slices.Contains(byLink, rt.path) || slices.Contains(fromFiles, rt.path) {
			continue
		}
		if !slices.ContainsFunc(done, func(address string) bool { return routed(rt.method, address) == rt.path }) {
			t.Errorf("no act of this table is a success of %s %s", rt.method, rt.path)
		}
	}
}

// finishForApproval completes what the acts of approval need: another finished
// draft of an assessment, every control decided, and evidence to be reviewed.
func (s *site) finishForApproval() {
	s.Helper()
	ctx, lead := context.Background(), s.as(access.Lead)
	former, err := s.server.impact.Take(ctx, "IMP-2026-001")
	s.must(err)
	draft, err := s.server.impact.Begin(ctx, lead, impact.Assessment{System: former.System})
	s.must(err)
	draft.Assessors, draft.AssessedOn, draft.NextReview, draft.Decision = "Ada", "2026-11-20", "2027-11-20", impact.Go
	for key, value := range former.Answers {
		draft.SetAnswer(key, value)
	}
	_, err = s.server.impact.Save(ctx, lead, "", draft)
	s.must(err)
	overview, err := s.server.soa.Overview(ctx)
	s.must(err)
	for _, line := range overview.Lines {
		if line.Applicable != scope.Yes {
			line.Applicable, line.Reason = scope.Yes, "The risks of the ranking ask for it."
			_, err = s.server.soa.Decide(ctx, lead, line.Row)
			s.must(err)
		}
	}
}

// refIn is the record that an address is about.
func refIn(address string) string {
	switch address {
	case "/risk/criteria":
		return risk.CriteriaRef
	case "/scope/organisation":
		return scope.OrganisationRef
	}
	for _, part := range strings.Split(address, "/") {
		if strings.Contains(part, "-2026-") {
			return part
		}
		if strings.HasPrefix(part, "A.") {
			return "42001:" + part
		}
	}
	return ""
}

// said is what a refused page says is wrong.
func said(body string) string {
	var out []string
	for _, mark := range []string{`role="alert"`, "field-error", "<h1", `class="error`} {
		for _, piece := range strings.SplitAfter(body, mark)[1:] {
			out = append(out, mark+": "+piece[:min(len(piece), 300)])
		}
	}
	return strings.Join(out, "\n")
}
