package web

import (
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/templates/link"
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
	"/sign-in", "/sign-out", "/seen", "/wheel", "/soa/bulk/preview", "/soa/facts/preview", "/risk/bulk/preview", "/inventory/bulk/preview", "/evidence/bulk/preview",
	"/views", "/views/forget", "/import", "/import/paste", "/import/:id", "/pack", "/pack/cancel", "/inbox",
	"/interviews/:name", "/interviews/:name/questions/:page", "/drafts", "/drafts/drop", "/preferences", "/style",
	"/sample", "/sample/enter", "/sample/as", "/sample/leave",
}

// fromFiles are the acts on a file; TestImportOfRisks counts their entries.
var fromFiles = []string{"/import/:id/run", "/import/batches/:batch/undo"}

// byLink are routes whose one-time link only the machine gives out.
var byLink = []string{"/sign-in/link", "/setup"}

// inTheOpen are the forms of who reports a concern. They are answered with a page, because
// no address may carry the receipt; TestConcernsAreTakenWithoutSigningIn,
// TestConcernCodeFollowsItsOwnConcern and TestConcernsOfSignedInPeopleNameNobody count
// their entries.
var inTheOpen = []string{"/concern", "/concern/add", "/concern/follow", "/operation/concerns/report"}

// answered answers every question of a checklist.
func answered(asks []controls.Ask) url.Values {
	v := url.Values{}
	for _, a := range asks {
		v.Set("found."+a.ID, "fine")
		v.Set("note."+a.ID, "Seen")
	}
	return v
}

// verified answers the checklist of a certificate.
func verified(kind string) url.Values {
	k, _ := controls.MustLoad().CertificateKind(kind)
	v := answered(k.Checks)
	v.Set("covers", "yes")
	return v
}

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
	return slices.Concat(auditActs(), improvementActs(), reviewActs(), certificationActs(), []act{
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
		{"/scope/processes", fields("name", "New"), lead},
		{"/scope/processes/PRC-2026-001", fields("name", "Changed"), lead},
		{"/scope/processes/PRC-2026-001/retire", gone, lead},
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
		{"/operation/records", fields("what", "New", "control", "OPC-2026-001", "done_on", "2026-11-20", "done_by", "Ada", "result", "met"), lead},
		{"/operation/records/OPR-2026-001", fields("what", "Changed", "control", "OPC-2026-001", "done_on", "2026-11-20", "done_by", "Ada", "result", "met"), lead},
		{"/operation/records/OPR-2026-002/retire", gone, lead},
		{"/operation/controls/OPC-2026-002/retire", gone, lead},
		{"/operation/gates", fields("system", "SYS-2026-001", "gate", "verification", "release", "New"), lead},
		{"/operation/gates/GAT-2026-003", fields("system", "SYS-2026-001", "gate", "data", "release", "Changed"), lead},
		{"/operation/gates/GAT-2026-003/retire", gone, lead},
		{"/operation/gates/GAT-2026-001/answer", fields("said.req-purpose", "yes", "reason.req-purpose", "Seen", "shown.req-purpose", "RSK-2026-001"), lead},
		{"/operation/gates/GAT-2026-001/sign", fields("verdict", "not passed", "remark", "Too early"), exec},
		{"/operation/gates/GAT-2026-002/fulfil", fields("fulfilled", "Saw the log"), exec},
		{"/support/resources", fields("title", "New", "kind", "data", "for_aims", "yes"), lead},
		{"/support/resources/RES-2026-001", fields("title", "Changed", "kind", "data", "for_aims", "yes"), lead},
		{"/support/resources/RES-2026-001/retire", gone, lead},
		{"/support/messages", fields("title", "New", "communication", "COM-2026-001", "sent_on", "2026-11-01"), lead},
		{"/support/messages/MSG-2026-001", fields("title", "Changed", "communication", "COM-2026-001", "sent_on", "2026-11-01"), lead},
		{"/support/messages/MSG-2026-001/retire", gone, lead},
		{"/support/communications", fields("title", "New", "side", "internal", "audience", "All", "timing", "Now", "channel", "Mail", "owner", "Ada"), lead},
		{"/support/communications/COM-2026-001", fields("title", "Changed", "side", "internal", "audience", "All", "timing", "Now", "channel", "Mail", "owner", "Ada"), lead},
		{"/support/communications/COM-2026-001/retire", gone, lead},
		{"/support/proofs", fields("name", "Lea", "competence", "CMP-2026-001", "level", "basic", "way", "test", "details", "Passed", "result", "yes", "evaluated_by", "Ada", "evaluated_on", "2026-11-01"), lead},
		{"/support/proofs/PRF-2026-001", fields("name", "Lea", "competence", "CMP-2026-001", "level", "basic", "way", "test", "details", "Passed", "result", "no", "evaluated_by", "Ada", "evaluated_on", "2026-11-01"), lead},
		{"/support/proofs/PRF-2026-001/retire", gone, lead},
		{"/support/trainings", fields("title", "New", "kind", "course", "competences", "CMP-2026-001", "people", "Lea", "due", "2027-01-31"), lead},
		{"/support/trainings/TRN-2026-001", fields("title", "Changed", "kind", "course", "competences", "CMP-2026-001", "people", "Lea", "due", "2027-01-31"), lead},
		{"/support/trainings/TRN-2026-001/retire", gone, lead},
		{"/support/competences", fields("title", "New", "level", "basic", "roles", "ROL-2026-001", "why", "Harm"), lead},
		{"/support/competences/CMP-2026-001", fields("title", "Changed", "level", "basic", "roles", "ROL-2026-001", "why", "Harm"), lead},
		{"/support/competences/CMP-2026-001/retire", gone, lead},
		{"/support/awareness", fields("title", "New", "format", "briefing", "subjects", "policy", "audience", "All", "due", "2027-01-31"), lead},
		{"/support/awareness/AWR-2026-001", fields("title", "Changed", "format", "briefing", "subjects", "policy", "audience", "All", "due", "2027-01-31"), lead},
		{"/support/awareness/AWR-2026-001/acknowledge", url.Values{}, access.Auditor},
		{"/support/awareness/AWR-2026-001/retire", gone, lead},
		{"/support/documents", fields("title", "New", "kind", "plan", "edition", "1", "state", "draft", "owner", "Ada", "classification", "internal", "place", "Wiki"), lead},
		{"/support/documents/DOC-2026-001/approve", url.Values{}, exec},
		{"/support/documents/DOC-2026-001", fields("title", "Changed", "kind", "plan", "edition", "2", "state", "draft", "owner", "Ada", "classification", "internal", "place", "Wiki"), lead},
		{"/support/documents/DOC-2026-001/retire", gone, lead},
		{scp, fields("text", "Changed"), lead},
		{scp + "/approve", url.Values{}, exec},
		{"/scope/statements", url.Values{}, lead},
		{"/scope/statements/SCP-2026-003/drop", gone, lead},
		{"/leadership/policies", fields("title", "New"), lead},
		{pol + "2", fields("title", "Changed"), lead},
		{pol + "2/draft", url.Values{}, lead},
		{pol + "2.v1/withdraw", gone, lead},
		{pol + "2/retire", gone, lead},
		{"/leadership/acknowledgements/ACK-2026-003/acknowledge", url.Values{}, access.Auditor},
		{pol + "1.v1/ask", fields("others", "Night shift", "due", "2027-01-31"), lead},
		{"/leadership/publications", fields("title", "New", "document", "POL-2026-001.v1", "audience", "inside", "published_on", "2026-11-20"), lead},
		{"/leadership/publications/PUB-2026-001", fields("title", "Changed", "document", "POL-2026-001.v1", "audience", "outside", "published_on", "2026-11-20"), lead},
		{"/leadership/publications/PUB-2026-001/retire", gone, lead},
		{"/leadership/acknowledgements", fields("name", "New", "document", "POL-2026-001.v1"), lead},
		{"/leadership/acknowledgements/ACK-2026-002", fields("name", "Changed", "document", "POL-2026-001.v1"), lead},
		{"/leadership/acknowledgements/ACK-2026-002/retire", gone, lead},
		{"/leadership/activities", fields("title", "New", "accountable", "ROL-2026-001"), lead},
		{"/leadership/activities/RCI-2026-001", fields("title", "Changed", "accountable", "ROL-2026-001"), lead},
		{"/leadership/activities/RCI-2026-001/retire", gone, lead},
		{"/leadership/raci", fields("rows", "1", "title-0", "New", "part-0-ROL-2026-001", "A/R"), lead},
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
		{"/impact/rule", fields("months.1", "36", "months.2", "24", "months.3", "24", "months.4", "12", "months.5", "6", "executive_from", "5"), lead},
		{"/impact/publications", fields("title", "Page", "assessment", "IMP-2026-001", "audience", "Applicants", "told_on", "2026-11-21"), lead},
		{"/impact/publications/IPB-2026-001", fields("title", "Page", "assessment", "IMP-2026-001", "audience", "Members", "told_on", "2026-11-21"), lead},
		{"/impact/publications/IPB-2026-002/retire", gone, lead},
		{"/impact/IMP-2026-002/sections/individuals", fields("completed", "yes"), lead},
		{"/impact/IMP-2026-003/approve", fields("reason", "small"), exec},
		{"/impact/IMP-2026-002/retire", gone, lead},
		{"/risk/criteria", criteriaValues(""), lead},
		{"/risk", fields("title", "New", "kind", "threat", "status", "open"), lead},
		{"/risk/RSK-2026-002/accept", fields("reason", "small", "until", "2027-01-31"), exec},
		{"/risk/acceptances/ACC-2026-001/withdraw", gone, exec},
		{"/risk/RSK-2026-002/review", fields("note", "Nothing changed", "review_on", "2027-01-31"), lead},
		{"/risk/RSK-2026-001/plan", fields("note", "Go on", "seal", "RSK-2026-001"), exec},
		{"/risk/plans", fields("plan", "RSK-2026-002"), exec},
		{"/risk/plans/PLA-2026-001/withdraw", gone, exec},
		{"/risk/RSK-2026-001/actions", fields("what", "New"), lead},
		{"/risk/actions/ACT-2026-001", fields("what", "Changed"), lead},
		{"/risk/actions/ACT-2026-001/complete", fields("done_on", "2026-11-20", "result", "Worked"), lead},
		{"/risk/actions/ACT-2026-003/retire", gone, lead},
		{"/risk/RSK-2026-003", riskValues(), lead},
		{"/risk/RSK-2026-003/retire", gone, lead},
		{"/soa/bulk", fields("row", "42001:A.10.4", "seen", "1", "owner", "Ada"), lead},
		{"/soa/bulk/BAT-2026-008/undo", url.Values{}, lead},
		{"/scope/processes/proposal", fields("take", "context"), lead},
		{"/scope/processes/proposal/undo", fields("batch", "BAT-2026-009"), lead},
		{"/soa/A.10.2", fields("applicable", "yes", "reason", "The law asks for it."), lead},
		{"/soa", fields("title", "New", "description", "All", "applicable", "yes", "reason", "The market asks for it."), lead},
		{"/soa/CTL-2026-001/retire", gone, lead},
		{"/soa/A.9.4", fields("applicable", "undecided"), lead},
		{"/soa/facts", fields("facts", "use", "rows", "42001:A.9.4"), lead},
		{"/soa/approve", fields("note", "Second"), exec},
		{"/evidence/EVD-2026-002", fields("title", "Changed", "address", "https://example.org/"), lead},
		{"/evidence/EVD-2026-001/review", fields("verdict", "rejected", "note", "Wrong period"), access.Auditor},
		{"/evidence/EVD-2026-002/retire", gone, lead},
		{"/operation/suppliers", fields("name", "New", "supplies", "Models", "weight", "critical"), lead},
		{"/operation/suppliers/SUP-2026-001", fields("name", "Changed", "supplies", "Models", "weight", "critical"), lead},
		{"/operation/suppliers/SUP-2026-001/ai", answered(controls.MustLoad().Gaps), lead},
		{"/operation/certificates", fields("title", "New", "supplier", "SUP-2026-001", "kind", "soc2-type2", "service", "Models", "valid_until", "2027-01-31"), lead},
		{"/operation/certificates/CER-2026-001", fields("title", "Changed", "supplier", "SUP-2026-001", "kind", "soc2-type2", "service", "Models", "valid_until", "2027-01-31"), lead},
		{"/operation/certificates/CER-2026-001/verify", verified("soc2-type2"), lead},
		{"/operation/certificates/CER-2026-001/retire", gone, lead},
		{"/operation/suppliers/SUP-2026-001/retire", gone, lead},
		{"/operation/responsibilities", fields("title", "New", "system", "SYS-2026-004", "shares.stage", "deployment", "shares.us", "All"), lead},
		{"/operation/responsibilities/RSP-2026-001", fields("title", "Changed", "system", "SYS-2026-001", "shares.stage", "deployment", "shares.us", "All"), lead},
		{"/operation/responsibilities/RSP-2026-001/retire", gone, lead},
		{"/operation/expectations", fields("title", "New", "customer", "All"), lead},
		{"/operation/expectations/CEX-2026-001", fields("title", "Changed", "customer", "All"), lead},
		{"/operation/expectations/CEX-2026-001/retire", gone, lead},
		{"/operation/incidents", fields("title", "New", "noticed_on", "2026-11-01", "severity", "minor"), lead},
		{"/operation/incidents/INC-2026-001", fields("title", "Changed", "noticed_on", "2026-11-01", "severity", "minor", "system", "SYS-2026-001", "containment", "Off", "cause", "It", "lessons", "Test", "no_notice", "Nobody saw it"), lead},
		{"/operation/incidents/INC-2026-001/close", fields("outcome", "It holds"), exec},
		{"/operation/incidents/INC-2026-001/retire", gone, lead},
		{"/operation/information", fields("title", "New", "audience", "users", "place", "Web"), lead},
		{"/operation/information/UIN-2026-001", fields("title", "Changed", "audience", "users", "place", "Web"), lead},
		{"/operation/information/UIN-2026-001/retire", gone, lead},
		{"/operation/concerns/CNC-2026-001", fields("text", "We look into it", "close", "yes"), lead},
		{"/operation/concern-reporting/edit", fields("handlers", "USR-2026-001", "readers", "Ada", "promise", "Nothing happens", "days", "7"), lead},
		{"/comments", fields("target", "RSK-2026-001", "kind", "comment", "text", "Look again"), access.Auditor},
		{"/comments/CMT-2026-001", fields("text", "Said better"), lead},
		{"/comments/CMT-2026-001/withdraw", gone, lead},
	})
}

// R17: whatever changes something leaves its entry, and nothing else is quiet. A new
// changing route fails here until its act, or the reason for its silence, is written.
func TestR17_EveryChangeLeavesAnEntry(t *testing.T) {
	s := full(t)
	s.finishForApproval()
	var done []string
	for _, a := range append(acts(), performanceActs()...) {
		form := maps.Clone(a.form)
		form.Set("version", s.versionOf(refIn(a.address)))
		if ref := form.Get("seal"); ref != "" {
			form.Set("seal", s.sealOf(ref))
		}
		if ref := form.Get("sum"); ref != "" {
			text, err := internalaudit.Draft(context.Background(), s.server.DB, ref)
			s.must(err)
			form.Set("sum", leadership.Sum(text))
		}
		if ref := form.Get("plan"); ref != "" {
			form.Set("plan", ref+" "+s.sealOf(ref))
		}
		before := s.position()
		got := s.post(a.as, a.address, form)
		if once := a.address == link.OwnCalendar(); got.StatusCode != http.StatusSeeOther && (!once || got.StatusCode != http.StatusOK) { // a secret is shown once, and stands in no address
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
		"/review/reviews/MRV-2026-001/sign": func() answer { return s.signMinutes("MRV-2026-001") },
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
		if rt.method == http.MethodGet || slices.Contains(quiet, rt.path) || slices.Contains(byLink, rt.path) || slices.Contains(inTheOpen, rt.path) || slices.Contains(fromFiles, rt.path) {
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
	draft.Consultations = former.Consultations
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

// sealOf is the seal of the treatment plan of a risk as it stands.
func (s *site) sealOf(ref string) string {
	s.Helper()
	r, err := s.server.risks.Take(context.Background(), ref)
	s.must(err)
	actions, err := s.server.risks.Actions(context.Background(), ref)
	s.must(err)
	return risk.PlanOf(r, actions).Seal()
}

// refIn is the record that an address is about.
func refIn(address string) string {
	switch address {
	case "/risk/criteria":
		return risk.CriteriaRef
	case "/operation/concern-reporting/edit":
		return "CND-2026-001"
	case "/impact/rule":
		return impact.RuleRef
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
