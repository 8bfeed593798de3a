package account

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// credential is the house row of a password. Password is a PHC string.
type credential struct {
	Person   string `gorm:"primaryKey"`
	Password string
}

// TableName is the table of password hashes.
func (credential) TableName() string { return "credentials" }

// giveHash stores the hash and notes on the person when and by whom the password
// was set; writing the person is the caller's. by is the zero Actor when it was
// the person.
func (p *Person) giveHash(tx *store.Tx, hash string, by access.Actor) error {
	row := credential{p.Ref, hash}
	if err := tx.House().Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
		return fmt.Errorf("account: password of %s: %w", p.Ref, err)
	}
	// With the reference, so that nobody hides behind the same name or a new one.
	p.PasswordSetAt, p.PasswordSetBy = tx.Now, fmt.Sprintf("%s (%s)", p.Name, p.Ref)
	switch {
	case by.Ref == "":
	case strings.EqualFold(by.Name, by.Ref): // the installation
		p.PasswordSetBy = by.Name
	default:
		p.PasswordSetBy = fmt.Sprintf("%s (%s)", by.Name, by.Ref)
	}
	return nil
}

// storedHash is empty when the person has no password, or there is no person.
func (a *Accounts) storedHash(ctx context.Context, ref string) (string, error) {
	var c credential
	if err := a.db.Read(ctx).Where("person = ?", ref).Limit(1).Find(&c).Error; err != nil {
		return "", fmt.Errorf("account: read password: %w", err)
	}
	return c.Password, nil
}

// SetPassword is a person choosing their own. It needs the current one, unless
// there is none yet. Messages stand at current and password. Every session of the
// person ends, also the one at hand: start a new one with the Person it gives.
func (a *Accounts) SetPassword(ctx context.Context, who access.Actor, current, password string) (Person, error) {
	p, err := a.ByRef(ctx, who.Ref)
	if err != nil {
		return Person{}, err
	}
	var l check.List
	if p.PasswordSetAt != "" {
		if err := a.CheckPassword(ctx, p.Ref, current); isWrong(err) {
			l.Add("current", "This is not your current password")
		} else if err != nil {
			return Person{}, err
		}
	}
	checkPassword(&l, password, Details{p.Name, p.Email, p.JobTitle})
	if password != "" && password == current {
		l.Add("password", "Choose another password than the current one")
	}
	if err := l.Err(); err != nil {
		return Person{}, err
	}
	return a.setHash(ctx, who, p.Ref, access.ChangeOwnLogin, password)
}

// ResetPassword is a manager of people giving somebody else a password. The trail
// tells of it, and so does every signature until the person chooses their own
// (see PasswordSetByOther). Messages stand at password. All their sessions end.
func (a *Accounts) ResetPassword(ctx context.Context, who access.Actor, ref, password string) error {
	if err := who.Require(access.ManagePeople); err != nil {
		return err
	}
	if who.Ref == ref {
		return fault.New(fault.Forbidden, "Change your own password on your account page: it asks for the current one.")
	}
	p, err := a.ByRef(ctx, ref)
	if err != nil {
		return err
	}
	var l check.List
	checkPassword(&l, password, Details{p.Name, p.Email, p.JobTitle})
	if err := l.Err(); err != nil {
		return err
	}
	_, err = a.setHash(ctx, who, ref, access.ManagePeople, password)
	return err
}

func (a *Accounts) setHash(ctx context.Context, who access.Actor, ref string, need access.Permission, password string) (Person, error) {
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return Person{}, err
	}
	var p Person
	err = a.db.Write(ctx, who, need, func(tx *store.Tx) error {
		if p, err = loadActive(tx, ref, 0); err != nil {
			return err
		}
		act, by := "reset password", who
		if who.Ref == ref {
			act, by = "set password", access.Actor{}
		}
		if err := p.giveHash(tx, hash, by); err != nil {
			return err
		}
		return endThen(tx, &p, func() error { return tx.Update(act, &p, "") })
	})
	return p, err
}

// endAccess ends every session and every sign-in link of a person.
func endAccess(house *gorm.DB, ref string) error {
	if err := house.Where("person = ?", ref).Delete(&session{}).Error; err != nil {
		return fmt.Errorf("account: end sessions of %s: %w", ref, err)
	}
	if err := house.Where("person = ?", ref).Delete(&oneTimeLink{}).Error; err != nil {
		return fmt.Errorf("account: end links of %s: %w", ref, err)
	}
	return nil
}
