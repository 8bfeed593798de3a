package backup

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// An altered evidence file goes into the backup, and both ends say so.
func TestABackupNamesDamagedEvidence(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	db, err := store.Open(ctx, store.Options{Dir: dir, Clock: aimstest.Clock()})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	item, err := evidence.New(db, dir).AddFile(ctx, aimstest.As(access.Lead), evidence.Item{Title: "Minutes"}, strings.NewReader("as recorded"), "minutes.txt")
	must(t, err)
	must(t, os.Chmod(filepath.Join(dir, "evidence", item.SHA256[:2], item.SHA256), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "evidence", item.SHA256[:2], item.SHA256), []byte("as altered!"), 0o600))
	path := filepath.Join(t.TempDir(), "b.zip")
	made, err := Make(ctx, db, dir, path)
	must(t, err)
	back, err := Restore(ctx, path, filepath.Join(t.TempDir(), "new"), snapshot.Registers())
	must(t, err)
	for _, m := range []Manifest{made, back} {
		if len(m.Damaged) != 1 || !strings.Contains(m.Damaged[0], item.Ref) || !strings.Contains(m.Damaged[0], item.SHA256) {
			t.Errorf("damaged: %q", m.Damaged)
		}
	}
}

func TestR51ARestoredWorkspaceKnowsNoSession(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	db, err := store.Open(ctx, store.Options{Dir: dir, Clock: aimstest.Clock()})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	p, err := account.New(db).Invite(ctx, access.Installation(access.CommandLine), account.Newcomer{
		Name: "Lea", Email: "lea@example.org", Role: access.Lead, Password: "four unrelated words walk",
	})
	must(t, err)
	token, _, err := account.NewSessions(db).Start(ctx, p, "test")
	must(t, err)
	path, to := filepath.Join(t.TempDir(), "b.zip"), filepath.Join(t.TempDir(), "new")
	_, err = Make(ctx, db, dir, path)
	must(t, err)
	_, err = Restore(ctx, path, to, snapshot.Registers())
	must(t, err)
	again, err := store.Open(ctx, store.Options{Dir: to, Clock: aimstest.Clock()})
	must(t, err)
	t.Cleanup(func() { _ = again.Close() })
	if _, _, err := account.NewSessions(again).Find(ctx, token); err == nil {
		t.Error("the old cookie opens the restored workspace")
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
