package account

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// calendarLink is the house row of a calendar link; the secret itself is not kept.
type calendarLink struct {
	Person   string `gorm:"primaryKey"`
	TokenSum string
}

// TableName is the table of calendar links.
func (calendarLink) TableName() string { return "calendar_links" }

// errCalendar is the one answer to a link that is wrong, taken away, or of somebody
// whose access ended.
var errCalendar = fault.New(fault.NotFound, "There is no calendar here. Make a new link in the workbench.")

// MakeCalendar gives the secret of a new calendar link of a person, in the place of an
// earlier one. It is shown once and not kept. all asks for everybody's days, which a
// lead alone may have; titles tells what records are called.
func (a *Accounts) MakeCalendar(ctx context.Context, who access.Actor, all, titles bool) (string, error) {
	if all && who.Role != access.Lead {
		return "", fault.New(fault.Forbidden, "Only an AI governance lead may have everybody's days in a calendar.")
	}
	token := newToken()
	err := a.db.Write(ctx, who, access.FollowCalendar, func(tx *store.Tx) error {
		p, err := loadActive(tx, who.Ref, 0)
		if err != nil {
			return err
		}
		row := calendarLink{p.Ref, sum(token)}
		if err := tx.House().Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
			return fmt.Errorf("account: calendar link of %s: %w", p.Ref, err)
		}
		p.CalendarSince, p.CalendarAll, p.CalendarTitles = tx.Now, all, titles
		return tx.Update("make calendar link", &p, "")
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// EndCalendar takes a calendar link away: one's own, or as a manager of people that of
// somebody else.
func (a *Accounts) EndCalendar(ctx context.Context, who access.Actor, ref string) error {
	need := access.ManagePeople
	if who.Ref == ref {
		need = access.FollowCalendar
	}
	return a.db.Write(ctx, who, need, func(tx *store.Tx) error {
		p, err := store.Load[Person](tx, ref, 0)
		if err != nil {
			return err
		}
		if p.CalendarSince == "" {
			return fault.New(fault.Invalid, "%s has no calendar link.", p.Name)
		}
		if err := p.dropCalendar(tx); err != nil {
			return err
		}
		return tx.Update("end calendar link", &p, "")
	})
}

// dropCalendar takes the link out of use; writing the person is the caller's.
func (p *Person) dropCalendar(tx *store.Tx) error {
	p.CalendarSince, p.CalendarAll, p.CalendarTitles = "", false, false
	if err := tx.House().Where("person = ?", p.Ref).Delete(&calendarLink{}).Error; err != nil {
		return fmt.Errorf("account: end calendar link of %s: %w", p.Ref, err)
	}
	return nil
}

// ByCalendar gives the person of a calendar secret, read anew each time, so that what
// changed about them counts at once. fault.NotFound when it opens nothing; *TooSoon
// when a client tried too many that did not. client is as for SignIn.
func (a *Accounts) ByCalendar(ctx context.Context, token, client string) (Person, error) {
	var row calendarLink
	if err := a.db.Read(ctx).Where("token_sum = ?", sum(token)).Limit(1).Find(&row).Error; err != nil {
		return Person{}, fmt.Errorf("account: find calendar link: %w", err)
	}
	if row.Person != "" {
		p, err := a.ByRef(ctx, row.Person)
		if err == nil && !p.Ended(a.today()) && p.Actor(access.Browser).May(access.FollowCalendar) {
			p.CalendarAll = p.CalendarAll && p.Role == access.Lead
			return p, nil
		}
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return Person{}, err
		}
	}
	if err := a.brake(ctx, calendarBrakes(client)); err != nil {
		return Person{}, err
	}
	return Person{}, errCalendar
}

// calendarBrakes slow a client that guesses. Nobody can be kept out by them, because
// a link that opens something is found before.
func calendarBrakes(client string) []brake {
	return []brake{{subject: sum("calendar", client), free: 30, longest: 30 * time.Second, shared: true}}
}

// HasCalendar says whether a link of the person opens something: after a backup was put
// back none does, whatever the record of the person says.
func (a *Accounts) HasCalendar(ctx context.Context, ref string) (bool, error) {
	var n int64
	err := a.db.Read(ctx).Model(&calendarLink{}).Where("person = ?", ref).Count(&n).Error
	if err != nil {
		return false, fmt.Errorf("account: calendar link of %s: %w", ref, err)
	}
	return n > 0, nil
}
