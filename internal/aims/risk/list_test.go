package risk_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// fill records n risks over the whole 5 × 5 scale in one act.
func fill(tb testing.TB, db *store.DB, n int) {
	tb.Helper()
	err := db.Write(context.Background(), aimstest.As(access.Lead), access.EditRisk, func(tx *store.Tx) error {
		for i := range n {
			r := risk.Risk{
				Title:              fmt.Sprintf("Risk number %04d", (i*7919)%n), // not in the order of references
				InherentLikelihood: i%5 + 1, InherentImpact: (i/5)%5 + 1, ResidualLikelihood: i%3 + 1, ResidualImpact: (i/3)%4 + 1,
				ResidualReason: "controls work", Owner: "Amara Okafor", Treatment: risk.TreatmentsOf(risk.Threat)[i%4],
			}
			if err := risk.Add(tx, &r); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func TestEverySortPagesThroughAllOnce(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		fill(t, db, 120)
		ctx, risks := context.Background(), risk.New(db)
		for _, sort := range []string{"", "residual", "-inherent", "inherent", "title", "-title", "updated", "-updated", "owner", "-treatment", "status", "category", "review", "ref", "drop table"} {
			seen, at, order := map[string]bool{}, "", []int{}
			for page := 0; page == 0 || at != ""; page++ {
				got, err := risks.List(ctx, risk.Criteria{}, risk.Query{Place: store.Place{Sort: sort, At: at}})
				if err != nil || got.Total != 120 || page > 3 {
					t.Fatalf("%q page %d: total %d, %v", sort, page, got.Total, err)
				}
				for _, r := range got.Rows {
					if seen[r.Ref] {
						t.Fatalf("%q shows %s twice", sort, r.Ref)
					}
					seen[r.Ref], order = true, append(order, r.ResidualLevel)
				}
				at = got.Next
			}
			if len(seen) != 120 {
				t.Errorf("%q shows %d of 120", sort, len(seen))
			}
			if sort == "" && (order[0] != 12 || order[119] != 1) {
				t.Errorf("the register begins with level %d and ends with %d", order[0], order[119])
			}
		}
	})
}

func TestEveryCellOpensAsManyAsItCounts(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		fill(t, db, 60)
		ctx, risks, lead := context.Background(), risk.New(db), aimstest.As(access.Lead)
		for _, r := range []risk.Risk{
			{Title: "not assessed"}, {Title: "a chance", Kind: risk.Opportunity, InherentLikelihood: 3, InherentImpact: 3, InherentReason: "asked for"},
			{Title: "gone", Status: risk.Closed, InherentLikelihood: 3, InherentImpact: 3, InherentReason: "seen"},
		} {
			if _, err := risks.Identify(ctx, lead, r); err != nil {
				t.Fatal(err)
			}
		}
		spread, err := risks.Matrix(ctx, risk.Threat)
		if err != nil {
			t.Fatal(err)
		}
		total := 0
		for cell, n := range spread.Inherent {
			got, err := risks.List(ctx, risk.Criteria{}, risk.Query{Inherent: &cell, Kind: risk.Threat, Current: true})
			if err != nil || got.Total != int64(n) {
				t.Errorf("inherent %s: counted %d, listed %d, %v", cell, n, got.Total, err)
			}
			total += n
		}
		for cell, n := range spread.Residual {
			if got, err := risks.List(ctx, risk.Criteria{}, risk.Query{Residual: &cell, Kind: risk.Threat, Current: true}); err != nil || got.Total != int64(n) {
				t.Errorf("residual %s: counted %d, listed %d, %v", cell, n, got.Total, err)
			}
		}
		if total != 61 || spread.Inherent[risk.Cell{}] != 1 {
			t.Errorf("%d threats count, %d of them not assessed", total, spread.Inherent[risk.Cell{}])
		}
	})
}

func TestListNarrows(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, risks, lead := context.Background(), risk.New(db), aimstest.As(access.Lead)
		sys, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "orders"})
		if err != nil {
			t.Fatal(err)
		}
		c, err := risks.SetCriteria(ctx, lead, risk.Proposed())
		if err != nil {
			t.Fatal(err)
		}
		first := drift() // residual 10: High, above the threshold of 6
		first.Systems = []string{sys.Ref}
		low := risk.Risk{Title: "Answers 100% wrong", InherentLikelihood: 2, InherentImpact: 2, InherentReason: "seen", ResidualReason: "nothing is done", ResidualLikelihood: 2, ResidualImpact: 2, Treatment: risk.Accept, Status: risk.Treated}
		gone := risk.Risk{Title: "Gone", Kind: risk.Threat, ResidualLikelihood: 5, ResidualImpact: 5, ResidualReason: "seen", Status: risk.Closed}
		for _, r := range []risk.Risk{first, low, gone, {Title: "Chance", Kind: risk.Opportunity, ResidualLikelihood: 5, ResidualImpact: 5, ResidualReason: "asked for"}, {Title: "Old"}} {
			if _, err := risks.Identify(ctx, lead, r); err != nil {
				t.Fatal(err)
			}
		}
		if err := risks.Retire(ctx, lead, "RSK-2026-005", 1, "merged"); err != nil {
			t.Fatal(err)
		}
		for name, x := range map[string]struct {
			q    risk.Query
			want int64
		}{
			"all in force": {risk.Query{}, 4},
			"retired":      {risk.Query{Retired: true}, 1},
			"text":         {risk.Query{Text: "okafor"}, 1},
			"wildcards":    {risk.Query{Text: "100%"}, 1},
			"system":       {risk.Query{System: sys.Ref}, 1},
			"no system":    {risk.Query{System: "SYS-2026-999"}, 0},
			"band":         {risk.Query{Band: "High"}, 1},
			"top band":     {risk.Query{Band: "Very high"}, 2},
			"unknown band": {risk.Query{Band: "Purple"}, 0},
			"above":        {risk.Query{Above: true}, 1},
			"treatment":    {risk.Query{Treatment: risk.Accept}, 1},
			"status":       {risk.Query{Status: risk.Treated}, 1},
			"not closed":   {risk.Query{Current: true}, 3},
			"opportunity":  {risk.Query{Kind: risk.Opportunity}, 1},
		} {
			got, err := risks.List(ctx, c, x.q)
			if err != nil || got.Total != x.want || int64(len(got.Rows)) != x.want {
				t.Errorf("%s: total %d, rows %d, want %d (%v)", name, got.Total, len(got.Rows), x.want, err)
			}
		}
		if got, err := risks.List(ctx, risk.Criteria{}, risk.Query{Above: true}); err != nil || got.Total != 0 {
			t.Errorf("without criteria %d lie above the threshold (%v)", got.Total, err)
		}
	})
}

func TestCellsAreReadAsTheyAreWritten(t *testing.T) {
	for text, ok := range map[string]bool{"3x4": true, "0x0": true, "3": false, "x": false, "-1x2": false, "3x4x5": false, "": false} {
		c, got := risk.ParseCell(text)
		if got != ok || (ok && c.String() != text) {
			t.Errorf("%q read as %v, %v", text, c, got)
		}
	}
}

func BenchmarkRegister(b *testing.B) {
	db := aimstest.DB(b)
	fill(b, db, 5000)
	ctx, risks := context.Background(), risk.New(db)
	c := risk.Proposed()
	c.Version = 1
	for name, q := range map[string]risk.Query{"default": {}, "title": {Place: store.Place{Sort: "title"}}, "text": {Text: "number 49"}, "above": {Above: true}, "band": {Band: "Moderate"}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := risks.List(ctx, c, q); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("matrix", func(b *testing.B) {
		for b.Loop() {
			if _, err := risks.Matrix(ctx, risk.Threat); err != nil {
				b.Fatal(err)
			}
		}
	})
}
