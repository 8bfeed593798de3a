package web

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/exchange"
)

// importing posts the first form of an import. Parts of the names file and files
// are files; all others are fields.
func (s *site) importing(role access.Role, parts ...sent) answer {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		out, err := w.CreateFormField(p.field)
		if p.file != "" {
			out, err = w.CreateFormFile(p.field, p.file)
		}
		s.must(err)
		_, err = io.WriteString(out, p.content)
		s.must(err)
	}
	s.must(w.Close())
	return s.sendBody(role, "/import", w.FormDataContentType(), &body)
}

// draftOf sends a file that is taken and gives the address of its columns.
func (s *site) draftOf(parts ...sent) string {
	s.Helper()
	a := s.importing(access.Lead, parts...)
	if a.StatusCode != http.StatusSeeOther {
		s.Fatalf("not taken: %d\n%.3000s", a.StatusCode, a.body)
	}
	return a.Header.Get("Location")
}

// choices are the decisions of the mapping page as it proposes them.
func (s *site) choices(address string) url.Values {
	s.Helper()
	page := s.get(access.Lead, address)
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="(sheet|header_row)" value="([^"]*)"`).FindAllStringSubmatch(page.body, -1) {
		form.Set(m[1], html.UnescapeString(m[2]))
	}
	for _, box := range regexp.MustCompile(`(?s)<select id="(key-[A-Z]+)".*?</select>`).FindAllStringSubmatch(page.body, -1) {
		if m := regexp.MustCompile(`value="([^"]*)" selected`).FindStringSubmatch(box[0]); m != nil {
			form.Set(box[1], m[1])
		}
	}
	return form
}

// decided accepts the proposal, with changes, and gives the dry run.
func (s *site) decided(address string, changes url.Values) answer {
	s.Helper()
	form := s.choices(address)
	for k, v := range changes {
		form[k] = v
	}
	s.run(row{name: "decided", as: access.Lead, post: true, address: address, form: form, status: http.StatusSeeOther, want: []string{"Location: " + address + "/check"}})
	return s.run(row{name: "checked", as: access.Lead, address: address + "/check", status: http.StatusOK})
}

// goAhead is what the button of the dry run posts.
func (a answer) goAhead() url.Values {
	form := url.Values{}
	for _, m := range regexp.MustCompile(`<input type="hidden" name="(checked|leave_out)" value="([^"]*)"`).FindAllStringSubmatch(a.body, -1) {
		form.Set(m[1], m[2])
	}
	return form
}

const twoRisks = "Risk ID,Title,Likelihood,Impact,Mood\nR1,The <b>model drifts,3,4,sad\nR2,Answers are made up,2,5,glad\n"

func TestImportOfRisks(t *testing.T) {
	s := newSite(t)
	s.run(row{name: "the page teaches", as: access.Lead, address: "/import", status: http.StatusOK, want: []string{"Nothing was imported yet", "/import/templates/risk.xlsx", "/evidence/new", `enctype="multipart/form-data"`, "List of evidence"}})
	at := s.draftOf(sent{"file", `..\..\"><script>Ri` + "\u202e" + `sks.csv`, twoRisks}, sent{"register", "", "risk"})
	s.run(row{name: "columns are proposed with reasons", as: access.Lead, address: at, status: http.StatusOK,
		want: []string{"sks.csv", "Risk ID", "The &lt;b&gt;model drifts", `<option value="inherent_likelihood" selected>`, "Ignored: the risk register has no such column", "Check 2 rows", "all-owner", "More values for every row"},
		hide: []string{"<script>Ri", "The <b>model", "\u202e", `..\`}})
	for role := range s.people {
		if role == access.Lead {
			continue
		}
		for _, address := range []string{"/import", at, at + "/check"} {
			s.run(row{name: "not for " + string(role), as: role, address: address, status: http.StatusForbidden, hide: []string{"drifts"}})
		}
		s.run(row{name: "no import by " + string(role), as: role, post: true, address: at + "/run", form: url.Values{}, status: http.StatusForbidden})
		s.expect("no upload by "+string(role), s.importing(role, sent{"file", "r.csv", twoRisks}, sent{"register", "", "risk"}), http.StatusForbidden)
	}
	s.run(row{name: "nothing is checked before a decision", as: access.Lead, address: at + "/check", status: http.StatusSeeOther, want: []string{"Location: " + at}})
	s.run(row{name: "nor imported", as: access.Lead, post: true, address: at + "/run", form: url.Values{"checked": {"x"}}, status: http.StatusUnprocessableEntity})

	twice := s.choices(at)
	twice.Set("key-E", "source")
	twice.Set("all-owner", "Ada")
	twice.Set("last_row", "one")
	s.run(row{name: "a wrong choice keeps the others", as: access.Lead, post: true, address: at, form: twice, status: http.StatusUnprocessableEntity,
		want: []string{"is given twice, by A and by E", `href="#key-E"`, `aria-invalid="true"`, `value="Ada"`, `value="one"`, "Write the number of the last row"}})

	checked := s.decided(at, url.Values{"all-owner": {"Ada"}})
	s.expect("the dry run", checked, http.StatusOK, "2 risks can be imported", "Import 2 risks", "ignored")
	stale := checked.goAhead()
	checked = s.decided(at, url.Values{"all-owner": {"Grace"}})
	s.run(row{name: "other choices than were checked", as: access.Lead, post: true, address: at + "/run", form: stale, status: http.StatusConflict, want: []string{"matched differently", "Import 2 risks"}})
	s.run(row{name: "imported", as: access.Lead, post: true, address: at + "/run", form: checked.goAhead(), status: http.StatusSeeOther, want: []string{"Location: /import/batches/BAT-2026-001"}, traced: 2})
	s.run(row{name: "the owner of all rows", as: access.Reader, address: "/risk/RSK-2026-002", status: http.StatusOK, want: []string{"Answers are made up", "Grace"}})
	s.run(row{name: "it is gone from the drafts", as: access.Lead, address: at, status: http.StatusNotFound, want: []string{"There is no file of yours waiting here"}})
	s.run(row{name: "the result", as: access.Lead, address: "/import/batches/BAT-2026-001", status: http.StatusOK, want: []string{"2 risks made", "RSK-2026-001", "The &lt;b&gt;model drifts", "Undo this import", `href="/risk"`}})
	s.run(row{name: "the list", as: access.Lead, address: "/import", status: http.StatusOK, want: []string{"BAT-2026-001", "Lea Lead", "2 risks made", "/import/batches/BAT-2026-001/undo"}})
	s.run(row{name: "the confirmation", as: access.Lead, address: "/import/batches/BAT-2026-001/undo", status: http.StatusOK, want: []string{"2 records that it made are retired", "Will be retired"}})
	s.run(row{name: "not by a contributor", as: access.Contributor, post: true, address: "/import/batches/BAT-2026-001/undo", form: url.Values{}, status: http.StatusForbidden})
	s.run(row{name: "undone", as: access.Lead, post: true, address: "/import/batches/BAT-2026-001/undo", form: url.Values{}, status: http.StatusSeeOther, want: []string{"Location: /import/batches/BAT-2026-001"}, traced: 2})
	s.run(row{name: "not twice", as: access.Lead, post: true, address: "/import/batches/BAT-2026-001/undo", form: url.Values{}, status: http.StatusConflict, want: []string{"was undone already"}})
	s.run(row{name: "the list says so", as: access.Lead, address: "/import", status: http.StatusOK, want: []string{"Undone"}, hide: []string{"BAT-2026-001/undo"}})
	s.run(row{name: "no such batch", as: access.Lead, address: "/import/batches/undo%20BAT-2026-001", status: http.StatusNotFound})
}

func TestImportUndoneOnlyWhileUntouched(t *testing.T) {
	s := newSite(t)
	at := s.draftOf(sent{"file", "risks.csv", twoRisks}, sent{"register", "", "risk"})
	s.run(row{name: "imported", as: access.Lead, post: true, address: at + "/run", form: s.decided(at, nil).goAhead(), status: http.StatusSeeOther, traced: 2})

	changed := strings.ReplaceAll(twoRisks, "R1,The <b>model", "R1,That the model")
	at = s.draftOf(sent{"file", "risks.csv", changed}, sent{"register", "", "risk"})
	second := s.decided(at, nil)
	s.expect("one is changed", second, http.StatusOK, "1 risk can be imported", "Import 1 risk")
	s.run(row{name: "changed", as: access.Lead, post: true, address: at + "/run", form: second.goAhead(), status: http.StatusSeeOther, want: []string{"BAT-2026-002"}, traced: 1})

	s.run(row{name: "the first cannot be undone now", as: access.Lead, address: "/import/batches/BAT-2026-001/undo", status: http.StatusOK, want: []string{"1 record was changed since", "Changed since", "RSK-2026-001"}, hide: []string{"Cancel"}})
	s.run(row{name: "nor by a forged form", as: access.Lead, post: true, address: "/import/batches/BAT-2026-001/undo", form: url.Values{}, status: http.StatusConflict, want: []string{"RSK-2026-001 was changed since"}})
	s.run(row{name: "the second can", as: access.Lead, address: "/import/batches/BAT-2026-002/undo", status: http.StatusOK, want: []string{"1 record that it changed is put back as before"}})
	s.run(row{name: "put back", as: access.Lead, post: true, address: "/import/batches/BAT-2026-002/undo", form: url.Values{}, status: http.StatusSeeOther, traced: 1})
	s.run(row{name: "as before", as: access.Lead, address: "/risk/RSK-2026-001", status: http.StatusOK, want: []string{"The &lt;b&gt;model drifts"}, hide: []string{"That the model"}})

	at = s.draftOf(sent{"file", "risks.csv", twoRisks}, sent{"register", "", "risk"})
	s.expect("nothing to do", s.decided(at, nil), http.StatusOK, "There is nothing to import")
}

// register500 is a workbook of 500 risks; faults replaces whole rows by their number.
func register500(t *testing.T, faults map[int][]string) string {
	t.Helper()
	table := exchange.Table{Name: "Register", Header: []string{"Risk ID", "Title", "Likelihood", "Impact", "Controls", "Status", "Review date"}}
	for n := 2; n <= 501; n++ {
		line := []string{fmt.Sprint("R", n), fmt.Sprint("The model drifts in case ", n), "3", "4", "A.6.2.4", "open", "2027-01-31"}
		if wrong, ok := faults[n]; ok {
			line = wrong
		}
		table.Rows = append(table.Rows, line)
	}
	var out bytes.Buffer
	if err := exchange.WriteXLSX(&out, exchange.Table{Name: "Read me", Header: []string{"Our register"}}, table); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestImportShowsAllSevenFaults(t *testing.T) {
	s := newSite(t)
	faults := map[int][]string{
		12:  {"R12", "Too likely", "9", "4", "A.6.2.4", "open", "2027-01-31"},
		57:  {"R57", "A word for a number", "3", "often", "A.6.2.4", "open", "2027-01-31"},
		101: {"R101", "", "3", "4", "A.6.2.4", "open", "2027-01-31"},
		233: {"R233", "No such control", "3", "4", "A.99.9", "open", "2027-01-31"},
		318: {"R318", "No such status", "3", "4", "A.6.2.4", "dormant", "2027-01-31"},
		409: {"R409", "Not a day", "3", "4", "A.6.2.4", "open", "next spring"},
		500: {"R13", "The same id again", "3", "4", "A.6.2.4", "open", "2027-01-31"},
	}
	at := s.draftOf(sent{"file", "register.xlsx", register500(t, faults)}, sent{"register", "", "risk"})
	s.run(row{name: "the sheet is found", as: access.Lead, address: at, status: http.StatusOK, want: []string{"of sheet <strong>Register</strong>", "Check 500 rows", "Sheet &#34;Read me&#34;"}})
	first := s.decided(at, nil)
	s.expect("R57 all of it", first, http.StatusOK, "7 problems", "7 rows are refused", ">493<", ">Register<", ">9<", "often", "A.99.9", "dormant", "next spring", "stands in row 13 already",
		at+`#key-C"`, "Mend the file and upload it again", "Import the 493 sound rows and leave out the 7 refused")
	for n := range faults {
		if !strings.Contains(first.body, fmt.Sprintf(`data-ref="row-%d"`, n)) {
			t.Errorf("the fault of row %d is not shown", n)
		}
	}
	s.run(row{name: "not without the decision", as: access.Lead, post: true, address: at + "/run", form: url.Values{"checked": {first.goAhead().Get("checked")}}, status: http.StatusUnprocessableEntity, want: []string{"Nothing was imported", "7 problems"}})
	other := first.goAhead()
	other.Set("leave_out", "3")
	s.run(row{name: "not other rows than decided", as: access.Lead, post: true, address: at + "/run", form: other, status: http.StatusConflict, want: []string{"Other rows are refused"}})

	again := regexp.MustCompile(`href="(/import\?held=[^"]*)"`).FindStringSubmatch(first.body)
	s.run(row{name: "the mended file takes the place", as: access.Lead, address: html.UnescapeString(again[1]), status: http.StatusOK, want: []string{"Arrived already", "register.xlsx", `value="risk" checked`, "Another file instead"}})
	at = s.draftOf(sent{"file", "register.xlsx", register500(t, nil)}, sent{"register", "", "risk"}, sent{"held", "", strings.TrimPrefix(at, "/import/")})
	mended := s.run(row{name: "what was decided is kept", as: access.Lead, address: at + "/check", status: http.StatusOK})
	s.expect("mended", mended, http.StatusOK, "Import 500 risks")
	d, err := s.server.drafts().take(strings.TrimPrefix(at, "/import/"), s.people[access.Lead].Ref)
	s.must(err)
	s.must(s.server.drafts().claim(d))
	s.run(row{name: "not while another press of the button imports it", as: access.Lead, post: true, address: at + "/run", form: mended.goAhead(), status: http.StatusNotFound})
	s.must(s.server.drafts().release(d))
	s.run(row{name: "imported as one batch", as: access.Lead, post: true, address: at + "/run", form: mended.goAhead(), status: http.StatusSeeOther, want: []string{"BAT-2026-001"}, traced: 500})
	s.run(row{name: "the result counts all and lists some", as: access.Lead, address: "/import/batches/BAT-2026-001", status: http.StatusOK, want: []string{"500 risks made", "and 450 more"}})
	s.run(row{name: "undone as one", as: access.Lead, post: true, address: "/import/batches/BAT-2026-001/undo", form: url.Values{}, status: http.StatusSeeOther, traced: 500})

	at = s.draftOf(sent{"file", "register.xlsx", register500(t, faults)}, sent{"register", "", "risk"})
	s.run(row{name: "the decision to leave rows out", as: access.Lead, post: true, address: at + "/run", form: s.decided(at, nil).goAhead(), status: http.StatusSeeOther, want: []string{"BAT-2026-002"}, traced: 493})
}

func TestImportUploads(t *testing.T) {
	s := newSite(t)
	for _, tt := range []struct {
		name  string
		parts []sent
		want  []string
	}{
		{"nothing at all", nil, []string{"Choose what the file holds", "Choose the file to import"}},
		{"no file", []sent{{"register", "", "risk"}}, []string{"Choose the file to import", `value="risk" checked`}},
		{"no register", []sent{{"file", "r.csv", twoRisks}}, []string{"Choose what the file holds", "Arrived already", "r.csv", `name="held"`}},
		{"a forged register", []sent{{"file", "r.csv", twoRisks}, {"register", "", "people"}}, []string{"Choose what the file holds"}},
		{"a PDF", []sent{{"file", "r.pdf", "%PDF-1.7 x"}, {"register", "", "risk"}}, []string{"r.pdf is a PDF, which cannot be read here", "or attach the file as evidence"}},
		{"a name that lies", []sent{{"file", "r.xlsx", "\x89PNG\r\n"}, {"register", "", "soa"}}, []string{"r.xlsx is a picture"}},
		{"an empty file", []sent{{"file", "r.csv", ""}, {"register", "", "risk"}}, []string{"r.csv is empty"}},
		{"too large", []sent{{"file", "r.csv", strings.Repeat("a,b\n", 5<<20+1)}, {"register", "", "risk"}}, []string{"r.csv is larger than 20 MB"}},
		{"two tables", []sent{{"file", "a.csv", twoRisks}, {"file", "b.csv", twoRisks}, {"register", "", "risk"}}, []string{"one file at a time; b.csv was left out"}},
		{"files with a risk register", []sent{{"file", "r.csv", twoRisks}, {"register", "", "risk"}, {"files", "a.txt", "x"}}, []string{"Only a list of evidence takes files along"}},
		{"two files of one name", []sent{{"file", "r.csv", twoRisks}, {"register", "", "evidence"}, {"files", "a.txt", "x"}, {"files", `c:\b\a.txt`, "y"}}, []string{"Two different files are named a.txt"}},
		{"a policy that is no text", []sent{{"file", "p.md", "\x00\x01"}, {"register", "", "policy"}}, []string{"p.md is not a text"}},
		{"a huge register name", []sent{{"register", "", strings.Repeat("x", maxForm+1)}}, []string{"The text of this form is too long"}},
	} {
		before := s.position()
		s.expect(tt.name, s.importing(access.Lead, tt.parts...), http.StatusUnprocessableEntity, tt.want...)
		if s.position() != before {
			t.Errorf("%s: left a trace", tt.name)
		}
	}
	again := s.importing(access.Lead, sent{"file", "r.csv", twoRisks})
	id := regexp.MustCompile(`name="held" value="([0-9a-f]{32})"`).FindStringSubmatch(again.body)[1]
	at := s.draftOf(sent{"held", "", id}, sent{"register", "", "risk"})
	s.run(row{name: "the file from before", as: access.Lead, address: at, status: http.StatusOK, want: []string{"Match the columns of r.csv"}})
	s.expect("a file without headings is taken", s.importing(access.Lead, sent{"file", "x.csv", "hello,world\n1,2\n"}, sent{"register", "", "risk"}), http.StatusSeeOther)
	s.run(row{name: "an id that leads outside", as: access.Lead, address: "/import/..%2f..%2faims", status: http.StatusNotFound})
}

func TestImportDraftBelongsToOnePerson(t *testing.T) {
	s := newSite(t)
	at := s.draftOf(sent{"file", "r.csv", twoRisks}, sent{"register", "", "risk"})
	d, err := s.server.drafts().take(strings.TrimPrefix(at, "/import/"), s.people[access.Lead].Ref)
	s.must(err)
	d.Person = "USR-2026-999"
	s.must(s.server.drafts().save(d))
	for _, r := range []row{
		{name: "columns", address: at}, {name: "check", address: at + "/check"},
		{name: "decide", address: at, post: true}, {name: "run", address: at + "/run", post: true},
	} {
		r.as, r.status, r.hide = access.Lead, http.StatusNotFound, []string{"drifts", "r.csv"}
		s.run(r)
	}
	s.expect("nor as held", s.importing(access.Lead, sent{"held", "", d.ID}, sent{"register", "", "risk"}), http.StatusUnprocessableEntity, "Choose the file")
}

func TestImportDraftsAreSweptAfterAWeek(t *testing.T) {
	s := newSite(t)
	keep := s.server.drafts()
	content := func(text string, created time.Duration) draft {
		sum, err := keep.keep([]byte(text))
		s.must(err)
		old := s.db.Now().Time().Add(-2 * time.Hour)
		s.must(os.Chtimes(filepath.Join(keep.dir, sum), old, old))
		d := draft{ID: newDraftID(), Person: "USR-1", SHA256: sum, CreatedAt: s.db.Now()}
		d.CreatedAt = whenAt(s.db.Now().Time().Add(-created))
		s.must(keep.save(d))
		return d
	}
	old, young, shared := content("old", 8*24*time.Hour), content("young", 6*24*time.Hour), content("old and young", 8*24*time.Hour)
	also := content("old and young", time.Hour)
	s.must(keep.sweep(s.db.Now().Time()))
	for _, tt := range []struct {
		name string
		d    draft
		kept bool
	}{{"old", old, false}, {"young", young, true}, {"old, its content shared", shared, false}, {"young, its content shared", also, true}} {
		_, err := keep.take(tt.d.ID, "USR-1")
		if (err == nil) != tt.kept {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
	for _, d := range []draft{young, also} {
		if _, err := keep.content(d); err != nil {
			t.Error(err)
		}
	}
	if _, err := keep.content(old); err == nil {
		t.Error("the content of a forgotten draft is still there")
	}
	s.must(os.WriteFile(filepath.Join(keep.dir, young.SHA256), []byte("changed"), 0o600))
	if _, err := keep.content(young); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("a changed content is used: %v", err)
	}
}
