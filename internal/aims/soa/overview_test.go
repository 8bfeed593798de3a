package soa_test

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
)

// The first look after a change costs six statements, the position among them,
// however many risks there are; every further look costs one.
func TestOverviewCostsTheSameForAnyNumberOfRisks(t *testing.T) {
	db := aimstest.DB(t)
	statements := 0
	count := func(*gorm.DB) { statements++ }
	q := db.Read(ctx).Callback()
	must2(0, q.Query().After("gorm:query").Register("count", count))
	must2(0, q.Row().After("gorm:row").Register("count", count))
	cost := func(st *soa.Statements) int {
		statements = 0
		must[soa.Overview](t)(st.Overview(ctx))
		return statements
	}
	st := soa.New(db)
	if n := cost(st); n != 7 {
		t.Errorf("empty: %d statements, want 7", n)
	}
	var many []store.Record
	for i, c := range controls.MustLoad().Controls {
		key := c.Key().String()
		many = append(many, risky(fmt.Sprintf("RSK-2026-%03d", i+1), risk.Mitigate, risk.Open, key, a54),
			&evidence.Item{Head: store.Head{Ref: fmt.Sprintf("EVD-2026-%03d", i+1)}, Supports: []string{key}})
	}
	keep(t, db, many...)
	if n := cost(st); n != 7 {
		t.Errorf("after 76 records: %d statements, want 7", n)
	}
	if n := cost(st); n != 1 {
		t.Errorf("nothing changed: %d statements, want 1", n)
	}
	if o := must[soa.Overview](t)(st.Overview(ctx)); o.Lines[12].Uses.Risks != 38 || o.Lines[12].Uses.Evidence != 1 {
		t.Errorf("A.5.4 after the change: %+v", o.Lines[12].Uses)
	}
}
