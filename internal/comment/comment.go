// Package comment holds what people say to each other about records, and the
// decisions they take on them (9.3: decisions reach the management review).
//
// A comment is a working note: it has a trail like every record, and is not printed
// in packs. A decision has a day and a reason, is printed, and is recorded by who
// may decide. Both are about one target: a record, a clause or a control.
package comment

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind tells a working note from a decision.
type Kind string

// The kinds.
const (
	Remark   Kind = "comment"
	Decision Kind = "decision"
)

// Kinds lists both.
var Kinds = []Kind{Remark, Decision}

// longest is the most characters of a comment: about a page.
const longest = 4000

// Comment is one entry of the conversation about a target.
type Comment struct {
	store.Head
	Target     string   `json:"target"`     // reference of a record, or key of a clause or control
	Kind       Kind     `json:"kind"`       // does not change afterwards
	Text       string   `json:"text"`       // of a decision: what was decided
	Because    string   `json:"because"`    // why; decisions only
	DecidedOn  when.Day `json:"decided_on"` // decisions only
	Author     string   `json:"author"`     // the account's reference
	AuthorName string   `json:"author_name"`
	Mentions   []string `json:"mentions" gorm:"serializer:json"` // accounts named with @ in the text
}

// TableName is the table of comments.
func (Comment) TableName() string { return "comments" }

// Links are what the comment is about and whom it names.
func (c Comment) Links() []string { return append([]string{c.Target}, c.Mentions...) }

// Registers describes the register of comments and decisions.
func Registers() []store.Register {
	return []store.Register{store.Of[Comment]("comment", "CMT", "Comments and decisions")}
}

// permission is what it takes to write one of a kind.
func (k Kind) permission() access.Permission {
	if k == Decision {
		return access.Decide
	}
	return access.Comment
}

// Comments is the register of a workspace.
type Comments struct{ db *store.DB }

// New gives the comments of a workspace.
func New(db *store.DB) *Comments { return &Comments{db} }

// prepare checks the text and finds the people it names.
func (c *Comment) prepare(people []Name, today when.Day) error {
	c.Text, c.Because = strings.TrimSpace(c.Text), strings.TrimSpace(c.Because)
	var l check.List
	check.OneOf(&l, "kind", c.Kind, Kinds)
	l.Required("text", c.Text, "Write what you want to say")
	l.AtMost("text", c.Text, longest)
	if c.Kind == Decision {
		l.Required("because", c.Because, "Say why: a decision without its reason cannot be reviewed later (9.3)")
		l.AtMost("because", c.Because, longest)
		l.Required("decided_on", string(c.DecidedOn), "Give the day of the decision")
		l.Day("decided_on", c.DecidedOn)
		if c.DecidedOn > today {
			l.Add("decided_on", "Give a day that is not after today")
		}
	} else {
		c.Because, c.DecidedOn = "", ""
	}
	var unknown []string
	c.Mentions, unknown = Mentioned(c.Text, people)
	for _, u := range unknown {
		l.Add("text", "Nobody here answers to @%s. Write @ and the name of one person, such as @%s, or take the @ away", u, example(people))
	}
	return l.Err()
}

// Add records a comment or decision. in carries target, kind, text, and of a
// decision its reason and day; people are those who can be named with @.
func (s *Comments) Add(ctx context.Context, who access.Actor, in Comment, people []Name) (Comment, error) {
	err := s.db.Write(ctx, who, in.Kind.permission(), func(tx *store.Tx) error {
		if err := in.prepare(people, tx.Now.Day()); err != nil {
			return err
		}
		if in.Target == "" {
			return fault.New(fault.Invalid, "Open the record that this is about and write there.")
		}
		ref, err := tx.NextRef("CMT")
		if err != nil {
			return err
		}
		in.Head = store.Head{Ref: ref}
		in.Author, in.AuthorName = who.Ref, who.Name
		return tx.Create(in.Kind.act(), &in, in.Because)
	})
	return in, err
}

// act is the verb in the trail.
func (k Kind) act() string {
	if k == Decision {
		return "decide"
	}
	return "comment"
}

// Revise changes the words of a comment or decision of one's own. in carries the
// reference and the version the person saw; target and kind stay.
func (s *Comments) Revise(ctx context.Context, who access.Actor, in Comment, people []Name) (Comment, error) {
	err := s.db.Write(ctx, who, access.Comment, func(tx *store.Tx) error {
		now, err := store.Load[Comment](tx, in.Ref, in.Version)
		if err != nil {
			return err
		}
		if err := now.own(who); err != nil {
			return err
		}
		now.Text, now.Because, now.DecidedOn = in.Text, in.Because, in.DecidedOn
		if err := now.prepare(people, tx.Now.Day()); err != nil {
			return err
		}
		in = now
		return tx.Update("revise", &in, "")
	})
	return in, err
}

// own refuses to change what somebody else said, and what is withdrawn.
func (c Comment) own(who access.Actor) error {
	if c.Author != who.Ref {
		return fault.New(fault.Forbidden, "Only %s can change these words. Write a comment of your own instead.", c.AuthorName)
	}
	if c.Retired() {
		return fault.New(fault.Invalid, "This was withdrawn on %s and stays as it is.", c.RetiredOn.Human())
	}
	return nil
}

// Withdraw takes a comment or decision of one's own out of force, for a reason.
// The words stay in the history.
func (s *Comments) Withdraw(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.Comment, func(tx *store.Tx) error {
		now, err := store.Load[Comment](tx, ref, version)
		if err != nil {
			return err
		}
		if err := now.own(who); err != nil {
			return err
		}
		return tx.Retire(&now, strings.TrimSpace(reason))
	})
}

// Comment reads one.
func (s *Comments) Comment(ctx context.Context, ref string) (Comment, error) {
	return store.Take[Comment](s.db.Read(ctx), ref)
}

// About lists what is said about a target and not withdrawn, the oldest first.
func (s *Comments) About(ctx context.Context, target string) ([]Comment, error) {
	var all []Comment
	if err := store.InForce(s.db.Read(ctx), true).Where("target = ?", target).Order("created_at, ref").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("comment: about %s: %w", target, err)
	}
	return all, nil
}

// Query narrows the list. Empty fields do not narrow.
type Query struct {
	Text    string // in text, reason, author or target
	Kind    Kind
	For     string       // account that is named in it
	Since   when.Instant // written or rewritten after it: a name may come in later
	Retired bool
	At      string
}

// List gives one page, the newest first.
func (s *Comments) List(ctx context.Context, q Query) (store.Page[Comment], error) {
	return store.List(q.where(s.db.Read(ctx)), store.Order{Column: "created_at", Desc: true}, q.At,
		func(c Comment) (any, string) { return string(c.CreatedAt), c.Ref })
}

// Unread counts the comments since a moment that name a person.
func (s *Comments) Unread(ctx context.Context, person string, since when.Instant) (int64, error) {
	var n int64
	if err := (Query{For: person, Since: since}).where(s.db.Read(ctx)).Model(&Comment{}).Count(&n).Error; err != nil {
		return 0, fmt.Errorf("comment: unread: %w", err)
	}
	return n, nil
}

func (q Query) where(db *gorm.DB) *gorm.DB {
	named := db.Session(&gorm.Session{NewDB: true}).Model(&store.Link{}).Select("ref").
		Where("register = ? AND target = ?", Comment{}.TableName(), q.For)
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "text", "because", "author_name", "target", "ref")
	}
	if slices.Contains(Kinds, q.Kind) {
		db = db.Where("kind = ?", q.Kind)
	}
	if q.For != "" {
		db = db.Where("ref IN (?)", named)
	}
	if q.Since != "" {
		db = db.Where("updated_at > ?", q.Since)
	}
	return db
}
