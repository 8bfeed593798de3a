package web

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/link"
)

// A concern that a signed-in person reports leaves nothing by which they can be found,
// in the trail and in what lies beside it.
func TestConcernsOfSignedInPeopleNameNobody(t *testing.T) {
	s := takesConcerns(t, closed)
	reader := s.people[access.Reader]
	before := s.position()
	house := map[string]string{}
	for _, table := range []string{"sessions", "drafts", "preferences", "saved_views"} {
		house[table] = s.dump(table)
	}
	for range 1200 { // twenty minutes, after which any other page would make the session last longer
		s.db.Now()
	}
	s.get(access.Reader, "/operation/concerns/report")
	s.report(access.Reader, "/operation/concerns/report", worry)
	for _, e := range s.entriesAfter(before) {
		for _, part := range []string{e.Actor, e.Name, e.Image, e.Via, e.Reason} {
			for _, name := range []string{reader.Ref, reader.Name, reader.Email, telltale[0], telltale[1]} {
				if strings.Contains(part, name) {
					t.Errorf("the trail says %q in %q", name, part)
				}
			}
		}
	}
	c := s.takeConcern("CNC-2026-001")
	if strings.Contains(c.UpdatedBy, reader.Name) {
		t.Errorf("changed by %q", c.UpdatedBy)
	}
	for _, table := range []string{"concern_words", "concern_codes", "concerns"} {
		for _, name := range []string{reader.Ref, reader.Name, reader.Email} {
			if strings.Contains(s.dump(table), name) {
				t.Errorf("%s holds %q", table, name)
			}
		}
	}
	for table, was := range house {
		if s.dump(table) != was {
			t.Errorf("reporting changed %s", table)
		}
	}
}

// The history shows neither a hole nor a count from which the moment of a concern could
// be read: with concerns it looks as it does without them.
func TestTheHistoryHasNoHoleForAConcern(t *testing.T) {
	s := takesConcerns(t, closed)
	trailOf := func() (pages string, links []string) {
		for at := link.History(); at != ""; {
			body := s.get(access.Auditor, at).body
			pages += body
			if at = older.FindString(body); at != "" {
				links = append(links, at)
			}
		}
		return pages, links
	}
	for range 60 { // more than a page
		s.setDesk(closed)
	}
	before, links := trailOf()
	s.report(access.Reader, "/operation/concerns/report", worry)
	s.setDesk(closed)
	after, moved := trailOf()
	shown := strings.Count(before, "<tr ")
	if n := strings.Count(after, "<tr "); n != shown+1 || len(links) != 1 || len(moved) != 1 {
		t.Errorf("%d rows on %d pages before, %d on %d after", shown, len(links)+1, n, len(moved)+1)
	}
	entries, total, err := s.db.Recent(context.Background(), 0, 1000)
	s.must(err)
	if !strings.Contains(after, strconv.Itoa(len(entries))+" entries") || total != int64(len(entries)) || total != s.position()-1 {
		t.Errorf("%d entries are counted of %d shown", total, len(entries))
	}
	newest := strconv.FormatInt(entries[0].Seq, 10)
	if strings.Contains(after, `>`+newest+`<`) || moved[0] != fmt.Sprintf(`/history?before=%d`, total-int64(store.PageSize)+1) {
		t.Errorf("the page tells a place in the trail: %s, %v", newest, moved)
	}
}

var older = regexp.MustCompile(`/history\?before=\d+`)

// No page but those of the handlers tells of a concern: not the history, search,
// comments, drafts, the first page, the inbox, nor anything else there is.
func TestConcernsAreOnNoOtherPage(t *testing.T) {
	s := full(t) // its lead handles
	s.report(access.Reader, "/operation/concerns/report", worry)
	pages := append([]string{
		"/search?q=quokka", "/search?q=CNC-2026-002", "/search?q=concern", "/search?in=concern&q=received", "/history?since=0", "/history?since=0&register=concerns",
		"/history?since=0&by=others", "/comments?q=CNC-2026", "/comments/new?on=CNC-2026-002", "/history/CNC-2026-002", "/history/CNC-2026-001?at=1", "/history/CNC-2026-002?on=2026-11-22",
	}, seed.Pages...)
	for _, role := range []access.Role{access.Lead, access.Executive, access.Auditor} {
		for _, address := range pages {
			if role == access.Lead && strings.HasPrefix(address, "/operation/concerns") {
				continue
			}
			body := s.get(role, address).body
			s.tellsNothing(address+", as "+string(role)+",", body, []string{"Somebody, without a name", `/operation/concerns/CNC`, "ranks by age", telltale[1]})
			if asked := strings.ToLower(address); !strings.Contains(asked, "cnc") && !strings.Contains(asked, telltale[0]) { // what is asked for is said again
				s.tellsNothing(address+", as "+string(role)+",", body, []string{"CNC-2026", telltale[0]})
			}
		}
	}
	for _, address := range []string{"/history/CNC-2026-002", "/comments/new?on=CNC-2026-002"} {
		s.run(row{name: "as if it were not there", as: access.Lead, address: address, status: http.StatusNotFound})
	}
	s.run(row{name: "no comment on it", as: access.Lead, post: true, address: "/comments", form: fields("target", "CNC-2026-002", "kind", "comment", "text", "I know who"), status: http.StatusNotFound})
}

// No file that leaves the workbench tells of a concern.
func TestConcernsLeaveInNoFile(t *testing.T) {
	s := full(t)
	s.report(access.Reader, "/operation/concerns/report", worry)
	ctx := context.Background()
	v, err := snapshot.Load(ctx, s.db)
	s.must(err)
	forbidden := append([]string{"CNC-2026", "Somebody, without", "ranks by age"}, telltale...)
	for _, format := range []string{"json", "csv"} {
		dir := t.TempDir()
		names, err := exchange.Export(v, dir, format)
		s.must(err)
		if len(names) < 5 {
			t.Fatalf("%s wrote %d files", format, len(names))
		}
		s.must(fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			content, err := fs.ReadFile(os.DirFS(dir), path)
			s.tellsNothing(format+" "+path, string(content), forbidden)
			return err
		}))
	}
	made, err := pack.Make(ctx, pack.Options{Snapshot: v, Catalogue: s.server.catalogue, Source: s.server.evidence, OutDir: t.TempDir(), Verified: true})
	s.must(err)
	archive, err := zip.OpenReader(made.ZIP)
	s.must(err)
	defer archive.Close()
	for _, f := range archive.File {
		r, err := f.Open()
		s.must(err)
		content, err := io.ReadAll(r)
		s.must(err)
		s.tellsNothing("pack "+f.Name, string(content), forbidden)
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("SKIPPED: pdftotext is not installed, so the document was not read back")
	}
	text, err := exec.CommandContext(ctx, tool, "-layout", made.PDF, "-").Output()
	s.must(err)
	s.tellsNothing("the document", string(text), forbidden)
	if !strings.Contains(strings.Join(strings.Fields(string(text)), " "), "2 concerns were reported: 2 received, 0 being looked at, 0 closed") {
		t.Error("the document does not count the concerns")
	}
}

func (s *site) tellsNothing(where, text string, forbidden []string) {
	s.Helper()
	for _, word := range forbidden {
		if strings.Contains(text, word) {
			s.Errorf("%s says %q", where, word)
		}
	}
}
