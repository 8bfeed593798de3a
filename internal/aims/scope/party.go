package scope

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// Party is an interested party (4.2).
type Party struct {
	store.Head
	Name         string `json:"name"`
	Side         Side   `json:"side"`
	Relationship string `json:"relationship"` // customer, regulator, person affected by a system, …
	Affected     bool   `json:"affected"`     // its members are affected by our AI systems
}

// TableName is the table of interested parties.
func (Party) TableName() string { return "parties" }

func (p Party) check() error {
	var l check.List
	l.Required("name", p.Name, "Name the party, for example \"Job applicants\"")
	l.AtMost("name", p.Name, longName)
	check.OneOf(&l, "side", p.Side, Sides)
	return l.Err()
}

func (p *Party) prepare() error {
	p.Name = strings.TrimSpace(p.Name)
	return p.check()
}

// AddParty records a new party within an act and gives it its reference.
func AddParty(tx *store.Tx, p *Party) error {
	if err := p.prepare(); err != nil {
		return err
	}
	ref, err := tx.NextRef("PTY")
	if err != nil {
		return err
	}
	p.Head = store.Head{Ref: ref}
	return tx.Create("identify", p, "")
}

// ReviseParty changes the party that p names, within an act, from the version that p carries.
func ReviseParty(tx *store.Tx, p *Party) error {
	if err := p.prepare(); err != nil {
		return err
	}
	now, err := store.Load[Party](tx, p.Ref, p.Version)
	if err != nil {
		return err
	}
	p.Head = now.Head
	return tx.Update("revise", p, "")
}

// NameParty records a new interested party.
func (s *Setting) NameParty(ctx context.Context, who access.Actor, in Party) (Party, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return AddParty(tx, &in) })
	return in, err
}

// ReviseParty changes a party; in carries its reference and the version the person saw.
func (s *Setting) ReviseParty(ctx context.Context, who access.Actor, in Party) (Party, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return ReviseParty(tx, &in) })
	return in, err
}

// RetireParty takes a party out of force from today, and its needs with it, each
// with an entry of its own: a need without a party would be nobody's.
func (s *Setting) RetireParty(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
		rec, err := store.Load[Party](tx, ref, version)
		if err != nil {
			return err
		}
		if err := tx.Retire(&rec, reason); err != nil {
			return err
		}
		needs, err := needsOf(tx.Read(), ref)
		if err != nil {
			return err
		}
		for i := range needs {
			if err := tx.Retire(&needs[i], rec.Name+" retired: "+reason); err != nil {
				return err
			}
		}
		return nil
	})
}

// Party reads one party.
func (s *Setting) Party(ctx context.Context, ref string) (Party, error) {
	return store.Take[Party](s.db.Read(ctx), ref)
}

// NeedsOf lists the needs in force of any number of parties, in the order of references.
func (s *Setting) NeedsOf(ctx context.Context, parties ...string) ([]Need, error) {
	return needsOf(s.db.Read(ctx), parties...)
}

func needsOf(q *gorm.DB, parties ...string) ([]Need, error) {
	var needs []Need
	err := store.InForce(q, true).Where("party IN ?", parties).Order("ref").Find(&needs).Error
	if err != nil {
		return nil, fmt.Errorf("scope: needs of %v: %w", parties, err)
	}
	return needs, nil
}

// PartyQuery narrows the list of parties. Empty fields do not narrow.
type PartyQuery struct {
	Text     string // in name, relationship or reference
	Side     Side
	Affected bool // only those whose members our AI systems affect
	NoNeeds  bool // only those for which no need is recorded yet
	Retired  bool // the retired ones instead of those in force
	store.Place
}

// partySorts are the orders of the list of parties.
var partySorts = store.Sorts{
	"ref": "ref", "name": "name", "side": "side", "relationship": "relationship", "affected": "affected", "updated": "updated_at",
}

// UsualPartySort is by name.
const UsualPartySort = "name"

// Parties gives one page of parties.
func (s *Setting) Parties(ctx context.Context, q PartyQuery) (store.Page[Party], error) {
	return store.ListBy[Party](q.where(s.db.Read(ctx)), partySorts, UsualPartySort, q.Place)
}

func (q PartyQuery) where(db *gorm.DB) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "name", "relationship", "ref")
	}
	if q.Side != "" {
		db = db.Where("side = ?", q.Side)
	}
	if q.Affected {
		db = db.Where("affected = ?", true)
	}
	if q.NoNeeds {
		db = db.Where(withoutNeeds)
	}
	return db
}

// withoutNeeds holds for a party that has no need in force.
const withoutNeeds = "NOT EXISTS (SELECT 1 FROM needs WHERE needs.party = parties.ref AND needs.retired_on = '')"
