package impact

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Cover says how a system stands with its assessment.
type Cover struct {
	System   inventory.System
	Approved *Assessment // in force; nil where there is none
	Draft    *Assessment // under way; nil where there is none
}

// Standing is what a system's cover amounts to.
type Standing string

// The standings, the worst first.
const (
	NotAssessed   Standing = "not assessed"
	ReviewOverdue Standing = "review overdue"
	Assessed      Standing = "assessed"
)

// Standings lists them.
var Standings = []Standing{NotAssessed, ReviewOverdue, Assessed}

// Standing judges the cover on a day.
func (c Cover) Standing(today when.Day) Standing {
	switch {
	case c.Approved == nil:
		return NotAssessed
	case c.Approved.ReviewOverdue(today):
		return ReviewOverdue
	}
	return Assessed
}

// Covered joins systems with their assessments: every system in force that the
// management system covers or for which that is not decided, what is missing
// first, then by name. It is a pure function, so that it serves snapshots too.
func Covered(systems []inventory.System, all []Assessment, today when.Day) []Cover {
	approved, drafts := map[string]*Assessment{}, map[string]*Assessment{}
	for i := range all {
		a := &all[i]
		switch {
		case a.Retired():
		case a.State == Approved:
			approved[a.System] = a
		case a.State == Draft:
			drafts[a.System] = a
		}
	}
	var out []Cover
	for _, s := range systems {
		if !s.Retired() && s.InScope != scope.No {
			out = append(out, Cover{s, approved[s.Ref], drafts[s.Ref]})
		}
	}
	slices.SortStableFunc(out, func(x, y Cover) int {
		return cmp.Or(cmp.Compare(x.rank(today), y.rank(today)), cmp.Compare(x.System.Name, y.System.Name), cmp.Compare(x.System.Ref, y.System.Ref))
	})
	return out
}

// rank puts what nobody has begun before what is under way.
func (c Cover) rank(today when.Day) int {
	r := 2 * slices.Index(Standings, c.Standing(today))
	if c.Draft != nil {
		r++
	}
	return r
}

// Unassessed gives the systems without an approved assessment (6.1.4).
func Unassessed(covers []Cover) []inventory.System {
	var out []inventory.System
	for _, c := range covers {
		if c.Approved == nil {
			out = append(out, c.System)
		}
	}
	return out
}

// Coverage reads how every system stands, with two statements. Long texts are not
// read: only what a list shows.
func (s *Assessments) Coverage(ctx context.Context, today when.Day) ([]Cover, error) {
	return s.covers(ctx, today, light)
}

// Matrix reads what was looked at for every system, area by area.
func (s *Assessments) Matrix(ctx context.Context, today when.Day) ([]Sighted, error) {
	covers, err := s.covers(ctx, today, func(q *gorm.DB) *gorm.DB { return q.Omit("measures", "completed", "consultations") })
	return Matrix(covers), err
}

func (s *Assessments) covers(ctx context.Context, today when.Day, narrow func(*gorm.DB) *gorm.DB) ([]Cover, error) {
	var systems []inventory.System
	err := store.InForce(s.db.Read(ctx), true).Select("ref", "name", "in_scope", "deployed_on", "retired_on").Find(&systems).Error
	if err != nil {
		return nil, fmt.Errorf("impact: systems: %w", err)
	}
	var all []Assessment
	err = narrow(store.InForce(s.db.Read(ctx), true)).Where("state <> ?", Superseded).Order("ref").Find(&all).Error
	if err != nil {
		return nil, fmt.Errorf("impact: coverage: %w", err)
	}
	return Covered(systems, all, today), nil
}

// Unassessed reads which systems have no approved assessment.
func (s *Assessments) Unassessed(ctx context.Context, today when.Day) ([]inventory.System, error) {
	covers, err := s.Coverage(ctx, today)
	return Unassessed(covers), err
}

// light leaves out the long texts, which no list shows.
func light(q *gorm.DB) *gorm.DB {
	return q.Omit("answers", "measures", "completed", "consultations", "untouched")
}

// Query narrows the list of assessments. Empty fields do not narrow.
type Query struct {
	Text    string // in reference, assessors, related assessments or the system's name
	State   State
	System  string
	Retired bool // the retired ones instead of those in force
	store.Place
}

// sorts are the orders of the list.
var sorts = store.Sorts{
	"ref": "ref", "state": "state", "assessed": "assessed_on", "review": "next_review",
	"decision": "decision", "begun": "created_at", "updated": "updated_at",
}

// UsualSort puts the newest first.
const UsualSort = "-begun"

// nameOfSystem reads the system's name where a column could stand.
const nameOfSystem = "(SELECT name FROM systems WHERE systems.ref = impact_assessments.system)"

// List gives one page of the assessments.
func (s *Assessments) List(ctx context.Context, q Query) (store.Page[Assessment], error) {
	db := light(store.InForce(s.db.Read(ctx), !q.Retired))
	if q.Text != "" {
		db = store.Contains(db, q.Text, "ref", "assessors", "related", nameOfSystem)
	}
	if q.State != "" {
		db = db.Where("state = ?", q.State)
	}
	if q.System != "" {
		db = db.Where("system = ?", q.System)
	}
	return store.ListBy[Assessment](db, sorts, UsualSort, q.Place)
}
