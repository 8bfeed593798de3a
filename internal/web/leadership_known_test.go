package web

import (
	"bytes"
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/leadership"
)

func TestADocumentIsBegunFromATemplate(t *testing.T) {
	s := newSite(t)
	form := url.Values{"title": {"Data rules"}, "kind": {"topic"}, "template": {"data-for-ai"}, "controls": {"42001:A.7.2"}}
	for _, r := range []row{
		{name: "templates are listed", as: access.Reader, address: "/leadership/templates", status: 200, want: []string{"Policy on data for AI", "Procedure for internal audits"}, hide: []string{"?template="}},
		{name: "a lead is led to the form", as: access.Lead, address: "/leadership/templates", status: 200, want: []string{"?template=data-for-ai"}},
		{name: "the form shows the text", as: access.Lead, address: "/leadership/policies/new?template=data-for-ai", status: 200, want: []string{`value="Policy on data for AI"`, "A model is as good as its data", "wait for your words"}},
		{name: "a mistake keeps the template", as: access.Lead, post: true, address: "/leadership/policies", form: url.Values{"template": {"data-for-ai"}, "kind": {"topic"}}, status: 422, want: []string{`name="template" value="data-for-ai"`, "Enter the title"}},
		{name: "begun in one act", as: access.Lead, post: true, address: "/leadership/policies", form: form, status: 303, want: []string{"Location: /leadership/policies/POL-2026-001.v1/write"}, traced: 2},
		{name: "the document names its control", as: access.Lead, address: pol, status: 200, want: []string{"Topic policy", "A.7.2"}},
		{name: "the editor names the places", as: access.Lead, address: pol1 + "/write", status: 200, want: []string{"places still wait to be filled", "[The data protection officer]"}},
		{name: "so does the last look", as: access.Executive, address: pol1 + "/approve", status: 200, want: []string{"Fill them in before you approve"}},
	} {
		s.run(r)
	}
}

func TestPeopleAcknowledgeWithOnePress(t *testing.T) {
	s := newSite(t)
	s.adopt("We act fairly.")
	reader, press := s.people[access.Reader], "/leadership/acknowledgements/ACK-2026-001/acknowledge"
	ask := url.Values{"people": {reader.Ref}, "others": {"Night team\n\nCleaning crew"}, "due": {"2026-12-31"}}
	for _, r := range []row{
		{name: "nobody is asked at first", as: access.Lead, address: pol1, status: 200, want: []string{"Nobody was asked", "Ask people", "No publication of this version"}},
		{name: "a reader may not ask", as: access.Reader, address: pol1 + "/ask", status: 403},
		{name: "people are offered", as: access.Lead, address: pol1 + "/ask", status: 200, want: []string{reader.Name, `value="2026-12-22"`}},
		{name: "somebody must be chosen", as: access.Lead, post: true, address: pol1 + "/ask", form: url.Values{"due": {"2026-12-31"}}, status: 422, want: []string{"Choose at least one person"}},
		{name: "asked", as: access.Lead, post: true, address: pol1 + "/ask", form: ask, status: 303, want: []string{"Location: " + pol1 + "#asked"}, traced: 3},
		{name: "the reader finds it at home", as: access.Reader, address: "/", status: 200, want: []string{"Read version 1 of “AI policy”", "Read and acknowledge"}},
		{name: "and in the inbox", as: access.Reader, address: "/inbox", status: 200, want: []string{"Asked of you", `href="` + pol1 + `"`}},
		{name: "and on the list of what waits", as: access.Reader, address: "/waiting?for=me", status: 200, want: []string{"waits for: you"}},
		{name: "the text is read before the button", as: access.Reader, address: pol1, status: 200, want: []string{"You are asked to read this text by 31 Dec 2026", "I have read version 1", press}},
		{name: "nobody else is asked to press", as: access.Lead, address: pol1, status: 200, want: []string{"0 of 3 have acknowledged. 3 have not."}, hide: []string{"I have read version 1"}},
		{name: "nobody presses for another", as: access.Lead, post: true, address: press, status: 403},
		{name: "one press", as: access.Reader, post: true, address: press, status: 303, want: []string{"Location: " + pol1}, traced: 1},
		{name: "it is done", as: access.Reader, address: pol1, status: 200, want: []string{"1 of 3 have acknowledged", "Acknowledged 22 Nov 2026"}, hide: []string{"I have read version 1"}},
		{name: "home asks no more", as: access.Reader, address: "/", status: 200, hide: []string{"Read and acknowledge"}},
	} {
		s.run(r)
	}
	s.enact("POL-2026-001", "We act fairly and openly.", "Openness is promised.")
	s.run(row{name: "a new version asks again", as: access.Reader, address: "/", status: 200, want: []string{"Read version 2 of “AI policy”"}})
}

func TestTheTableHasOneAnswerForEachActivity(t *testing.T) {
	s := newSite(t)
	for _, title := range []string{"Head", "Chair"} {
		_, err := s.server.direction.Assign(s.Context(), s.as(access.Lead), leadership.Role{Title: title, Person: "Ada", Responsibilities: "All"})
		s.must(err)
	}
	const head, chair = "-ROL-2026-001", "-ROL-2026-002"
	for _, r := range []row{
		{name: "the empty table teaches", as: access.Lead, address: "/leadership/raci", status: 200, want: []string{"Begin with the usual activities"}},
		{name: "the usual activities", as: access.Lead, address: "/leadership/raci/edit", status: 200, want: []string{"Audit the management system", "Chair, activity 1"}},
		{name: "two answer, none answers", as: access.Lead, post: true, address: "/leadership/raci", status: 422, form: url.Values{
			"rows": {"3"}, "title-0": {"Audit"}, "part-0" + head: {"A"}, "part-0" + chair: {"A/R"}, "title-1": {"Review"}, "part-1" + head: {"R"},
		}, want: []string{"Give only one role an A for “Audit”", "Give one role an A: it answers for “Review”", `href="#row-1"`, `id="row-1"`}},
		{name: "one answers", as: access.Lead, post: true, address: "/leadership/raci", status: 303, form: url.Values{
			"rows": {"1"}, "title-0": {"Audit"}, "clause-0": {"9.2"}, "part-0" + head: {"A"}, "part-0" + chair: {"I"},
		}, want: []string{"Location: /leadership/raci"}, traced: 1},
		{name: "anybody reads it", as: access.Reader, address: "/leadership/raci", status: 200, want: []string{`data-part="A"`, "answers for it", "is told after"}, hide: []string{"Change the table"}},
	} {
		s.run(r)
	}
}

// The receipt is a PDF that anybody who reads may have, today and later, with the same bytes.
func TestASignatureLeavesAReceipt(t *testing.T) {
	s := newSite(t)
	s.adopt("We act fairly.")
	s.run(row{name: "signed", as: access.Executive, post: true, address: pol1 + "/sign", form: url.Values{"password": {password}}, status: 303, traced: 1})
	const address = "/leadership/signatures/SIG-2026-001"
	s.run(row{name: "the page offers it", as: access.Reader, address: address, status: 200, want: []string{address + "/receipt.pdf"}})
	first, again := s.get(access.Executive, address+"/receipt.pdf"), s.get(access.Reader, address+"/receipt.pdf")
	if !strings.HasPrefix(first.body, "%PDF") || first.body != again.body || !strings.Contains(first.Header.Get("Content-Disposition"), "aims-receipt-SIG-2026-001.pdf") {
		t.Errorf("%d bytes, then %d: %v", len(first.body), len(again.body), first.Header)
	}
	reader, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("SKIPPED: pdftotext is not installed, so the receipt was not read back")
	}
	cmd := exec.CommandContext(t.Context(), reader, "-layout", "-", "-")
	cmd.Stdin = bytes.NewReader([]byte(first.body))
	out, err := cmd.Output()
	s.must(err)
	sum := leadership.Sum("We act fairly.")
	if !strings.Contains(string(out), sum[:32]) || !strings.Contains(string(out), sum[32:]) {
		t.Errorf("the hash of the text is not in\n%s", out)
	}
}
