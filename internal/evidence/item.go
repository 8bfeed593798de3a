package evidence

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Shelf is the evidence of one workspace: its items and their files.
type Shelf struct{ db *store.DB }

// New gives the shelf of a workspace.
func New(db *store.DB) *Shelf { return &Shelf{db: db} }

// Supporting lists the items in force that support a record, control or clause.
func (s *Shelf) Supporting(ctx context.Context, target string) ([]Item, error) {
	var items []Item
	q := s.db.Read(ctx)
	err := store.InForce(q, true).
		Where("ref IN (?)", q.Model(&store.Link{}).Select("ref").Where("register = ? AND target = ?", Item{}.TableName(), target)).
		Order("ref").Find(&items).Error
	if err != nil {
		return nil, fmt.Errorf("evidence: supporting %s: %w", target, err)
	}
	return items, nil
}

// Detail says in a few words what the item is: its file or address and the period it covers.
func (i Item) Detail() string {
	what := i.FileName
	if i.Kind == Address {
		what = i.Address
	}
	if p := i.Period(); p != "" {
		what += " · " + p
	}
	return what
}

// Period is the time the evidence shows: "1 Jan 2026 – 31 Mar 2026".
func (i Item) Period() string {
	switch {
	case i.PeriodFrom == "" && i.PeriodTo == "":
		return ""
	case i.PeriodFrom == "" || i.PeriodFrom == i.PeriodTo:
		return i.PeriodTo.Human()
	case i.PeriodTo == "":
		return "from " + i.PeriodFrom.Human()
	}
	return i.PeriodFrom.Human() + " – " + i.PeriodTo.Human()
}

// Concern is what an auditor would hold against the item on a day; empty when nothing.
func (i Item) Concern(today when.Day) string {
	switch {
	case i.Retired():
		return "retired"
	case i.Review == Rejected:
		return "rejected in review"
	case i.ValidUntil.Passed(today):
		return "expired on " + i.ValidUntil.Human()
	}
	return ""
}
