package evidence_test

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
)

func TestR21R22_DamageIsFoundAndTold(t *testing.T) {
	for _, c := range []struct {
		name  string
		harm  func(t *testing.T, path string)
		state evidence.State
		says  []string
	}{
		{"nothing", func(*testing.T, string) {}, evidence.Sound, []string{"whole"}},
		{"removed", func(t *testing.T, path string) { must(t, os.Remove(path)) }, evidence.Missing, []string{"missing", "backup"}},
		{"chmod 000", func(t *testing.T, path string) {
			if os.Geteuid() == 0 {
				t.Skip("LEFT OUT: root reads everything; the row below stands in")
			}
			must(t, os.Chmod(path, 0))
		}, evidence.Unreadable, []string{"cannot be read", "permission denied"}},
		{"unreadable", func(t *testing.T, path string) { must(t, errors.Join(os.Remove(path), os.Symlink(path, path))) },
			evidence.Unreadable, []string{"cannot be read", "Let the account"}},
		{"emptied", func(t *testing.T, path string) { must(t, os.Truncate(path, 0)) }, evidence.Emptied, []string{"empty", "10 bytes"}},
		{"one byte flipped", func(t *testing.T, path string) { must(t, os.WriteFile(path, []byte("evidencf 1"), 0o600)) },
			evidence.Altered, []string{"altered", sumOf("evidence 1"), sumOf("evidencf 1")}},
		{"cut", func(t *testing.T, path string) { must(t, os.Truncate(path, 3)) }, evidence.Altered, []string{sumOf("evi")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, ctx := newShelf(t, aimstest.DB(t)), context.Background()
			item := s.add(t, aimstest.As(access.Lead), evidence.Item{Title: "Report"}, "evidence 1")
			c.harm(t, s.path(item.SHA256))
			f := s.Check(item.SHA256, item.Size)
			if f.State != c.state || f.Sound() != (c.state == evidence.Sound) {
				t.Errorf("found %+v", f)
			}
			for _, part := range c.says {
				if !strings.Contains(f.Message, part) {
					t.Errorf("%q does not say %q", f.Message, part)
				}
			}
			if strings.Contains(f.Message, s.dir) {
				t.Errorf("%q tells the path", f.Message)
			}
			all, err := s.CheckAll(ctx, nil)
			must(t, err)
			if c.state == evidence.Sound {
				if len(all) != 0 {
					t.Errorf("found %+v", all)
				}
				return
			}
			if len(all) != 1 || all[0].Ref != item.Ref || all[0].Revision != 1 || all[0].Name != "report.txt" || all[0].Message != f.Message {
				t.Errorf("CheckAll found %+v", all)
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestR22_OrphansAreNamedAndOldRevisionsAreNone(t *testing.T) {
	ctx, s, lead := context.Background(), newShelf(t, aimstest.DB(t)), aimstest.As(access.Lead)
	item := s.add(t, lead, evidence.Item{Title: "Report"}, "first")
	_, err := s.Replace(ctx, lead, item.Ref, 1, strings.NewReader("second"), "b.txt")
	must(t, err)
	s.add(t, lead, evidence.Item{Title: "Same file again"}, "first")
	stray, err := s.Put(ctx, lead, strings.NewReader("form never completed"))
	must(t, err)

	orphans, err := s.Orphans(ctx)
	must(t, err)
	if len(orphans) != 1 || orphans[0].SHA256 != stray.SHA256 || orphans[0].State != evidence.Orphan || !strings.Contains(orphans[0].Message, "No evidence cites") {
		t.Errorf("orphans %+v", orphans)
	}
	must(t, os.Remove(s.path(item.SHA256)))
	var heard []int
	bad, err := s.CheckAll(ctx, func(done, total int) { heard = append(heard, done*10+total) })
	must(t, err)
	var told []string
	for _, f := range bad {
		told = append(told, f.Ref)
	}
	if !slices.Equal(told, []string{"EVD-2026-001", "EVD-2026-002"}) || bad[0].Revision != 1 {
		t.Errorf("a missing older revision, cited twice: %+v", bad)
	}
	if !slices.Equal(heard, []int{13, 23, 33}) {
		t.Errorf("progress %v", heard)
	}
}
