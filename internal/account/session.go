package account

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// How long a session lasts.
const (
	idleFor   = 12 * time.Hour      // without a request
	atMostFor = 14 * 24 * time.Hour // with requests
	// slideStep is how often the idle time is written at most, and to what it is
	// rounded: the end of a session must not tell at which moment somebody was there.
	slideStep = 10 * time.Minute
)

// Session is what is known of a signed-in browser.
type Session struct {
	CreatedAt     when.Instant `json:"created_at"`
	Agent         string       `json:"agent"` // the browser's own words, shortened
	Via           access.Via   `json:"via"`
	PasswordSetAt when.Instant `json:"password_set_at"` // of the password that opened it; see Find
	ExpiresAt     time.Time    `json:"-"`               // if no request comes
}

// session is the house row. TokenSum is the SHA-256 of the cookie.
type session struct {
	TokenSum  string `gorm:"primaryKey"`
	Person    string
	Data      string // Session as JSON
	ExpiresAt int64  // Unix seconds
}

// TableName is the table of sessions.
func (session) TableName() string { return "sessions" }

// Sessions keeps who is signed in. Tokens are made here only and never taken from
// a request, so a cookie planted before sign-in opens nothing.
type Sessions struct{ db *store.DB }

// NewSessions gives the sessions of a database.
func NewSessions(db *store.DB) *Sessions { return &Sessions{db} }

var errSignInAgain = fault.New(fault.Forbidden, "Sign in again: your session has ended.")

// Start begins a session of a person who has just proved who they are, and gives
// the cookie's value and its last moment. It also sweeps what has expired.
func (s *Sessions) Start(ctx context.Context, p Person, agent string) (token string, expires time.Time, err error) {
	now := s.db.Now()
	expires = now.Time().Add(idleFor)
	data, err := json.Marshal(Session{CreatedAt: now, Agent: shorten(agent), Via: access.Browser, PasswordSetAt: p.PasswordSetAt})
	if err != nil {
		return "", time.Time{}, err
	}
	token = newToken()
	err = s.db.House(ctx, func(house *gorm.DB) error {
		if err := sweep(house, now.Time()); err != nil {
			return err
		}
		return house.Create(&session{sum(token), p.Ref, string(data), expires.Unix()}).Error
	})
	if err != nil {
		return "", time.Time{}, fmt.Errorf("account: start session: %w", err)
	}
	return token, expires, nil
}

// shorten keeps the beginning of what a browser says of itself.
func shorten(agent string) string {
	const most = 120
	letters := []rune(agent)
	return string(letters[:min(len(letters), most)])
}

// Find gives the person and the session of a cookie, fault.Forbidden when it is
// over. The person is read anew each time, so what changed about them counts at
// once. A session opened with a former password is over even if it was begun in
// the very moment of the change. A session that is found lasts longer.
func (s *Sessions) Find(ctx context.Context, token string) (Person, Session, error) {
	now := s.db.Now().Time()
	p, known, err := s.find(ctx, token, now)
	if err != nil {
		return Person{}, Session{}, err
	}
	known.ExpiresAt, err = s.slide(ctx, token, known, now)
	return p, known, err
}

// Peek finds the person as Find does and leaves no trace of it: the session ends when
// it would have ended. It is for what people do unseen.
func (s *Sessions) Peek(ctx context.Context, token string) (Person, error) {
	p, _, err := s.find(ctx, token, s.db.Now().Time())
	return p, err
}

func (s *Sessions) find(ctx context.Context, token string, now time.Time) (Person, Session, error) {
	var row session
	q := s.db.Read(ctx)
	if err := q.Where("token_sum = ? AND expires_at > ?", sum(token), now.Unix()).Limit(1).Find(&row).Error; err != nil {
		return Person{}, Session{}, fmt.Errorf("account: find session: %w", err)
	}
	if row.TokenSum == "" {
		return Person{}, Session{}, errSignInAgain
	}
	var known Session
	if err := json.Unmarshal([]byte(row.Data), &known); err != nil {
		return Person{}, Session{}, fmt.Errorf("account: damaged session: %w", err)
	}
	p, err := store.Take[Person](q, row.Person)
	if fault.KindOf(err) == fault.NotFound || (err == nil && (p.Ended(when.At(now).Day()) || p.PasswordSetAt != known.PasswordSetAt)) {
		return Person{}, Session{}, errSignInAgain
	}
	known.ExpiresAt = time.Unix(row.ExpiresAt, 0).UTC()
	return p, known, err
}

// Whose says whose session a cookie was, also after it is over; "" when that is not
// known any more. It opens nothing: what it is good for is keeping what somebody
// was sending when their session ended.
func (s *Sessions) Whose(ctx context.Context, token string) (string, error) {
	var row session
	if err := s.db.Read(ctx).Where("token_sum = ?", sum(token)).Limit(1).Find(&row).Error; err != nil {
		return "", fmt.Errorf("account: whose session: %w", err)
	}
	return row.Person, nil
}

// slide moves the end of a session that is in use, up to atMostFor.
func (s *Sessions) slide(ctx context.Context, token string, known Session, now time.Time) (time.Time, error) {
	end, until := known.ExpiresAt, now.Add(idleFor).Truncate(slideStep)
	if last := known.CreatedAt.Time().Add(atMostFor); until.After(last) {
		until = last
	}
	if !until.After(end) {
		return end, nil
	}
	err := s.db.House(ctx, func(house *gorm.DB) error {
		return house.Model(&session{}).Where("token_sum = ?", sum(token)).Update("expires_at", until.Unix()).Error
	})
	if err != nil {
		return end, fmt.Errorf("account: keep session: %w", err)
	}
	return until, nil
}

// End signs out one browser. Ending what has ended is fine.
func (s *Sessions) End(ctx context.Context, token string) error {
	return s.end(ctx, func(q *gorm.DB) *gorm.DB { return q.Where("token_sum = ?", sum(token)) })
}

// EndAll signs a person out everywhere but in the browser of exceptToken, which
// may be empty.
func (s *Sessions) EndAll(ctx context.Context, ref, exceptToken string) error {
	return s.end(ctx, func(q *gorm.DB) *gorm.DB {
		return q.Where("person = ? AND token_sum <> ?", ref, sum(exceptToken))
	})
}

func (s *Sessions) end(ctx context.Context, which func(*gorm.DB) *gorm.DB) error {
	err := s.db.House(ctx, func(house *gorm.DB) error { return which(house).Delete(&session{}).Error })
	if err != nil {
		return fmt.Errorf("account: end session: %w", err)
	}
	return nil
}

// EndEverybody ends all sessions, calendar links and one-time links: a restored workspace must not
// open to who was signed in when the backup was made.
func (s *Sessions) EndEverybody(ctx context.Context) error {
	return s.db.House(ctx, func(house *gorm.DB) error {
		if err := house.Where("token_sum <> ''").Delete(&session{}).Error; err != nil {
			return fmt.Errorf("account: end all sessions: %w", err)
		}
		if err := house.Where("token_sum <> ''").Delete(&calendarLink{}).Error; err != nil {
			return fmt.Errorf("account: end all calendar links: %w", err)
		}
		return house.Where("token_sum <> ''").Delete(&oneTimeLink{}).Error
	})
}

// sweep removes sessions, links and counts of attempts whose time is over.
func sweep(house *gorm.DB, now time.Time) error {
	if err := house.Where("expires_at <= ?", now.Unix()).Delete(&session{}).Error; err != nil {
		return err
	}
	if err := house.Where("expires_at <= ?", now.Unix()).Delete(&oneTimeLink{}).Error; err != nil {
		return err
	}
	return house.Where("last_at <= ?", now.Add(-2*forgetAfter).Unix()).Delete(&attempts{}).Error
}
