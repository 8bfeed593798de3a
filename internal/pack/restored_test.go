package pack_test

import (
	"path/filepath"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/backup"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// workspace is a data folder that is open.
func workspace(t *testing.T, dir string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func packOf(t *testing.T, db *store.DB, dir string, asOf when.Instant) pack.Result {
	t.Helper()
	s, err := snapshot.Load(t.Context(), db)
	if asOf != "" {
		s, err = snapshot.AsOf(t.Context(), db, asOf)
	}
	if err != nil {
		t.Fatal(err)
	}
	r, err := pack.Make(t.Context(), pack.Options{Snapshot: s, Catalogue: controls.MustLoad(), Source: evidence.New(db, dir), OutDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestR30RestoredWorkspacesGiveTheSamePack makes the pack of a workspace, of two
// restored from one backup of it, and of the past state of the first after it went on.
func TestR30RestoredWorkspacesGiveTheSamePack(t *testing.T) {
	dir := t.TempDir()
	db := workspace(t, dir)
	lead := aimstest.As(access.Lead)
	sys, err := inventory.New(db).Register(t.Context(), lead, inventory.System{Name: "Résumé ranker", Purpose: "Order applications"})
	if err != nil {
		t.Fatal(err)
	}
	want := packOf(t, db, dir, "")
	file := filepath.Join(t.TempDir(), "backup.zip")
	if _, err := backup.Make(t.Context(), db, dir, file); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		into := filepath.Join(t.TempDir(), "restored")
		if _, err := backup.Restore(t.Context(), file, into, snapshot.Registers()); err != nil {
			t.Fatal(err)
		}
		if got := packOf(t, workspace(t, into), into, ""); got.SHA256 != want.SHA256 {
			t.Errorf("the restored workspace gives %s, the first gave %s", got.SHA256, want.SHA256)
		}
	}
	past := db.Now()
	sys.Purpose = "Order applications for a person to read"
	if _, err := inventory.New(db).Revise(t.Context(), lead, sys); err != nil {
		t.Fatal(err)
	}
	if got := packOf(t, db, dir, past); got.SHA256 != want.SHA256 {
		t.Errorf("the pack as of then is %s, the pack of then was %s", got.SHA256, want.SHA256)
	}
	if got := packOf(t, db, dir, ""); got.SHA256 == want.SHA256 {
		t.Error("a changed system did not change the pack")
	}
	head, err := pack.Head(want.ZIP)
	if err != nil || head.Seq != 1 || head.Hash == "" {
		t.Errorf("the head in the pack is %+v, %v", head, err)
	}
}
