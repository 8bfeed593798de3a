package desk

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/check"
)

// View is a named state of a list: its filter, order and columns. Page is the path
// of the list, Query what stands behind the question mark.
type View struct{ Page, Name, Query string }

// savedView is its row.
type savedView struct {
	Person string `gorm:"primaryKey"`
	Page   string `gorm:"primaryKey"`
	Name   string `gorm:"primaryKey"`
	Query  string
}

// SaveView keeps a view under its name, in place of the one that had it.
func (d *Desk) SaveView(ctx context.Context, person string, v View) error {
	var l check.List
	l.Required("name", v.Name, "Give the view a name")
	l.AtMost("name", v.Name, 60)
	if err := l.Err(); err != nil {
		return err
	}
	return d.put(ctx, "save view", &savedView{person, v.Page, v.Name, v.Query})
}

// Views lists the views that a person has named on a page, by name.
func (d *Desk) Views(ctx context.Context, person, page string) ([]View, error) {
	var rows []savedView
	if err := d.db.Read(ctx).Where("person = ? AND page = ?", person, page).Order("name").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("desk: views: %w", err)
	}
	all := make([]View, len(rows))
	for i, r := range rows {
		all[i] = View{r.Page, r.Name, r.Query}
	}
	return all, nil
}

// DropView forgets a view.
func (d *Desk) DropView(ctx context.Context, person, page, name string) error {
	return d.change(ctx, "drop view", func(house *gorm.DB) error {
		return house.Where("person = ? AND page = ? AND name = ?", person, page, name).Delete(&savedView{}).Error
	})
}
