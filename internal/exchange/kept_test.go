package exchange_test

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// What a register of internal/register writes as a table comes back as the same
// records: nothing is new, nothing is changed, nothing is refused.
func TestKeptRegistersComeBackUnchanged(t *testing.T) {
	ctx, db, dir := context.Background(), aimstest.DB(t), t.TempDir()
	people := seed.People(t, db)
	seed.Full(t, db, dir, func(role access.Role) access.Actor { return people[role].Actor })
	s, err := snapshot.Load(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range s.Kept() {
		if !slices.Contains(exchange.Names(), b.Name) {
			t.Errorf("%s cannot be imported", b.Title)
			continue
		}
		table, err := exchange.TableOf(b.Name, s)
		if err != nil {
			t.Fatal(err)
		}
		var file bytes.Buffer
		if err := exchange.WriteXLSX(&file, table); err != nil {
			t.Fatal(err)
		}
		book, err := exchange.Open("back.xlsx", &file, exchange.DefaultLimits)
		if err != nil {
			t.Fatal(err)
		}
		spec, err := exchange.SpecOf(b.Name)
		if err != nil {
			t.Fatal(err)
		}
		mapping, err := exchange.Propose(book, spec)
		if err != nil {
			t.Errorf("%s: %v", b.Name, err)
			continue
		}
		rep, err := exchange.Import(ctx, db, nil, people[access.Lead].Actor, exchange.Order{Register: b.Name, Book: book, Mapping: mapping})
		if err != nil || len(rep.Problems) > 0 || rep.Created+rep.Updated > 0 || rep.Unchanged != len(b.InForce()) {
			t.Errorf("%s: %d records gave %+v (%v)", b.Name, len(b.InForce()), rep.Result, err)
		}
	}
}
