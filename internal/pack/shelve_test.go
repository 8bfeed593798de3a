package pack

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAPackIsNeverOverwritten makes packs of one name into one folder.
func TestAPackIsNeverOverwritten(t *testing.T) {
	dir := t.TempDir()
	into := func(o *Options) { o.OutDir = dir }
	made := func(purpose string) Result {
		s := bare()
		s.Judged, s.Organisations[0].Does = "2026-12-01", purpose
		return makePack(t, s, shelf{}, into)
	}
	first := made("Presses")
	for _, c := range []struct {
		purpose, name string
	}{{"Presses", ""}, {"Saws", "-2"}, {"Drills", "-3"}, {"Saws", "-2"}, {"Presses", ""}} {
		r := made(c.purpose)
		if want := "aims-evidence-pack-2026-12-01-3" + c.name; filepath.Base(r.ZIP) != want+".zip" || filepath.Base(r.PDF) != want+".pdf" {
			t.Errorf("%s: %s and %s, want %s", c.purpose, r.ZIP, r.PDF, want)
		}
		if sum, err := sumFile(r.ZIP); err != nil || sum != r.SHA256 {
			t.Errorf("%s holds %s, the result says %s (%v)", r.ZIP, sum, r.SHA256, err)
		}
	}
	if sum, err := sumFile(first.ZIP); err != nil || sum != first.SHA256 {
		t.Errorf("the first pack is now %s, was %s (%v)", sum, first.SHA256, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 6 {
		t.Errorf("%d files, want 6: %v %v", len(left), left, err)
	}
	if page := readText(t, first)[0]; !strings.Contains(page, "Judged on 1 Dec 2026; overdue and expired are judged on this day") {
		t.Errorf("the cover does not say when it judges:\n%s", page)
	}
}
