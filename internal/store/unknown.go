package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/trail"
)

// HeadOf is the head of a record, for code that keeps many registers alike.
func HeadOf(rec Record) *Head { return rec.head() }

// Unknown gives those references of which the trail has no record.
func (tx *Tx) Unknown(refs []string) ([]string, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	var known []string
	err := tx.db.Session(&gorm.Session{NewDB: true}).Model(&trail.Entry{}).Distinct("ref").Where("ref IN ?", refs).Pluck("ref", &known).Error
	if err != nil {
		return nil, fmt.Errorf("store: look for %v: %w", refs, err)
	}
	return slices.DeleteFunc(slices.Clone(refs), func(ref string) bool {
		return slices.Contains(known, ref) || slices.ContainsFunc(tx.acts, func(e trail.Entry) bool { return e.Ref == ref })
	}), nil
}

// RefsInForce lists up to a number of references in force of a register, by age.
func (db *DB) RefsInForce(ctx context.Context, reg Register, most int) ([]string, error) {
	var refs []string
	q := InForce(db.Read(ctx).Table(reg.New().TableName()), true)
	if err := q.Order(byAge).Limit(most).Pluck("ref", &refs).Error; err != nil {
		return nil, fmt.Errorf("store: references of %s: %w", reg.Name, err)
	}
	return refs, nil
}
