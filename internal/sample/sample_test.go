package sample_test

import (
	"context"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/sample"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

var today = when.At(aimstest.Noon).Day()

// built makes the sample on SQLite and opens it at noon of the day.
func built(t *testing.T) (*store.DB, string, sample.Made) {
	t.Helper()
	dir, ctx := t.TempDir(), context.Background()
	begun := time.Now() //nolint:forbidigo // how long it takes is the question
	m, err := sample.Build(ctx, store.Options{Dir: dir}, today)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d acts in %v", m.Acts, time.Since(begun))
	db, err := store.Open(ctx, store.Options{Dir: dir, Clock: aimstest.Clock()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db, dir, m
}

func TestTheSampleIsSound(t *testing.T) {
	db, _, _ := built(t)
	ctx := context.Background()
	problems, err := db.Verify(ctx, snapshot.Registers(), nil)
	if err != nil || len(problems) > 0 {
		t.Fatalf("verify: %v %+v", err, problems)
	}
	s, err := snapshot.Load(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range readiness.Check(s) {
		t.Logf("%s %s %s %v", g.Severity, g.Rule, g.Message, g.Records)
	}
}
