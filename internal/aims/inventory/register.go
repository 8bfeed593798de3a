package inventory

import (
	"context"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Systems is the inventory of AI systems.
type Systems struct{ db *store.DB }

// New gives the inventory of a database.
func New(db *store.DB) *Systems { return &Systems{db} }

// check says everything that keeps a system from being recorded. Only what names
// it is required at first: an inventory that refuses half-known systems stays empty.
func (s System) check() error {
	var l check.List
	l.Required("name", s.Name, "Enter the name by which people know the system")
	l.AtMost("name", s.Name, 200)
	l.Required("purpose", s.Purpose, "Say in a sentence what the system is for")
	check.OneOf(&l, "stage", s.Stage, controls.MustLoad().LifeCycle)
	check.OneOf(&l, "autonomy", s.Autonomy, Autonomies)
	check.OneOf(&l, "personal_data", s.PersonalData, scope.Answers)
	check.OneOf(&l, "in_scope", s.InScope, scope.Answers)
	if s.InScope == scope.No {
		l.Required("scope_reason", s.ScopeReason, "Say why the management system does not cover this AI system; an auditor will ask (4.3)")
	}
	if _, ok := controls.MustLoad().Tier(s.ActTier); s.ActTier != "" && !ok {
		l.Add("act_tier", "Choose one of the classes offered")
	}
	l.Day("deployed_on", s.DeployedOn)
	return l.Err()
}

// Add records a new system within an act and gives it its reference.
func Add(tx *store.Tx, s *System) error {
	if err := s.prepare(); err != nil {
		return err
	}
	ref, err := tx.NextRef("SYS")
	if err != nil {
		return err
	}
	s.Head = store.Head{Ref: ref}
	return tx.Create("register", s, "")
}

// Revise changes the system that s names, within an act, from the version that s carries.
func Revise(tx *store.Tx, s *System) error {
	if err := s.prepare(); err != nil {
		return err
	}
	now, err := store.Load[System](tx, s.Ref, s.Version)
	if err != nil {
		return err
	}
	if now.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s and stays as it was. Register the system anew if it is in use again.", now.Ref, now.RetiredOn.Human())
	}
	s.Head, s.Source = now.Head, now.Source
	return tx.Update("revise", s, "")
}

func (s *System) prepare() error {
	s.Name = strings.TrimSpace(s.Name)
	if s.InScope == "" {
		s.InScope = scope.Undecided
	}
	return s.check()
}

// Register records a new AI system.
func (s *Systems) Register(ctx context.Context, who access.Actor, in System) (System, error) {
	err := s.db.Write(ctx, who, access.EditSystem, func(tx *store.Tx) error { return Add(tx, &in) })
	return in, err
}

// Revise changes a system; in carries its reference and the version the person saw.
func (s *Systems) Revise(ctx context.Context, who access.Actor, in System) (System, error) {
	err := s.db.Write(ctx, who, access.EditSystem, func(tx *store.Tx) error { return Revise(tx, &in) })
	return in, err
}

// Retire takes a system out of the inventory from today; its record and history stay.
func (s *Systems) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditSystem, func(tx *store.Tx) error {
		rec, err := store.Load[System](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Take reads one system.
func (s *Systems) Take(ctx context.Context, ref string) (System, error) {
	return store.Take[System](s.db.Read(ctx), ref)
}

// Query narrows the list. Empty fields do not narrow.
type Query struct {
	Text    string // in name, purpose, owner or reference
	Stage   string
	InScope scope.Answer
	Retired bool // the retired ones instead of those in force
	store.Place
}

// sorts are the orders of the inventory.
var sorts = store.Sorts{
	"ref": "ref", "name": "name", "stage": "stage", "owner": "owner", "unit": "unit", "scope": "in_scope",
	"tier": "act_tier", "autonomy": "autonomy", "deployed": "deployed_on", "updated": "updated_at",
}

// UsualSort is by name.
const UsualSort = "name"

// List gives one page of the inventory.
func (s *Systems) List(ctx context.Context, q Query) (store.Page[System], error) {
	return store.ListBy[System](q.where(s.db.Read(ctx)), sorts, UsualSort, q.Place)
}

// Refs gives the references of all systems that fit a query.
func (s *Systems) Refs(ctx context.Context, q Query) ([]string, error) {
	return store.Refs[System](q.where(s.db.Read(ctx)))
}

func (q Query) where(db *gorm.DB) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "name", "purpose", "owner", "ref")
	}
	if q.Stage != "" {
		db = db.Where("stage = ?", q.Stage)
	}
	if q.InScope != "" {
		db = db.Where("in_scope = ?", q.InScope)
	}
	return db
}

// Named gives the names of all systems by reference, for pages that cite them.
func (s *Systems) Named(ctx context.Context) ([]System, error) {
	var all []System
	err := store.InForce(s.db.Read(ctx), true).Select("ref", "name", "in_scope").Order("name, ref").Find(&all).Error
	return all, err
}
