package desk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

const (
	// draftBytes is the most that one draft may hold, about 80 printed pages.
	draftBytes = 256 << 10
	// draftsMost is how many forms a person may have begun at once.
	draftsMost = 200
	// pageBytes and titleLetters bound what names a draft; both come with the form.
	pageBytes, titleLetters = 4000, 200
	// draftDays is how long an untouched draft is kept.
	draftDays = 90
)

// Draft is a form that somebody has begun and not yet saved. Page is the address
// of the page that shows it, Title that page's title then.
type Draft struct {
	Page, Title string
	Answers     url.Values
	SavedAt     when.Instant
}

// draft is its row.
type draft struct {
	Person  string `gorm:"primaryKey"`
	Page    string `gorm:"primaryKey"`
	Title   string
	Answers string
	SavedAt when.Instant
}

func (r draft) open() (Draft, error) {
	d := Draft{Page: r.Page, Title: r.Title, SavedAt: r.SavedAt}
	if err := json.Unmarshal([]byte(r.Answers), &d.Answers); err != nil {
		return d, fmt.Errorf("desk: draft of %s: %w", r.Page, err)
	}
	return d, nil
}

// Keep puts a draft in place of the one before and gives the moment it was saved.
// Secrets are left out: no field whose name speaks of a password is kept.
func (d *Desk) Keep(ctx context.Context, person, page, title string, answers url.Values) (when.Instant, error) {
	kept := url.Values{}
	for name, values := range answers {
		if !strings.Contains(strings.ToLower(name), "password") && name != "token" {
			kept[name] = values
		}
	}
	raw, err := json.Marshal(kept)
	if err != nil {
		return "", fmt.Errorf("desk: draft of %s: %w", page, err)
	}
	if len(raw) > draftBytes || len(page) > pageBytes {
		return "", fault.New(fault.Invalid, "This is too long to be kept as a draft. Save the form now, or shorten it.")
	}
	if err := d.room(ctx, person, page); err != nil {
		return "", err
	}
	if letters := []rune(title); len(letters) > titleLetters {
		title = string(letters[:titleLetters])
	}
	now := d.db.Now()
	if err := d.put(ctx, "keep draft", &draft{person, page, title, string(raw), now}); err != nil {
		return "", err
	}
	return now, nil
}

// room refuses one draft more than a person may have. None is thrown away for it:
// what somebody wrote is theirs to give up.
func (d *Desk) room(ctx context.Context, person, page string) error {
	var others int64
	if err := d.db.Read(ctx).Model(&draft{}).Where("person = ? AND page <> ?", person, page).Count(&others).Error; err != nil {
		return fmt.Errorf("desk: keep draft: %w", err)
	}
	if others >= draftsMost {
		return fault.New(fault.Invalid, "You have begun %d forms and not saved them. Save some of them or throw them away, then more can be kept.", others)
	}
	return nil
}

// Draft gives the draft of a page, and whether there is one.
func (d *Desk) Draft(ctx context.Context, person, page string) (Draft, bool, error) {
	var rows []draft
	if err := d.db.Read(ctx).Where("person = ? AND page = ?", person, page).Find(&rows).Error; err != nil {
		return Draft{}, false, fmt.Errorf("desk: draft of %s: %w", page, err)
	}
	if len(rows) == 0 {
		return Draft{}, false, nil
	}
	found, err := rows[0].open()
	return found, true, err
}

// Drafts lists what a person has begun, the newest first.
func (d *Desk) Drafts(ctx context.Context, person string) ([]Draft, error) {
	var rows []draft
	if err := d.db.Read(ctx).Where("person = ?", person).Order("saved_at DESC, page").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("desk: drafts: %w", err)
	}
	all := make([]Draft, len(rows))
	for i, r := range rows {
		var err error
		if all[i], err = r.open(); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Drop forgets the draft of a page: it was saved, or its owner does not want it.
func (d *Desk) Drop(ctx context.Context, person, page string) error {
	return d.change(ctx, "drop draft", func(house *gorm.DB) error {
		return house.Where("person = ? AND page = ?", person, page).Delete(&draft{}).Error
	})
}

// Tidy forgets the drafts that nobody has touched for a quarter of a year.
func (d *Desk) Tidy(ctx context.Context) error {
	oldest := when.At(d.db.Now().Time().AddDate(0, 0, -draftDays))
	return d.change(ctx, "tidy", func(house *gorm.DB) error {
		return house.Where("saved_at < ?", oldest).Delete(&draft{}).Error
	})
}

// Begun lists what a person has begun without what they wrote, the newest first.
func (d *Desk) Begun(ctx context.Context, person string) ([]Draft, error) {
	var rows []draft
	err := d.db.Read(ctx).Select("page", "title", "saved_at").Where("person = ?", person).Order("saved_at DESC, page").Find(&rows).Error
	if err != nil {
		return nil, fmt.Errorf("desk: begun: %w", err)
	}
	all := make([]Draft, len(rows))
	for i, r := range rows {
		all[i] = Draft{Page: r.Page, Title: r.Title, SavedAt: r.SavedAt}
	}
	return all, nil
}
