package store_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// A workspace is a sample from its first record or never, and stays one.
func TestTheSampleMark(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, who := context.Background(), access.Installation(access.CommandLine)
		if db.IsSample() {
			t.Fatal("an empty workspace calls itself a sample")
		}
		if err := db.MarkSample(ctx, who); err != nil || !db.IsSample() {
			t.Fatalf("marking: %v, %v", err, db.IsSample())
		}
		if problems, err := db.Verify(ctx, []store.Register{store.SampleRegister()}, nil); err != nil || len(problems) > 0 {
			t.Errorf("verify: %v %v", err, problems)
		}
		if err := db.MarkSample(ctx, who); fault.KindOf(err) != fault.Invalid {
			t.Errorf("marked twice: %v", err)
		}
		for name, act := range map[string]func(tx *store.Tx, mark *store.Sample) error{
			"revised": func(tx *store.Tx, mark *store.Sample) error { mark.What = "real"; return tx.Update("revise", mark, "") },
			"retired": func(tx *store.Tx, mark *store.Sample) error { return tx.Retire(mark, "it is real now") },
		} {
			err := db.Write(ctx, who, access.ManagePeople, func(tx *store.Tx) error {
				mark, err := store.LoadNow[store.Sample](tx, store.SampleMark)
				if err != nil {
					return err
				}
				return act(tx, &mark)
			})
			if err == nil {
				t.Errorf("the mark was %s", name)
			}
		}
	})
}

func TestARealWorkspaceIsNeverMarked(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := context.Background()
		if _, err := scope.New(db).Identify(ctx, aimstest.As(access.Lead), scope.Issue{Title: "New law", Side: scope.External}); err != nil {
			t.Fatal(err)
		}
		if err := db.MarkSample(ctx, access.Installation(access.CommandLine)); fault.KindOf(err) != fault.Invalid || db.IsSample() {
			t.Errorf("a workspace with records became a sample: %v", err)
		}
		// Past the check of the program the database refuses it as well.
		err := db.Write(ctx, access.Installation(access.CommandLine), access.ManagePeople, func(tx *store.Tx) error {
			return tx.Create("mark as sample", &store.Sample{Head: store.Head{Ref: store.SampleMark}, What: "x"}, "")
		})
		if err == nil {
			t.Error("the database let the mark in")
		}
	})
}
