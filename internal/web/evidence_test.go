package web

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/trail"
)

// sent is one part of a form with files, in the order of the parts.
type sent struct{ field, file, content string }

// upload posts a form with files as a browser of the same origin does.
func (s *site) upload(role access.Role, address string, parts ...sent) answer {
	s.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, p := range parts {
		var out io.Writer
		var err error
		if p.field == "file" {
			out, err = w.CreateFormFile("file", p.file)
		} else {
			out, err = w.CreateFormField(p.field)
		}
		s.must(err)
		_, err = io.WriteString(out, p.content)
		s.must(err)
	}
	s.must(w.Close())
	return s.sendBody(role, address, w.FormDataContentType(), &body)
}

func (s *site) sendBody(role access.Role, address, contentType string, body io.Reader) answer {
	s.Helper()
	req := httptest.NewRequest(http.MethodPost, "http://"+testHost+address, body)
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	return s.send(role, req)
}

// expect compares an answer as run does.
func (s *site) expect(name string, a answer, status int, want ...string) {
	s.Helper()
	text := a.body + "\nLocation: " + a.Header.Get("Location")
	if a.StatusCode != status {
		s.Errorf("%s: status %d, want %d\n%.3000s", name, a.StatusCode, status, text)
	}
	for _, w := range want {
		if !strings.Contains(text, w) {
			s.Errorf("%s: %q is not in the answer\n%.6000s", name, w, text)
		}
	}
}

func TestEvidencePages(t *testing.T) {
	s := newSite(t)
	s.run(row{name: "an empty list teaches", as: access.Reader, address: "/evidence", status: http.StatusOK, want: []string{"No evidence recorded", "minutes, test reports"}, hide: []string{"/evidence/new"}})
	s.run(row{name: "the form knows what it is for", as: access.Contributor, address: "/evidence/new?for=42001:A.5.4", status: http.StatusOK, want: []string{">A.5.4</textarea>", `enctype="multipart/form-data"`}})
	s.run(row{name: "who may not add is not shown the form", as: access.Executive, address: "/evidence/new", status: http.StatusForbidden})

	at := s.position()
	s.expect("a file sent before its fields", s.upload(access.Contributor, "/evidence",
		sent{"file", `C:\tmp\..\Prüfbericht "März".pdf`, "%PDF-1.7 one"}, sent{"title", "", "Bias <b>test"}, sent{"supports", "", "a.5.4\n6.1.3"},
		sent{"period_from", "", "2026-03-01"}, sent{"period_to", "", "2026-03-31"}, sent{"valid_until", "", "2026-12-01"}, sent{"owner", "", "Ada"}),
		http.StatusSeeOther, "Location: /evidence/EVD-2026-001")
	if got := s.position() - at; got != 1 {
		t.Errorf("adding left %d entries", got)
	}
	for _, r := range []row{
		{name: "the record", as: access.Reader, address: "/evidence/EVD-2026-001", status: http.StatusOK,
			want: []string{"Bias &lt;b&gt;test", "The file is whole", trail.Sum([]byte("%PDF-1.7 one")), "application/pdf", "1 Mar 2026 – 31 Mar 2026", "Expires soon", "/catalogue/A.5.4", "Not reviewed"},
			hide: []string{"Bias <b>test", "Record review", "Replace the file", "Retire this", "Change evidence"}},
		{name: "the list", as: access.Reader, address: "/evidence?for=42001:A.5.4", status: http.StatusOK, want: []string{"1 item of evidence", "EVD-2026-001", "/evidence/EVD-2026-001/files/1"}},
		{name: "narrowed to nothing", as: access.Lead, address: "/evidence?show=unlinked", status: http.StatusOK, want: []string{"0 items", "No item of evidence fits this filter"}, hide: []string{"EVD-2026-001"}},
		{name: "expiring", as: access.Lead, address: "/evidence?show=expiring", status: http.StatusOK, want: []string{"EVD-2026-001"}},
		{name: "the adder has no review box", as: access.Contributor, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"Replace the file"}, hide: []string{"Record review"}},
		{name: "an auditor has", as: access.Auditor, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"Record review"}},
		{name: "a rejection needs words", as: access.Auditor, post: true, address: "/evidence/EVD-2026-001/review", form: url.Values{"version": {"1"}, "verdict": {"rejected"}}, status: http.StatusUnprocessableEntity, want: []string{"Say what is missing", "Error: "}},
		{name: "a contributor may not review", as: access.Contributor, post: true, address: "/evidence/EVD-2026-001/review", form: url.Values{"version": {"1"}, "verdict": {"accepted"}}, status: http.StatusForbidden},
		{name: "reviewed", as: access.Auditor, post: true, address: "/evidence/EVD-2026-001/review", form: url.Values{"version": {"1"}, "verdict": {"accepted"}}, status: http.StatusSeeOther, traced: 1},
		{name: "the form of a change", as: access.Lead, address: "/evidence/EVD-2026-001/edit", status: http.StatusOK, want: []string{"A.5.4\n6.1.3", `value="2026-03-31"`}, hide: []string{`type="file"`}},
		{name: "a refused change keeps the text", as: access.Lead, post: true, address: "/evidence/EVD-2026-001", form: url.Values{"version": {"2"}, "title": {"Bias"}, "supports": {"RSK-2026-404"}, "period_from": {"2026-05-01"}, "period_to": {"2026-04-01"}}, status: http.StatusUnprocessableEntity, want: []string{"Nothing here is called RSK-2026-404", "ends before it begins", ">RSK-2026-404</textarea>"}},
		{name: "changed", as: access.Lead, post: true, address: "/evidence/EVD-2026-001", form: url.Values{"version": {"2"}, "title": {"Bias test"}, "supports": {"A.5.4"}}, status: http.StatusSeeOther, traced: 1},
		{name: "R59 a stale change", as: access.Contributor, post: true, address: "/evidence/EVD-2026-001", form: url.Values{"version": {"2"}, "title": {"Mine"}}, status: http.StatusConflict, want: []string{"Lea Lead", "Bias test", `value="Mine"`, `name="version" value="3"`}},
		{name: "retired without a reason", as: access.Lead, post: true, address: "/evidence/EVD-2026-001/retire", form: url.Values{"version": {"3"}}, status: http.StatusUnprocessableEntity, want: []string{"Say why EVD-2026-001 is retired"}},
		{name: "retired", as: access.Lead, post: true, address: "/evidence/EVD-2026-001/retire", form: url.Values{"version": {"3"}, "reason": {"replaced"}}, status: http.StatusSeeOther, traced: 1},
		{name: "a retired item stays readable", as: access.Lead, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"Retired on 22 Nov 2026: replaced", "files/1"}, hide: []string{"Change evidence", "Record review", "Replace the file"}},
		{name: "there is no such item", as: access.Lead, address: "/evidence/EVD-2026-999", status: http.StatusNotFound, want: []string{"There is no EVD-2026-999"}},
	} {
		s.run(r)
	}
}

var ticketOf = regexp.MustCompile(`name="kept" value="([^"]+)"`)

func TestRefusedFormKeepsTextAndFile(t *testing.T) {
	s := newSite(t)
	a := s.upload(access.Lead, "/evidence", sent{"about", "", "kept text"}, sent{"valid_until", "", "soon"}, sent{"file", "report.txt", "kept content"})
	s.expect("refused", a, http.StatusUnprocessableEntity, "Give the evidence a title", "kept text", `value="soon"`, "report.txt", "12 bytes")
	found := ticketOf.FindStringSubmatch(a.body)
	if found == nil {
		t.Fatal("the form carries no ticket")
	}
	s.expect("another person has no use of the ticket", s.upload(access.Contributor, "/evidence", sent{"title", "", "Stolen"}, sent{"kept", "", found[1]}),
		http.StatusUnprocessableEntity, "Choose it again", `value="Stolen"`)
	s.expect("completed without the file", s.upload(access.Lead, "/evidence", sent{"title", "", "Report"}, sent{"kept", "", found[1]}, sent{"file", "", ""}),
		http.StatusSeeOther, "Location: /evidence/EVD-2026-001")
	if got := s.get(access.Reader, "/evidence/EVD-2026-001/files/1").body; got != "kept content" {
		t.Errorf("downloaded %q", got)
	}
	s.expect("neither file nor address", s.upload(access.Lead, "/evidence", sent{"file", "", ""}), http.StatusUnprocessableEntity, "Give the evidence a title", "Choose a file, or give the address")
	s.expect("a form without files", s.post(access.Lead, "/evidence", url.Values{"title": {"Board"}, "address": {"https://example.org/board"}}), http.StatusSeeOther, "EVD-2026-002")
	s.run(row{name: "a link", as: access.Reader, address: "/evidence/EVD-2026-002", status: http.StatusOK, want: []string{`href="https://example.org/board"`}, hide: []string{"SHA-256", "Check all files"}})
	s.run(row{name: "a link has no file", as: access.Reader, address: "/evidence/EVD-2026-002/files/1", status: http.StatusNotFound, want: []string{"is a link"}})
}

func TestSeveralFilesBecomeSeveralItems(t *testing.T) {
	s := newSite(t)
	a := s.upload(access.Lead, "/evidence", sent{"supports", "", "A.5.4"}, sent{"file", "a.txt", "a"}, sent{"file", "empty.txt", ""}, sent{"file", "b.txt", "b"})
	s.expect("one of three is empty", a, http.StatusUnprocessableEntity, "empty.txt: The file is empty", "a.txt", "b.txt")
	tickets := ticketOf.FindAllStringSubmatch(a.body, -1)
	if len(tickets) != 2 {
		t.Fatalf("%d tickets", len(tickets))
	}
	s.expect("the other two go on", s.upload(access.Lead, "/evidence", sent{"supports", "", "A.5.4"}, sent{"kept", "", tickets[0][1]}, sent{"kept", "", tickets[1][1]}, sent{"file", "c.txt", "c"}),
		http.StatusSeeOther, "Location: /evidence")
	s.run(row{name: "each has its item", as: access.Reader, address: "/evidence?for=42001:A.5.4", status: http.StatusOK, want: []string{"3 items of evidence", "a.txt", "b.txt", "c.txt"}})
}

func TestR24_ReplacedFilesAreDownloadable(t *testing.T) {
	s := newSite(t)
	s.upload(access.Lead, "/evidence", sent{"title", "", "Report"}, sent{"file", "r1.txt", "first"})
	s.expect("replaced", s.upload(access.Lead, "/evidence/EVD-2026-001/replace", sent{"version", "", "1"}, sent{"file", "r2.txt", "second"}), http.StatusSeeOther, "Location: /evidence/EVD-2026-001")
	stale := s.upload(access.Lead, "/evidence/EVD-2026-001/replace", sent{"file", "r3.txt", "third"}, sent{"version", "", "1"})
	s.expect("a stale replacement keeps its file", stale, http.StatusConflict, "changed by somebody else", "r3.txt", `name="version" value="2"`)
	ticket := ticketOf.FindStringSubmatch(stale.body)
	if ticket == nil {
		t.Fatal("no ticket")
	}
	s.expect("sent again, knowing", s.upload(access.Lead, "/evidence/EVD-2026-001/replace", sent{"version", "", "2"}, sent{"kept", "", ticket[1]}, sent{"file", "", ""}), http.StatusSeeOther)
	s.expect("without a file", s.upload(access.Lead, "/evidence/EVD-2026-001/replace", sent{"version", "", "3"}), http.StatusUnprocessableEntity, "Choose the newer file")
	for i, want := range []string{"first", "second", "third"} {
		if got := s.get(access.Reader, fmt.Sprintf("/evidence/EVD-2026-001/files/%d", i+1)); got.StatusCode != http.StatusOK || got.body != want {
			t.Errorf("revision %d: %d %q", i+1, got.StatusCode, got.body)
		}
	}
	for _, no := range []string{"0", "4", "x", "-1"} {
		s.run(row{name: "no revision " + no, as: access.Reader, address: "/evidence/EVD-2026-001/files/" + no, status: http.StatusNotFound})
	}
}

func TestR55_FilesAreNeverPages(t *testing.T) {
	s := newSite(t)
	for i, c := range []struct{ name, content, want string }{
		{"page.html", "<!DOCTYPE html><script>alert(1)</script>", "page.html"},
		{"drawing.svg", `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, "drawing.svg"},
		{"議事録 März.pdf", "%PDF-1.7", "議事録 März.pdf"},
		{"a\"; filename=\"evil.exe", "x", "a_; filename=_evil.exe"},
		{"..%2f..%2fetc%2fpasswd", "x2", "%2f..%2fetc%2fpasswd"},
	} {
		s.upload(access.Lead, "/evidence", sent{"title", "", "T"}, sent{"file", c.name, c.content})
		a := s.get(access.Reader, fmt.Sprintf("/evidence/EVD-2026-%03d/files/1", i+1))
		kind, params, err := mime.ParseMediaType(a.Header.Get("Content-Disposition"))
		if err != nil || kind != "attachment" || params["filename"] != c.want {
			t.Errorf("%s: disposition %q (%v)", c.name, a.Header.Get("Content-Disposition"), err)
		}
		csp := a.Header.Get("Content-Security-Policy")
		if a.Header.Get("Content-Type") != "application/octet-stream" || !strings.Contains(csp, "default-src 'none'") || !strings.HasSuffix(csp, "sandbox") ||
			a.Header.Get("X-Content-Type-Options") != "nosniff" || a.Header.Get("Content-Length") != fmt.Sprint(len(c.content)) || a.body != c.content {
			t.Errorf("%s: %v", c.name, a.Header)
		}
	}
}

func TestR21_TheRecordTellsDamage(t *testing.T) {
	s := newSite(t)
	s.upload(access.Lead, "/evidence", sent{"title", "", "Report"}, sent{"file", "r.txt", "as it was"})
	paths, err := filepath.Glob(filepath.Join(s.server.Dir, "evidence", "??", "*"))
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	s.must(os.WriteFile(paths[0], []byte("as it is."), 0o600))
	both := []string{"was altered", trail.Sum([]byte("as it was")), trail.Sum([]byte("as it is."))}
	s.run(row{name: "altered", as: access.Reader, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: both, hide: []string{s.server.Dir + "/evidence"}})
	s.run(row{name: "not handed out", as: access.Reader, address: "/evidence/EVD-2026-001/files/1", status: http.StatusUnprocessableEntity, want: both})
	s.must(os.Remove(paths[0]))
	s.run(row{name: "missing", as: access.Reader, address: "/evidence/EVD-2026-001?check=now", status: http.StatusOK, want: []string{"The file is missing"}})
}

func TestBrokenUploadsAreRefused(t *testing.T) {
	s := newSite(t)
	for _, c := range []struct{ name, kind, body, want string }{
		{"no boundary", "multipart/form-data", "x", "did not arrive whole"},
		{"cut off within the file", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nhalf", "did not arrive whole"},
		{"endless text", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\n" + strings.Repeat("x", maxForm+1) + "\r\n--b--", "too long"},
	} {
		s.expect(c.name, s.sendBody(access.Lead, "/evidence", c.kind, strings.NewReader(c.body)), http.StatusUnprocessableEntity, c.want)
	}
	left, err := filepath.Glob(filepath.Join(s.server.Dir, "evidence", ".*"))
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestUploadStreams(t *testing.T) {
	s := newSite(t)
	const size = 50 << 20
	r, w := io.Pipe()
	form := multipart.NewWriter(w)
	go func() {
		part, err := form.CreateFormFile("file", "large.bin")
		if err == nil {
			_, err = io.Copy(part, io.LimitReader(endless{}, size))
		}
		_ = w.CloseWithError(firstOf(err, form.WriteField("title", "Large"), form.Close()))
	}()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	a := s.sendBody(access.Lead, "/evidence", form.FormDataContentType(), r)
	runtime.ReadMemStats(&after)
	s.expect("50 MB", a, http.StatusSeeOther, "EVD-2026-001")
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 10<<20 {
		t.Errorf("50 MB took %d bytes of memory", grown)
	}
	s.run(row{name: "a large file is read when asked", as: access.Reader, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"Check the files now", "52.4 MB"}, hide: []string{"The file is whole"}})
	s.run(row{name: "and then it is", as: access.Reader, address: "/evidence/EVD-2026-001?check=now", status: http.StatusOK, want: []string{"The file is whole"}})
	paths, err := filepath.Glob(filepath.Join(s.server.Dir, "evidence", "??", "*"))
	if err != nil || len(paths) != 1 {
		t.Fatal(paths, err)
	}
	s.must(os.Truncate(paths[0], size-1))
	s.run(row{name: "a wrong size is seen at once", as: access.Reader, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"was altered"}})
	s.must(os.Remove(paths[0]))
	s.run(row{name: "and a missing file", as: access.Reader, address: "/evidence/EVD-2026-001", status: http.StatusOK, want: []string{"The file is missing"}})
}

// endless gives bytes for ever.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
