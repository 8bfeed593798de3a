package desk

import (
	"context"
	"fmt"
	"net/url"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

const (
	// unclaimed begins the name under which text waits whose writer is not known: the
	// session was over before it arrived.
	unclaimed = "browser:"
	// unclaimedMost is how many such texts wait at once. Anybody who reaches the
	// workbench can leave one, so there must be an end to it.
	unclaimedMost = 100
	// unclaimedDays is how long one waits.
	unclaimedDays = 2
)

// Leave keeps a form for a browser that nobody is signed in with. Secret is known to
// that browser alone and opens it again; see Claim.
func (d *Desk) Leave(ctx context.Context, secret, page, title string, answers url.Values) error {
	if err := d.forgetUnclaimed(ctx); err != nil {
		return err
	}
	var waiting int64
	err := d.db.Read(ctx).Model(&draft{}).Where("person LIKE ?", unclaimed+"%").Count(&waiting).Error
	if err != nil {
		return fmt.Errorf("desk: leave: %w", err)
	}
	if waiting >= unclaimedMost {
		return fault.New(fault.Invalid, "Too many forms wait for somebody to sign in.")
	}
	_, err = d.Keep(ctx, unclaimed+secret, page, title, answers)
	return err
}

// Claim gives a person what was left in their browser, once, and the pages of it.
// Mine says whether a draft may be theirs; what may not stays where it is.
func (d *Desk) Claim(ctx context.Context, secret, person string, mine func(Draft) bool) ([]Draft, error) {
	left, err := d.Drafts(ctx, unclaimed+secret)
	if err != nil {
		return nil, err
	}
	var got []Draft
	for _, f := range left {
		if !mine(f) {
			continue
		}
		if _, err := d.Keep(ctx, person, f.Page, f.Title, f.Answers); err != nil {
			return got, err
		}
		if err := d.Drop(ctx, unclaimed+secret, f.Page); err != nil {
			return got, err
		}
		got = append(got, f)
	}
	return got, nil
}

func (d *Desk) forgetUnclaimed(ctx context.Context) error {
	oldest := when.At(d.db.Now().Time().AddDate(0, 0, -unclaimedDays))
	return d.change(ctx, "forget unclaimed", func(house *gorm.DB) error {
		return house.Where("person LIKE ? AND saved_at < ?", unclaimed+"%", oldest).Delete(&draft{}).Error
	})
}
