package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/trail"
)

const writers, writesEach = 8, 50

// together lets every writer create risks, each through the handle given to it.
func together(t *testing.T, handle func(writer int) *store.DB) {
	t.Helper()
	refs, failed := make(chan string, writers*writesEach), make(chan error, writers*writesEach)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range writesEach {
				ref, err := create(handle(w), fmt.Sprintf("writer %d, risk %d", w, i))
				if err != nil {
					failed <- err
					continue
				}
				refs <- ref
			}
		})
	}
	all.Wait()
	close(refs)
	close(failed)
	for err := range failed {
		t.Error(err)
	}
	given := map[string]bool{}
	for ref := range refs {
		if given[ref] {
			t.Errorf("%s was given out twice", ref)
		}
		given[ref] = true
	}
	if len(given) != writers*writesEach {
		t.Errorf("%d references given out, want %d", len(given), writers*writesEach)
	}
}

func create(db *store.DB, title string) (ref string, err error) {
	err = db.Write(context.Background(), lead, access.EditRisk, func(tx *store.Tx) error {
		if ref, err = tx.NextRef("RSK"); err != nil {
			return err
		}
		return tx.Create("identify", &risk.Risk{Head: store.Head{Ref: ref}, Title: title, Systems: []string{"SYS-2026-001"}}, "")
	})
	return ref, err
}

// gapless looks at the sequence and at the instants, which must grow with it: "as
// of" a moment is one position.
func gapless(t *testing.T, db *store.DB) {
	t.Helper()
	var entries []trail.Entry
	if err := db.Read(context.Background()).Omit("image").Order("seq").Find(&entries).Error; err != nil {
		t.Fatal(err)
	}
	if len(entries) != writers*writesEach {
		t.Errorf("%d entries, want %d", len(entries), writers*writesEach)
	}
	for i, e := range entries {
		if e.Seq != int64(i+1) {
			t.Fatalf("entry %d has sequence %d", i+1, e.Seq)
		}
		if i > 0 && e.At < entries[i-1].At {
			t.Errorf("entry %d of %s is older than the one before, of %s", e.Seq, e.At, entries[i-1].At)
		}
	}
	noProblems(t, db)
}

func TestWritersTogether(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		together(t, func(int) *store.DB { return db })
		gapless(t, db)
	})
}

func TestTwoHandlesOnOneFile(t *testing.T) {
	dir := t.TempDir()
	clock := aimstest.Clock()
	var handles [2]*store.DB
	for i := range handles {
		db, err := store.Open(context.Background(), store.Options{Dir: dir, Clock: clock})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = db.Close() })
		handles[i] = db
	}
	together(t, func(w int) *store.DB { return handles[w%2] })
	gapless(t, handles[0])
}

// A writer that waits gives up when the person's request ends, and leaves nothing.
func TestAWaitingWriterCanBeCalledOff(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithCancel(context.Background())
		err := db.Write(context.Background(), lead, access.EditRisk, func(*store.Tx) error {
			cancel()
			second := db.Write(ctx, lead, access.EditRisk, func(*store.Tx) error { return nil })
			if !errors.Is(second, context.Canceled) {
				t.Errorf("the second writer got %v", second)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if at := position(t, db); at.Seq != 0 {
			t.Errorf("entries: %d", at.Seq)
		}
	})
}
