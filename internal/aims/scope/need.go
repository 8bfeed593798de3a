package scope

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// NeedKind says where a need gets its force from.
type NeedKind string

// The kinds of need.
const (
	Legal       NeedKind = "legal"
	Contractual NeedKind = "contractual"
	Ethical     NeedKind = "ethical"
	Business    NeedKind = "business"
	Climate     NeedKind = "climate-related"
)

// NeedKinds lists them.
var NeedKinds = []NeedKind{Legal, Contractual, Ethical, Business, Climate}

// Need is one requirement of an interested party (4.2) and the decision whether
// the AIMS addresses it.
type Need struct {
	store.Head
	Party     string   `json:"party"` // PTY reference
	Text      string   `json:"text"`
	Kind      NeedKind `json:"kind"`
	Addressed Answer   `json:"addressed"`
	How       string   `json:"how"` // how it is addressed, or why it is not
}

// TableName is the table of needs.
func (Need) TableName() string { return "needs" }

// Links points from the need to its party.
func (n Need) Links() []string { return []string{n.Party} }

// check says everything that keeps a need from being recorded. A decision against
// a need must say why: 4.2 lets the organisation choose, and asks what it chose.
func (n Need) check() error {
	var l check.List
	l.Required("party", n.Party, "Say whose need it is")
	l.Required("text", n.Text, "Say what the party needs or expects")
	check.OneOf(&l, "kind", n.Kind, NeedKinds)
	check.OneOf(&l, "addressed", n.Addressed, Answers)
	if n.Addressed == No {
		l.Required("how", n.How, "Say why the management system does not address this need; an auditor will ask (4.2)")
	}
	return l.Err()
}

func (n *Need) prepare() error {
	n.Text, n.Addressed = strings.TrimSpace(n.Text), n.Addressed.orUndecided()
	return n.check()
}

// AddNeed records a new need of a party in force, within an act, and gives it its reference.
func AddNeed(tx *store.Tx, n *Need) error {
	if err := n.prepare(); err != nil {
		return err
	}
	party, err := store.LoadNow[Party](tx, n.Party)
	if err != nil {
		return err
	}
	if party.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s. Record the need for a party that is in force.", party.Name, party.RetiredOn.Human())
	}
	ref, err := tx.NextRef("NED")
	if err != nil {
		return err
	}
	n.Head = store.Head{Ref: ref}
	return tx.Create("record", n, "")
}

// ReviseNeed changes the need that n names, within an act, from the version that n
// carries. It stays with its party.
func ReviseNeed(tx *store.Tx, n *Need) error {
	now, err := store.Load[Need](tx, n.Ref, n.Version)
	if err != nil {
		return err
	}
	n.Head, n.Party = now.Head, now.Party
	if err := n.prepare(); err != nil {
		return err
	}
	return tx.Update("revise", n, "")
}

// RecordNeed records a new need of the party that in names.
func (s *Setting) RecordNeed(ctx context.Context, who access.Actor, in Need) (Need, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return AddNeed(tx, &in) })
	return in, err
}

// ReviseNeed changes a need; in carries its reference and the version the person saw.
func (s *Setting) ReviseNeed(ctx context.Context, who access.Actor, in Need) (Need, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return ReviseNeed(tx, &in) })
	return in, err
}

// RetireNeed takes a need out of force from today: the party no longer has it.
func (s *Setting) RetireNeed(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
		rec, err := store.Load[Need](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Need reads one need.
func (s *Setting) Need(ctx context.Context, ref string) (Need, error) {
	return store.Take[Need](s.db.Read(ctx), ref)
}

// NeedQuery narrows the list of needs. Empty fields do not narrow.
type NeedQuery struct {
	Text      string // in the need, how it is addressed, or reference
	Party     string // PTY reference
	Kind      NeedKind
	Addressed Answer
	Retired   bool // the retired ones instead of those in force
	store.Place
}

// needSorts are the orders of the list of needs.
var needSorts = store.Sorts{
	"ref": "ref", "text": "text", "party": "party", "kind": "kind", "decision": "addressed", "updated": "updated_at",
}

// UsualNeedSort is in the order of references.
const UsualNeedSort = "ref"

// Needs gives one page of needs.
func (s *Setting) Needs(ctx context.Context, q NeedQuery) (store.Page[Need], error) {
	return store.ListBy[Need](q.where(s.db.Read(ctx)), needSorts, UsualNeedSort, q.Place)
}

func (q NeedQuery) where(db *gorm.DB) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "text", "how", "ref")
	}
	if q.Party != "" {
		db = db.Where("party = ?", q.Party)
	}
	if q.Kind != "" {
		db = db.Where("kind = ?", q.Kind)
	}
	if q.Addressed != "" {
		db = db.Where("addressed = ?", q.Addressed)
	}
	return db
}
