package operation

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// ConcernDesk is how the organisation takes concerns (A.3.3): who handles them, what
// reporters are promised, and whether people without an account may report. There is
// one at most.
type ConcernDesk struct {
	store.Head
	Open     bool     `json:"open" gorm:"column:is_open"` // without signing in
	Handlers []string `json:"handlers" gorm:"serializer:json"`
	Readers  string   `json:"readers"` // who reads it, in words for reporters
	Promise  string   `json:"promise"` // of protection from reprisal
	Others   string   `json:"other_ways" gorm:"column:other_ways"`
	Days     int      `json:"days"` // until an answer
	ReviewOn when.Day `json:"review_on"`

	able []string // of Handlers, see Among
}

// TableName is the table of the one desk.
func (ConcernDesk) TableName() string { return "concern_desks" }

// Links are the people who handle concerns.
func (d ConcernDesk) Links() []string { return d.Handlers }

// Among is the desk as it stands with the people of today: who lost access or the role
// is still named and handles nothing.
func (d ConcernDesk) Among(inForce []access.Actor) ConcernDesk {
	d.able = nil
	for _, who := range inForce {
		if d.Handles(who) {
			d.able = append(d.able, who.Ref)
		}
	}
	return d
}

// Staffed says whether somebody would read a concern, as Among found.
func (d ConcernDesk) Staffed() bool { return len(d.able) > 0 }

// OnlyHandler says whether nobody would read a concern without this person.
func (d ConcernDesk) OnlyHandler(ref string) bool { return len(d.able) == 1 && d.able[0] == ref }

// accounts reads those of some people whose access is in force. It reads their table
// and not their package, because a stage knows people by what they may do alone.
func accounts(q *gorm.DB, refs []string) ([]access.Actor, error) {
	var found []access.Actor
	q = store.InForce(q.Session(&gorm.Session{NewDB: true}).Table("people"), true)
	if err := q.Select("ref", "name", "role").Where("ref IN ?", refs).Order("ref").Scan(&found).Error; err != nil {
		return nil, fmt.Errorf("operation: who handles concerns: %w", err)
	}
	return found, nil
}

// usualDays is until when an answer is promised where nobody said otherwise. It is our
// suggestion; ISO/IEC 42001 names no time.
const usualDays = 14

func (d ConcernDesk) within() int {
	if d.Days > 0 {
		return d.Days
	}
	return usualDays
}

// Handles says whether a person is named to handle concerns, and may still do so.
func (d ConcernDesk) Handles(who access.Actor) bool {
	return who.May(access.HandleConcern) && slices.Contains(d.Handlers, who.Ref)
}

// TakeConcernDesk reads the desk; one that nobody set up is closed and has nobody.
func TakeConcernDesk(ctx context.Context, db *store.DB) (ConcernDesk, error) {
	all, err := store.All[ConcernDesk](db.Read(ctx))
	if err != nil || len(all) == 0 {
		return ConcernDesk{Days: usualDays}, err
	}
	people, err := accounts(db.Read(ctx), all[0].Handlers)
	return all[0].Among(people), err
}

// SetConcernDesk sets up how concerns are taken. in carries the version that was seen,
// 0 where there was no desk yet.
func SetConcernDesk(ctx context.Context, db *store.DB, who access.Actor, in ConcernDesk) (ConcernDesk, error) {
	err := db.Write(ctx, who, access.SetConcernDesk, func(tx *store.Tx) error {
		if err := in.check(tx); err != nil {
			return err
		}
		all, err := store.All[ConcernDesk](tx.Read().Session(&gorm.Session{NewDB: true}))
		if err != nil {
			return err
		}
		if len(all) == 0 {
			if in.Ref, err = tx.NextRef("CND"); err != nil {
				return err
			}
			return tx.Create("set up reporting", &in, "")
		}
		was, err := store.LoadNow[ConcernDesk](tx, all[0].Ref)
		if err != nil {
			return err
		}
		if was.Version != in.Version {
			return store.Stale(was.Ref)
		}
		in.Head = was.Head
		return tx.Update("set up reporting", &in, "")
	})
	return in, err
}

func (d ConcernDesk) check(tx *store.Tx) error {
	var l check.List
	if len(d.Handlers) == 0 {
		l.Add("handlers", "Choose at least one person who reads and answers concerns")
	}
	people, err := accounts(tx.Read(), d.Handlers)
	if err != nil {
		return err
	}
	able := d.Among(people).able
	for _, ref := range d.Handlers {
		if !slices.Contains(able, ref) {
			l.Add("handlers", "%s has no access, or a role that may not handle concerns. Choose somebody else", ref)
		}
	}
	l.Required("readers", d.Readers, "Say who reads it: people want to know before they write")
	l.Required("promise", d.Promise, "Say how people who report are protected")
	l.Between("days", d.Days, 1, 365, "days")
	l.Day("review_on", d.ReviewOn)
	for field, text := range map[string]string{"readers": d.Readers, "promise": d.Promise, "others": d.Others} {
		l.AtMost(field, text, mostSaid)
	}
	return l.Err()
}

// errNotNamed refuses who is not named to handle concerns, whatever their role.
var errNotNamed = fault.New(fault.Forbidden, "Only the people who are named to handle concerns may read them.")

// ConcernsFor lists all concerns, for somebody who handles them: the open ones first,
// by the day that was promised, then those that were answered.
func ConcernsFor(ctx context.Context, db *store.DB, who access.Actor) ([]Concern, error) {
	if err := handles(ctx, db, who); err != nil {
		return nil, err
	}
	return store.All[Concern](db.Read(ctx).Order("closed_on, answer_by = '', answer_by"))
}

// ReadConcern gives one concern with all that was said, for somebody who handles it.
func ReadConcern(ctx context.Context, db *store.DB, who access.Actor, ref string) (Concern, []Word, error) {
	if err := handles(ctx, db, who); err != nil {
		return Concern{}, nil, err
	}
	c, err := store.Take[Concern](db.Read(ctx), ref)
	if err != nil {
		return c, nil, err
	}
	words, err := wordsOf(db.Read(ctx), ref)
	return c, words, err
}

func handles(ctx context.Context, db *store.DB, who access.Actor) error {
	desk, err := TakeConcernDesk(ctx, db)
	if err == nil && !desk.Handles(who) {
		err = errNotNamed
	}
	return err
}

// AnswerConcern lets a handler say something to the reporter. closed ends the work with
// it; until then the concern is being looked at.
func AnswerConcern(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, text string, closed bool) error {
	if err := handles(ctx, db, who); err != nil {
		return err
	}
	return db.Write(ctx, who, access.HandleConcern, func(tx *store.Tx) error {
		c, err := store.Load[Concern](tx, ref, version)
		if err != nil {
			return err
		}
		if c.State == ConcernClosed {
			return fault.New(fault.Invalid, "%s is closed. It opens again when the reporter adds to it.", ref)
		}
		var l check.List
		l.Required("text", text, "Write an answer: the reporter reads it with the code")
		l.AtMost("text", text, mostSaid)
		if err := l.Err(); err != nil {
			return err
		}
		if err := say(tx, &c, Word{Name: who.Name, Text: text}); err != nil {
			return err
		}
		c.AnswerBy = ""
		if c.State = ConcernLookedAt; closed {
			c.State, c.ClosedOn = ConcernClosed, tx.Now.Day()
			return tx.Update("close", &c, "")
		}
		return tx.Update("answer", &c, "")
	})
}
