package store_test

import (
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// seed makes n risks with many ties in the columns that lists are sorted by.
func seed(t *testing.T, db *store.DB, n int) {
	t.Helper()
	owners := []string{"", "Ada", "ada", "Ödön", "張", "O'Neil; --"}
	err := db.Write(context.Background(), lead, access.Import, func(tx *store.Tx) error {
		for i := range n {
			ref, err := tx.NextRef("RSK")
			if err != nil {
				return err
			}
			r := risk.Risk{Head: store.Head{Ref: ref}, Title: "t", ResidualLevel: i * 7 % 5, Owner: owners[i%len(owners)]}
			if err := tx.Create("import", &r, ""); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestPagesForwardAndBackMissAndRepeatNothing(t *testing.T) {
	const rows = 173
	sorts := []struct {
		order store.Order
		value func(risk.Risk) (any, string)
	}{
		{store.Order{Column: "residual_level"}, func(r risk.Risk) (any, string) { return r.ResidualLevel, r.Ref }},
		{store.Order{Column: "residual_level", Desc: true}, func(r risk.Risk) (any, string) { return r.ResidualLevel, r.Ref }},
		{store.Order{Column: "owner"}, func(r risk.Risk) (any, string) { return r.Owner, r.Ref }},
		{store.Order{Column: "title", Desc: true}, func(r risk.Risk) (any, string) { return r.Title, r.Ref }},
		{store.Order{Column: "ref"}, func(r risk.Risk) (any, string) { return r.Ref, r.Ref }},
	}
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		seed(t, db, rows)
		for _, s := range sorts {
			page := func(at string) store.Page[risk.Risk] {
				t.Helper()
				p, err := store.List(db.Read(context.Background()), s.order, at, s.value)
				if err != nil {
					t.Fatalf("%+v at %q: %v", s.order, at, err)
				}
				if p.Total != rows {
					t.Errorf("%+v: total %d", s.order, p.Total)
				}
				return p
			}
			first := page("")
			if first.Prev != "" || len(first.Rows) != store.PageSize {
				t.Errorf("%+v: the first page has %d rows and leads back to %q", s.order, len(first.Rows), first.Prev)
			}
			forward, last := walk(first, page, func(p store.Page[risk.Risk]) string { return p.Next })
			backward, _ := walk(last, page, func(p store.Page[risk.Risk]) string { return p.Prev })
			slices.Reverse(backward)
			all := slices.Concat(forward...)
			if distinct := len(slices.Compact(slices.Sorted(slices.Values(all)))); len(all) != rows || distinct != rows {
				t.Errorf("%+v: forward %d rows, %d of them distinct", s.order, len(all), distinct)
			}
			if !slices.EqualFunc(forward, backward, slices.Equal) {
				t.Errorf("%+v: back is not forward turned round", s.order)
			}
		}
	})
}

// walk follows the cursors to the end and gives the references of each page.
func walk(p store.Page[risk.Risk], page func(string) store.Page[risk.Risk], next func(store.Page[risk.Risk]) string) ([][]string, store.Page[risk.Risk]) {
	var pages [][]string
	for {
		var refs []string
		for _, r := range p.Rows {
			refs = append(refs, r.Ref)
		}
		pages = append(pages, refs)
		if next(p) == "" || len(pages) > 10 {
			return pages, p
		}
		p = page(next(p))
	}
}

func TestADamagedCursorShowsTheFirstPage(t *testing.T) {
	db := aimstest.DB(t)
	seed(t, db, 3)
	for _, at := range []string{"x", "%", "e30", "bnVsbA", "eyJ2IjpudWxsLCJyIjoiIn0"} {
		p, err := store.List(db.Read(context.Background()), store.Order{Column: "owner"}, at, func(r risk.Risk) (any, string) { return r.Owner, r.Ref })
		if err != nil || len(p.Rows) != 3 {
			t.Errorf("%q: %d rows, %v", at, len(p.Rows), err)
		}
	}
}
