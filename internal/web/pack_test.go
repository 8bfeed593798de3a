package web

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/templates/link"
)

// wait lets the pack under way come to its end.
func (s *site) wait() {
	s.Helper()
	s.server.packs.mu.Lock()
	done := s.server.packs.done
	s.server.packs.mu.Unlock()
	select {
	case <-done:
	case <-time.After(time.Minute):
		s.Fatal("the pack was not made within a minute")
	}
}

func TestAPackIsMadeListedAndDownloaded(t *testing.T) {
	s := newSite(t)
	s.run(row{name: "no pack yet", as: access.Auditor, address: link.Packs(), status: http.StatusOK, want: []string{"No pack was made here yet", "Make evidence pack"}})
	s.run(row{name: "not a date", as: access.Auditor, post: true, address: link.Packs(), form: url.Values{"as_of": {"22.11.2026"}}, status: http.StatusUnprocessableEntity, want: []string{"is not a date"}})
	s.run(row{name: "before the beginning", as: access.Auditor, post: true, address: link.Packs(), form: url.Values{"as_of": {"2020-01-01"}}, status: http.StatusSeeOther})
	s.wait()
	s.run(row{name: "it says why not", as: access.Auditor, address: link.Packs(), status: http.StatusOK, want: []string{"The last pack was not made.", "Nothing was recorded at that time"}})

	s.run(row{name: "made", as: access.Auditor, post: true, address: link.Packs(), status: http.StatusSeeOther, want: []string{"Location: " + link.Packs()}})
	s.wait()
	page := s.run(row{name: "listed", as: access.Executive, address: link.Packs(), status: http.StatusOK, want: []string{"Test Internal auditor", "SHA-256 of the ZIP"}, hide: []string{"not made"}})
	name := regexp.MustCompile(`aims-evidence-pack-[\d-]+\.zip`).FindString(page.body)
	file := s.run(row{name: "downloaded", as: access.Lead, address: link.PackFile(name), status: http.StatusOK, want: []string{"PK"}})
	if d := file.Header.Get("Content-Disposition"); !strings.HasPrefix(d, "attachment") || !strings.Contains(d, name) {
		t.Errorf("Content-Disposition is %q", d)
	}
	path := filepath.Join(s.server.packs.folder(), name)
	if found, err := pack.VerifyBag(context.Background(), path); err != nil || len(found) != 0 {
		t.Errorf("the pack does not verify: %v %v", found, err)
	}
	s.must(os.Remove(path))
	s.run(row{name: "no longer listed", as: access.Lead, address: link.Packs(), status: http.StatusOK, hide: []string{name}})
	s.run(row{name: "no longer there", as: access.Lead, address: link.PackFile(name), status: http.StatusNotFound})
}

func TestPacksAreForThoseWhoMay(t *testing.T) {
	s := newSite(t)
	for _, role := range []access.Role{access.Contributor, access.Reader} {
		s.run(row{name: "page", as: role, address: link.Packs(), status: http.StatusForbidden})
		s.run(row{name: "make", as: role, post: true, address: link.Packs(), status: http.StatusForbidden})
		s.run(row{name: "stop", as: role, post: true, address: link.PackCancel(), status: http.StatusForbidden})
		s.run(row{name: "file", as: role, address: link.PackFile("aims-evidence-pack-2026-11-22-6.zip"), status: http.StatusForbidden})
	}
	for _, name := range []string{"..%2faims.db", "aims.db", "aims-evidence-pack-2026-11-22-6.json", ".pack-1.part"} {
		s.run(row{name: name, as: access.Lead, address: "/pack/files/" + name, status: http.StatusNotFound})
	}
}

func TestOnePackAtATime(t *testing.T) {
	s := newSite(t)
	p := s.server.packs
	p.mu.Lock()
	p.job.Running, p.job.Who, p.job.Step, p.job.Percent = true, "Lea Lead", "Writing pages", 40
	p.mu.Unlock()
	s.run(row{name: "progress", as: access.Auditor, address: link.Packs(), status: http.StatusOK, want: []string{"<progress", `value="40"`, "Lea Lead", "every 1s", "Look again", "Stop making it"}, hide: []string{"Make evidence pack"}})
	s.run(row{name: "refused", as: access.Auditor, post: true, address: link.Packs(), status: http.StatusUnprocessableEntity, want: []string{"A pack is being made for Lea Lead"}})
}
