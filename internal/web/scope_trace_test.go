package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
)

// system posts the form of an AI system.
func systemForm(version, inScope, seen string) url.Values {
	return url.Values{"name": {"Ranker"}, "purpose": {"Ranks"}, "in_scope": {inScope}, "scope_reason": {"On trial"}, "version": {version}, "scope_seen": {seen}}
}

func TestTheThreadFromApplicantToControl(t *testing.T) {
	s := newSite(t)
	for _, r := range []row{
		{name: "nothing to follow teaches", as: access.Reader, address: "/scope/trace", status: http.StatusOK, want: []string{"No need is addressed yet"}, hide: []string{"Record the obligation"}},
		{name: "a party", as: access.Lead, post: true, address: "/scope/parties", form: fields("name", "Applicants", "side", "external", "affected", "yes"), status: http.StatusSeeOther, traced: 1},
		{name: "its need", as: access.Lead, post: true, address: "/scope/parties/PTY-2026-001/needs", form: fields("text", "To <b>know", "kind", "legal", "addressed", "yes"), status: http.StatusSeeOther, traced: 1},
		{name: "the hole is named and mended from here", as: access.Lead, address: "/scope/trace?from=PTY-2026-001", status: http.StatusOK, want: []string{"No obligation and no control answers this need", `/scope/obligations/new?needs=NED-2026-001`, "To &lt;b&gt;know"}, hide: []string{"To <b>"}},
		{name: "a reader mends nothing", as: access.Reader, address: "/scope/trace?from=PTY-2026-001", status: http.StatusOK, want: []string{"No obligation and no control answers this need"}, hide: []string{"/scope/obligations/new"}},
		{name: "the form knows the need", as: access.Lead, address: "/scope/obligations/new?needs=NED-2026-001", status: http.StatusOK, want: []string{`value="NED-2026-001" checked`}},
		{name: "a system", as: access.Lead, post: true, address: "/inventory", form: systemForm("", "yes", ""), status: http.StatusSeeOther, traced: 1},
		{name: "an obligation", as: access.Lead, post: true, address: "/scope/obligations", form: fields("title", "Tell", "duty", "law", "needs", "NED-2026-001", "systems", "SYS-2026-001", "controls", "A.8.2", "met", "no"), status: http.StatusSeeOther, traced: 1},
		{name: "backwards from the control", as: access.Auditor, address: "/scope/trace?from=42001:A.8.2", status: http.StatusOK, want: []string{"Back from control A.8.2", "PTY-2026-001", "NED-2026-001", "OBL-2026-001", "Ranker", "No approved impact assessment", "Not met yet"}},
		{name: "what is not there", as: access.Reader, address: "/scope/trace?from=%3Cscript%3E", status: http.StatusOK, want: []string{"Nothing with the reference &lt;script&gt; is in force"}},
		{name: "the overview counts", as: access.Reader, address: "/scope", status: http.StatusOK, want: []string{"need ends before it", "obligation not met", "/scope/obligations?met=no"}},
		{name: "the list counts", as: access.Reader, address: "/scope/obligations?met=no", status: http.StatusOK, want: []string{"OBL-2026-001", "not met"}},
	} {
		s.run(r)
	}
}

func TestAChangeOfTheBoundaryIsSeenBeforeItIsSaved(t *testing.T) {
	s := newSite(t)
	for _, r := range []row{
		{name: "a system", as: access.Lead, post: true, address: "/inventory", form: systemForm("", "yes", ""), status: http.StatusSeeOther, traced: 1},
		{name: "nothing hangs on it, so nothing is asked", as: access.Lead, post: true, address: "/inventory/SYS-2026-001", form: systemForm("1", "no", ""), status: http.StatusSeeOther, traced: 1},
		{name: "back in", as: access.Lead, post: true, address: "/inventory/SYS-2026-001", form: systemForm("2", "yes", ""), status: http.StatusSeeOther, traced: 1},
		{name: "an obligation of it", as: access.Lead, post: true, address: "/scope/obligations", form: fields("title", "Tell", "duty", "law", "systems", "SYS-2026-001"), status: http.StatusSeeOther, traced: 1},
		{name: "the preview", as: access.Reader, address: "/inventory/SYS-2026-001/boundary", status: http.StatusOK, want: []string{"1 obligation falls out", "OBL-2026-001"}, hide: []string{"Change the answer"}},
		{name: "leaving is shown first", as: access.Lead, post: true, address: "/inventory/SYS-2026-001", form: systemForm("3", "no", ""), status: http.StatusUnprocessableEntity, want: []string{"Nothing is saved yet", "1 obligation falls out", `name="scope_seen" value="no"`, "On trial"}},
		{name: "seen for another answer is not seen", as: access.Lead, post: true, address: "/inventory/SYS-2026-001", form: systemForm("3", "undecided", "no"), status: http.StatusUnprocessableEntity, want: []string{"Nothing is saved yet"}},
		{name: "and then saved", as: access.Lead, post: true, address: "/inventory/SYS-2026-001", form: systemForm("3", "no", "no"), status: http.StatusSeeOther, traced: 1},
		{name: "a draft", as: access.Lead, post: true, address: "/scope/statements", form: url.Values{}, status: http.StatusSeeOther, traced: 1},
		{name: "that names it", as: access.Lead, post: true, address: "/scope/statements/SCP-2026-001", form: fields("text", "All of it", "systems", "The ranker", "version", "1"), status: http.StatusSeeOther, traced: 1},
		{name: "says what joins", as: access.Executive, address: "/scope/statements/SCP-2026-001/approve", status: http.StatusOK, want: []string{"1 AI system joins the scope", "1 obligation comes in"}},
	} {
		s.run(r)
	}
}

func TestProposedProcessesAreConfirmedAndTakenBack(t *testing.T) {
	s := newSite(t)
	for _, r := range []row{
		{name: "an empty register teaches and offers", as: access.Lead, address: "/scope/processes", status: http.StatusOK, want: []string{"No process recorded", "Begin with proposed processes"}},
		{name: "a reader is offered nothing", as: access.Reader, address: "/scope/processes", status: http.StatusOK, hide: []string{"Begin with proposed"}},
		{name: "all are ticked", as: access.Lead, address: "/scope/processes/proposal", status: http.StatusOK, want: []string{`value="context" checked`, "Correct and improve"}},
		{name: "none ticked", as: access.Lead, post: true, address: "/scope/processes/proposal", form: url.Values{}, status: http.StatusUnprocessableEntity, want: []string{"Tick at least one"}},
		{name: "three", as: access.Lead, post: true, address: "/scope/processes/proposal", form: fields("take", "context", "take", "risk", "take", "improve"), status: http.StatusSeeOther, want: []string{"Location: /scope/processes"}, traced: 3},
		{name: "the map and the way back", as: access.Lead, address: "/scope/processes", status: http.StatusOK, want: []string{`class="process-map"`, "Undo recording them", "BAT-2026-001", `href="/scope/processes/PRC-2026-002"`}},
		{name: "nobody else may take them back", as: access.Reader, address: "/scope/processes", status: http.StatusOK, want: []string{`class="process-map"`}, hide: []string{"Undo recording them"}},
		{name: "taken back", as: access.Lead, post: true, address: "/scope/processes/proposal/undo", form: fields("batch", "BAT-2026-001"), status: http.StatusSeeOther, traced: 3},
		{name: "and gone", as: access.Lead, address: "/scope/processes", status: http.StatusOK, hide: []string{`class="process-map"`, "Undo recording them"}},
		{name: "once only", as: access.Lead, post: true, address: "/scope/processes/proposal/undo", form: fields("batch", "BAT-2026-001"), status: http.StatusConflict},
	} {
		s.run(r)
	}
}

func TestGuidedQuestionsLookAtWhatIsRecorded(t *testing.T) {
	s := newSite(t)
	s.run(row{name: "nothing yet", as: access.Lead, address: "/interviews", status: http.StatusOK, want: []string{"Not started"}, hide: []string{"Done", "In progress"}})
	s.run(row{name: "a system", as: access.Lead, post: true, address: "/inventory", form: systemForm("", "yes", ""), status: http.StatusSeeOther, traced: 1})
	s.run(row{name: "is seen", as: access.Lead, address: "/interviews", status: http.StatusOK, want: []string{"Done", "In progress", "Not started"}})
}
