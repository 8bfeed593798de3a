package web

import (
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/when"
)

func whenAt(t time.Time) when.Instant { return when.At(t) }

func TestImportOfAListOfEvidence(t *testing.T) {
	s := newSite(t)
	list := "Title,File,Supports\nBias test,reports\\März.pdf,A.5.4\nMinutes,missing.txt,9.3\n"
	files := []sent{{"file", "list.csv", list}, {"register", "", "evidence"}, {"files", "C:\\x\\März.pdf", "%PDF-1.7 one"}, {"files", "spare.txt", "x"}}
	at := s.draftOf(files...)
	checked := s.decided(at, nil)
	s.expect("one file is missing, one is spare", checked, http.StatusOK, "1 problem", "There is no file &#34;missing.txt&#34; beside the list", "names the file spare.txt; it is left out", "Import the 1 sound row and leave out the 1 refused")
	files[0].content = strings.ReplaceAll(list, "missing.txt", "spare.txt")
	at = s.draftOf(files...)
	checked = s.decided(at, nil)
	s.expect("all there", checked, http.StatusOK, "Import 2 items of evidence")
	s.run(row{name: "imported", as: access.Lead, post: true, address: at + "/run", form: checked.goAhead(), status: http.StatusSeeOther, traced: 2})
	s.run(row{name: "the evidence", as: access.Reader, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"Bias test", "März.pdf", "The file is whole", "/catalogue/A.5.4"}})
	at = s.draftOf(sent{"file", "list.csv", "Title,Link\nCode of conduct,https://example.org/code\n"}, sent{"register", "", "evidence"})
	s.expect("addresses need no files", s.decided(at, nil), http.StatusOK, "Import 1 item of evidence")
}

func TestImportOfAPolicy(t *testing.T) {
	s := newSite(t)
	at := s.draftOf(sent{"file", "policy.md", "# AI policy of <Acme>\r\n\r\nWe use AI with care. <script>alert(1)</script>\r\n"}, sent{"register", "", "policy"})
	s.run(row{name: "the text is shown", as: access.Lead, address: at, status: http.StatusOK, want: []string{"Import policy.md", "We use AI with care", "Import policy as a draft"}, hide: []string{"<Acme>", "<script>alert"}})
	s.run(row{name: "a text has no columns", as: access.Lead, address: at + "/check", status: http.StatusSeeOther, want: []string{"Location: " + at}})
	s.run(row{name: "nor any to decide", as: access.Lead, post: true, address: at, form: url.Values{}, status: http.StatusUnprocessableEntity})
	s.run(row{name: "not by others", as: access.Executive, post: true, address: at + "/run", form: url.Values{}, status: http.StatusForbidden})
	a := s.post(access.Lead, at+"/run", url.Values{"main": {"yes"}, "owner": {"Ada"}})
	s.expect("imported", a, http.StatusSeeOther, "Location: /import/batches/BAT-2026-001")
	s.run(row{name: "policy and draft", as: access.Lead, address: "/import/batches/BAT-2026-001", status: http.StatusOK, want: []string{"1 policy made; 1 policy version made", "AI policy of &lt;Acme&gt;", "POL-2026-001"}})
	at = s.draftOf(sent{"file", "policy.md", "# Another\n\nText.\n"}, sent{"register", "", "policy"})
	s.run(row{name: "a second main policy keeps the choices", as: access.Lead, post: true, address: at + "/run", form: url.Values{"main": {"yes"}, "owner": {"Grace"}}, status: http.StatusUnprocessableEntity, want: []string{`value="yes" checked`, `value="Grace"`}})
}

func TestMappingPointsAtATable(t *testing.T) {
	s := newSite(t)
	at := s.draftOf(sent{"file", "x.csv", "hello,there\nAI system,Purpose\nRanker,Order applications\n"}, sent{"register", "", "system"})
	for _, r := range []row{
		{name: "found below a title", address: at, status: http.StatusOK, want: []string{"Headings are read from row 2", "Check 1 row"}},
		{name: "another header row", address: at + "?sheet=&header=1", status: http.StatusOK, want: []string{"Headings are read from row 1", "hello"}},
		{name: "an empty header row is found", address: at + "?sheet=&header=", status: http.StatusOK, want: []string{"Headings are read from row 2"}},
		{name: "outside the sheet", address: at + "?sheet=&header=99", status: http.StatusUnprocessableEntity, want: []string{"row 99 cannot be its header"}},
		{name: "no number", address: at + "?sheet=&header=%3Cb%3E", status: http.StatusUnprocessableEntity, want: []string{"is not a row number"}, hide: []string{"<b>"}},
		{name: "no such sheet", address: at + "?sheet=Nine", status: http.StatusUnprocessableEntity, want: []string{"has no sheet named"}},
	} {
		r.as = access.Lead
		s.run(r)
	}
	form := s.choices(at + "?sheet=&header=1")
	s.run(row{name: "what every row needs is asked", as: access.Lead, post: true, address: at, form: form, status: http.StatusUnprocessableEntity, want: []string{"No column gives &#34;Name&#34;", "No column gives &#34;Purpose&#34;", `name="all-purpose"`}})
	at = s.draftOf(sent{"file", "x.csv", "hello,world\n1,2\n"}, sent{"register", "", "system"})
	s.run(row{name: "no headings at all", as: access.Lead, address: at, status: http.StatusOK, want: []string{"point at the row with the headings below", "Read another table of this file"}})
}

func TestExportAndTemplates(t *testing.T) {
	s := newSite(t)
	at := s.draftOf(sent{"file", "r.csv", "Title,Likelihood,Impact\n=1+1 formula risk,3,4\n"}, sent{"register", "", "risk"})
	s.run(row{name: "imported", as: access.Lead, post: true, address: at + "/run", form: s.decided(at, nil).goAhead(), status: http.StatusSeeOther, traced: 1})
	csv := s.run(row{name: "csv", as: access.Reader, address: "/export/risk.csv", status: http.StatusOK, want: []string{"\uFEFFRef,Own id,Title", "RSK-2026-001", "'=1+1 formula risk"}})
	_, named, err := mime.ParseMediaType(csv.Header.Get("Content-Disposition"))
	s.must(err)
	if named["filename"] != "aims-risk-"+string(s.db.Now().Day())+".csv" || csv.Header.Get("Content-Type") != "application/octet-stream" || !strings.Contains(csv.Header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("headers %v", csv.Header)
	}
	for _, r := range []row{
		{name: "the page", address: "/export", status: http.StatusOK, want: []string{"/export/risk.csv", "/export/soa.xlsx", "/export/evidence.csv", "as they are now"}, hide: []string{"Import registers"}},
		{name: "of a day", address: "/export?as_of=2020-02-29", status: http.StatusOK, want: []string{"/export/risk.csv?as_of=2020-02-29", "29 Feb 2020"}},
		{name: "no day", address: "/export?as_of=soon", status: http.StatusUnprocessableEntity, want: []string{"soon", "2026-"}},
		{name: "the past", address: "/export/risk.csv?as_of=2020-01-01", status: http.StatusOK, want: []string{"Ref,Own id"}, hide: []string{"RSK-2026-001"}},
		{name: "the past of no day", address: "/export/risk.csv?as_of=soon", status: http.StatusUnprocessableEntity, want: []string{"is not a date"}},
		{name: "no such register", address: "/export/people.csv", status: http.StatusNotFound},
		{name: "no such format", address: "/export/risk.pdf", status: http.StatusNotFound},
		{name: "templates are for who imports", address: "/import/templates/risk.xlsx", status: http.StatusForbidden},
		{name: "nobody", as: "", address: "/export/risk.csv", status: http.StatusSeeOther, want: []string{"/sign-in"}},
	} {
		if r.name != "nobody" {
			r.as = access.Reader
		}
		s.run(r)
	}
	s.run(row{name: "no such template", as: access.Lead, address: "/import/templates/policy.xlsx", status: http.StatusNotFound})
	for _, name := range exchange.Names() {
		for _, address := range []string{"/import/templates/" + name + ".xlsx", "/export/" + name + ".xlsx"} {
			a := s.run(row{name: address, as: access.Lead, address: address, status: http.StatusOK})
			if _, err := exchange.Open("x.xlsx", strings.NewReader(a.body), exchange.DefaultLimits); err != nil {
				t.Errorf("%s cannot be read again: %v", address, err)
			}
		}
	}
	at = s.draftOf(sent{"file", "risk.csv", csv.body}, sent{"register", "", "risk"})
	s.expect("what went out comes in unchanged", s.decided(at, nil), http.StatusOK, "There is nothing to import")
}
