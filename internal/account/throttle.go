package account

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/fault"
)

// TooSoon is the answer to an attempt during the pause after wrong passwords.
type TooSoon struct{ Seconds int }

// Error says how long to wait.
func (e *TooSoon) Error() string {
	return fmt.Sprintf("There were too many wrong passwords. Wait %d seconds, then try again; your account is not locked.", e.Seconds)
}

// FaultKind makes it a refusal that waiting mends.
func (e *TooSoon) FaultKind() fault.Kind { return fault.Forbidden }

// forgetAfter is the quiet time after which wrong passwords count no more.
const forgetAfter = time.Hour

// brake is a pause that doubles with each wrong password after the free ones: 1, 2,
// 4 … seconds, up to longest.
type brake struct {
	subject string
	free    int64
	longest time.Duration
	shared  bool // by several people: one's success does not forgive the others'
}

// signInBrakes slows one client at one account most. It slows an account against
// many clients, and a client against many accounts, only a little, so that nobody
// can keep another person out.
func signInBrakes(email, client string) []brake {
	brakes := []brake{
		{subject: sum("account and client", email, client), free: 3, longest: 5 * time.Minute},
		{subject: sum("account", email), free: 10, longest: time.Minute},
		{subject: sum("client", client), free: 30, longest: 30 * time.Second, shared: true},
	}
	// Rows are locked in one order everywhere, so that two attempts cannot deadlock.
	slices.SortFunc(brakes, func(x, y brake) int { return cmp.Compare(x.subject, y.subject) })
	return brakes
}

// againBrakes slows asking a signed-in person again.
func againBrakes(ref string) []brake {
	return []brake{{subject: sum("again", ref), free: 3, longest: 5 * time.Minute}}
}

// attempts is the house row of a subject. The subject is a sum, because people
// type passwords into the field of the address.
type attempts struct {
	Subject  string `gorm:"primaryKey"`
	Failures int64
	LastAt   int64 // Unix seconds
}

// TableName is the table of attempts.
func (attempts) TableName() string { return "sign_in_attempts" }

func (t attempts) forgotten(now int64) bool {
	return now-t.LastAt >= int64(forgetAfter/time.Second)
}

// pause gives the seconds still to wait.
func (b brake) pause(t attempts, now int64) int64 {
	if t.Failures < b.free || t.forgotten(now) {
		return 0
	}
	delay := min(int64(1)<<min(t.Failures-b.free, 20), int64(b.longest/time.Second))
	return max(0, t.LastAt+delay-now)
}

// brake refuses during a pause, and otherwise counts the attempt as a failure
// before the password is looked at: so a hundred attempts at once are no faster
// than one after another. release takes it back.
func (a *Accounts) brake(ctx context.Context, brakes []brake) error {
	now := a.db.Now().Time().Unix()
	return a.db.House(ctx, func(house *gorm.DB) error {
		rows, err := lockAttempts(house, brakes)
		if err != nil {
			return err
		}
		var wait int64
		for i, b := range brakes {
			wait = max(wait, b.pause(rows[i], now))
			if rows[i].forgotten(now) {
				rows[i].Failures = 0
			}
			rows[i].Failures++
			rows[i].LastAt = now
		}
		if wait > 0 {
			return &TooSoon{int(wait)}
		}
		if err := house.Clauses(clause.OnConflict{UpdateAll: true}).Create(&rows).Error; err != nil {
			return fmt.Errorf("account: count attempt: %w", err)
		}
		return nil
	})
}

// lockAttempts gives the rows of the brakes in their order. The update that changes
// nothing locks rows that are there already.
func lockAttempts(house *gorm.DB, brakes []brake) ([]attempts, error) {
	rows := make([]attempts, len(brakes))
	subjects := make([]string, len(brakes))
	for i, b := range brakes {
		rows[i].Subject, subjects[i] = b.subject, b.subject
	}
	lock := clause.OnConflict{
		Columns:   []clause.Column{{Name: "subject"}},
		DoUpdates: clause.Assignments(map[string]any{"failures": gorm.Expr("sign_in_attempts.failures")}),
	}
	if err := house.Clauses(lock).Create(&rows).Error; err != nil {
		return nil, fmt.Errorf("account: lock attempts: %w", err)
	}
	if err := house.Where("subject IN ?", subjects).Order("subject").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("account: read attempts: %w", err)
	}
	if len(rows) != len(brakes) {
		return nil, fmt.Errorf("account: %d of %d attempts found", len(rows), len(brakes))
	}
	return rows, nil
}

// release takes back what brake counted, once the password was right.
func (a *Accounts) release(ctx context.Context, brakes []brake) error {
	return a.db.House(ctx, func(house *gorm.DB) error {
		for _, b := range brakes {
			row := house.Where("subject = ?", b.subject)
			var err error
			if b.shared {
				err = row.Model(&attempts{}).Where("failures > 0").Update("failures", gorm.Expr("failures - 1")).Error
			} else {
				err = row.Delete(&attempts{}).Error
			}
			if err != nil {
				return fmt.Errorf("account: forgive attempts: %w", err)
			}
		}
		return nil
	})
}
