// Package desk holds what belongs to one person's work and to no register: forms
// that are begun and not yet saved, named views of lists, and preferences.
//
// Nothing here is a record. It has no trail, is seen by its owner only, is never
// exported or printed, and no rule of the management system reads it.
package desk

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/store"
)

// Desk is the desks of all people of a workspace. Person is always an account's
// reference.
type Desk struct{ db *store.DB }

// New gives the desks of a workspace.
func New(db *store.DB) *Desk { return &Desk{db} }

// put writes a row, or the newer one in its place.
func (d *Desk) put(ctx context.Context, what string, row any) error {
	return d.change(ctx, what, func(house *gorm.DB) error {
		return house.Clauses(clause.OnConflict{UpdateAll: true}).Create(row).Error
	})
}

func (d *Desk) change(ctx context.Context, what string, fn func(house *gorm.DB) error) error {
	if err := d.db.House(ctx, fn); err != nil {
		return fmt.Errorf("desk: %s: %w", what, err)
	}
	return nil
}

// preference is one choice of a person, such as the theme.
type preference struct {
	Person string `gorm:"primaryKey"`
	Name   string `gorm:"primaryKey"`
	Value  string
}

// Preferences gives every choice that a person has made, by name.
func (d *Desk) Preferences(ctx context.Context, person string) (map[string]string, error) {
	var rows []preference
	if err := d.db.Read(ctx).Where("person = ?", person).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("desk: preferences: %w", err)
	}
	all := make(map[string]string, len(rows))
	for _, r := range rows {
		all[r.Name] = r.Value
	}
	return all, nil
}

// Prefer keeps a choice; an empty value takes it back.
func (d *Desk) Prefer(ctx context.Context, person, name, value string) error {
	if value != "" {
		return d.put(ctx, "preference", &preference{person, name, value})
	}
	return d.change(ctx, "preference", func(house *gorm.DB) error {
		return house.Where("person = ? AND name = ?", person, name).Delete(&preference{}).Error
	})
}
