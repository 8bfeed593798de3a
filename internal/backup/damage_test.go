package backup

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/snapshot"
)

// Wherever one byte is altered, the backup is refused, or what is restored is the
// same as before: a few bytes of a ZIP, such as times, carry nothing.
func TestRestoreAlteredByte(t *testing.T) {
	p := open(t, t.TempDir())
	p.identifies("Wrong answers")
	p.keeps("what was decided")
	file, _ := p.backsUp()
	want := p.exported()
	whole, err := os.ReadFile(file)
	p.must(err)
	const offsets = 120
	refused := 0
	for i := range offsets {
		at := i * (len(whole) - 1) / (offsets - 1)
		spoiled := bytes.Clone(whole)
		spoiled[at] ^= 0x41
		home := t.TempDir()
		p.must(os.WriteFile(filepath.Join(home, "b.zip"), spoiled, 0o600))
		target := filepath.Join(home, "target")
		if _, err := Restore(t.Context(), filepath.Join(home, "b.zip"), target, snapshot.Registers()); err != nil {
			refused++
			if _, err := os.Stat(target); !os.IsNotExist(err) {
				t.Fatalf("byte %d: refused, but the target is there", at)
			}
			continue
		}
		r := open(t, target)
		r.verifies()
		for name, w := range want {
			if r.exported()[name] != w {
				t.Fatalf("byte %d: %s came back altered", at, name)
			}
		}
		p.must(r.db.Close())
	}
	if refused < offsets*9/10 {
		t.Errorf("only %d of %d alterations were noticed", refused, offsets)
	}
}

// A restore that ends in the middle leaves nothing, and one into data is refused.
func TestRestoreNeverMixes(t *testing.T) {
	p := open(t, t.TempDir())
	p.identifies("Wrong answers")
	p.keeps("what was decided")
	file, _ := p.backsUp()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	home := t.TempDir()
	target := filepath.Join(home, "target")
	if _, err := Restore(ctx, file, target, snapshot.Registers()); err == nil {
		t.Error("an ended restore says it is done")
	}
	if left, err := os.ReadDir(home); err != nil || len(left) > 0 {
		t.Errorf("left behind %v, %v", left, err)
	}
	before := p.exported()
	if _, err := Restore(t.Context(), file, p.dir, snapshot.Registers()); err == nil || !strings.Contains(err.Error(), "holds data already") {
		t.Errorf("restored over data: %v", err)
	}
	for name, want := range before {
		if p.exported()[name] != want {
			t.Errorf("%s was changed", name)
		}
	}
}
