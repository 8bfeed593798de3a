package account

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// How long a link works.
const (
	setupLinkFor  = 24 * time.Hour
	signInLinkFor = 15 * time.Minute
)

// The purposes of a link.
const (
	forSetup  = "setup"
	forSignIn = "sign-in"
)

// oneTimeLink is the house row of a link; the token itself is not kept.
type oneTimeLink struct {
	TokenSum  string `gorm:"primaryKey"`
	Purpose   string
	Person    string
	ExpiresAt int64 // Unix seconds
}

// TableName is the table of links.
func (oneTimeLink) TableName() string { return "one_time_links" }

var (
	errSetUp = fault.New(fault.Forbidden, "This workbench is set up already. Sign in instead.")
	errLink  = fault.New(fault.Forbidden, "This link was used, has expired or was replaced by a newer one. Make a new one at the machine where the workbench runs.")
)

// replace stores a new link in the place of earlier ones for the same.
func replace(house *gorm.DB, link oneTimeLink) error {
	if err := house.Where("purpose = ? AND person = ?", link.Purpose, link.Person).Delete(&oneTimeLink{}).Error; err != nil {
		return fmt.Errorf("account: old links: %w", err)
	}
	if err := house.Create(&link).Error; err != nil {
		return fmt.Errorf("account: new link: %w", err)
	}
	return nil
}

// use takes a link out of use; of two at once, one gets it.
func use(house *gorm.DB, token, purpose string, now time.Time) error {
	res := house.Where("token_sum = ? AND purpose = ? AND expires_at > ?", sum(token), purpose, now.Unix()).Delete(&oneTimeLink{})
	if res.Error != nil {
		return fmt.Errorf("account: use link: %w", res.Error)
	}
	if res.RowsAffected != 1 {
		return errLink
	}
	return nil
}

// find gives the link of a token that still works.
func find(q *gorm.DB, token, purpose string, now time.Time) (oneTimeLink, error) {
	var link oneTimeLink
	err := q.Where("token_sum = ? AND purpose = ? AND expires_at > ?", sum(token), purpose, now.Unix()).Limit(1).Find(&link).Error
	if err != nil {
		return link, fmt.Errorf("account: find link: %w", err)
	}
	if link.TokenSum == "" {
		return link, errLink
	}
	return link, nil
}

// SetupLink gives the token with which the first account is made, valid for 24
// hours. It replaces earlier ones, and is refused once there is an account.
func (a *Accounts) SetupLink(ctx context.Context) (string, error) {
	token, now := newToken(), a.db.Now().Time()
	err := a.db.House(ctx, func(house *gorm.DB) error {
		if some, err := anybody(house); err != nil {
			return err
		} else if some {
			return errSetUp
		}
		return replace(house, oneTimeLink{sum(token), forSetup, "", now.Add(setupLinkFor).Unix()})
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// PeekSetup says whether a set-up token works now, and leaves it so.
func (a *Accounts) PeekSetup(ctx context.Context, token string) bool {
	return a.setupOpen(ctx, token) == nil
}

func (a *Accounts) setupOpen(ctx context.Context, token string) error {
	if some, err := a.Any(ctx); err != nil {
		return err
	} else if some {
		return errSetUp
	}
	_, err := find(a.db.Read(ctx), token, forSetup, a.db.Now().Time())
	return err
}

// SetUp makes the first account, always that of a lead. It needs a token of
// SetupLink and no account; of two at once one wins. Messages are those of
// Invite, and leave the token in use. Afterwards set-up is dead.
func (a *Accounts) SetUp(ctx context.Context, token string, in Newcomer) (Person, error) {
	if err := a.setupOpen(ctx, token); err != nil {
		return Person{}, err
	}
	var l check.List
	d := in.details().tidy()
	d.check(&l)
	checkPassword(&l, in.Password, d)
	if err := l.Err(); err != nil {
		return Person{}, err
	}
	hash, err := a.hasher.hash(ctx, in.Password)
	if err != nil {
		return Person{}, err
	}
	var p Person
	err = a.db.Write(ctx, access.Installation(access.Browser), access.ManagePeople, func(tx *store.Tx) error {
		if some, err := anybody(tx.Read()); err != nil {
			return err
		} else if some {
			return errSetUp
		}
		if err := use(tx.House(), token, forSetup, tx.Now.Time()); err != nil {
			return err
		}
		p, err = add(tx, Person{Name: d.Name, Email: d.Email, JobTitle: d.JobTitle, Role: access.Lead}, hash, access.Actor{})
		return err
	})
	return p, err
}

// SignInLink gives a token that signs a person in once within 15 minutes, and
// replaces their earlier ones. It is for the person at the machine and must not be
// offered in the browser: a lead could act as somebody else unseen.
func (a *Accounts) SignInLink(ctx context.Context, ref string) (string, error) {
	p, err := a.ByRef(ctx, ref)
	if err != nil {
		return "", err
	}
	if p.Ended(a.today()) {
		return "", fault.New(fault.Forbidden, "The access of %s has ended. Give it back first.", p.Name)
	}
	token, now := newToken(), a.db.Now().Time()
	err = a.db.House(ctx, func(house *gorm.DB) error {
		return replace(house, oneTimeLink{sum(token), forSignIn, ref, now.Add(signInLinkFor).Unix()})
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// UseSignInLink gives the person of a sign-in link and takes it out of use. It
// starts no session.
func (a *Accounts) UseSignInLink(ctx context.Context, token string) (Person, error) {
	now := a.db.Now().Time()
	link, err := find(a.db.Read(ctx), token, forSignIn, now)
	if err != nil {
		return Person{}, err
	}
	if err := a.db.House(ctx, func(house *gorm.DB) error { return use(house, token, forSignIn, now) }); err != nil {
		return Person{}, err
	}
	p, err := a.ByRef(ctx, link.Person)
	if err == nil && p.Ended(a.today()) {
		return Person{}, errLink
	}
	return p, err
}
