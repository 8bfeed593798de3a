package scope

import (
	"context"
	"fmt"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// Issue is a circumstance that bears on the AIMS (4.1).
type Issue struct {
	store.Head
	Side     Side   `json:"side"`
	Theme    string `json:"theme"` // "law", "technology", "people", …: free words, offered from those in use
	Title    string `json:"title"`
	Effect   string `json:"effect"`   // how it bears on what the AIMS is to achieve
	Response string `json:"response"` // what is done about it
	Owner    string `json:"owner"`
}

// TableName is the table of issues.
func (Issue) TableName() string { return "issues" }

// check says everything that keeps an issue from being recorded. Its effect may
// follow later and is shown as missing until then.
func (i Issue) check() error {
	var l check.List
	l.Required("title", i.Title, "Name the issue in a few words")
	l.AtMost("title", i.Title, longName)
	l.Required("side", string(i.Side), "Choose whether it comes from outside or from inside the organisation (4.1)")
	check.OneOf(&l, "side", i.Side, Sides)
	l.AtMost("theme", i.Theme, 60)
	return l.Err()
}

func (i *Issue) prepare() error {
	i.Title, i.Theme = strings.TrimSpace(i.Title), strings.TrimSpace(i.Theme)
	return i.check()
}

// AddIssue records a new issue within an act and gives it its reference.
func AddIssue(tx *store.Tx, i *Issue) error {
	if err := i.prepare(); err != nil {
		return err
	}
	ref, err := tx.NextRef("ISS")
	if err != nil {
		return err
	}
	i.Head = store.Head{Ref: ref}
	return tx.Create("identify", i, "")
}

// ReviseIssue changes the issue that i names, within an act, from the version that i carries.
func ReviseIssue(tx *store.Tx, i *Issue) error {
	if err := i.prepare(); err != nil {
		return err
	}
	now, err := store.Load[Issue](tx, i.Ref, i.Version)
	if err != nil {
		return err
	}
	i.Head = now.Head
	return tx.Update("revise", i, "")
}

// Identify records a new issue.
func (s *Setting) Identify(ctx context.Context, who access.Actor, in Issue) (Issue, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return AddIssue(tx, &in) })
	return in, err
}

// ReviseIssue changes an issue; in carries its reference and the version the person saw.
func (s *Setting) ReviseIssue(ctx context.Context, who access.Actor, in Issue) (Issue, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return ReviseIssue(tx, &in) })
	return in, err
}

// RetireIssue takes an issue out of force from today: it no longer bears on the AIMS.
func (s *Setting) RetireIssue(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
		rec, err := store.Load[Issue](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Issue reads one issue.
func (s *Setting) Issue(ctx context.Context, ref string) (Issue, error) {
	return store.Take[Issue](s.db.Read(ctx), ref)
}

// IssueQuery narrows the list of issues. Empty fields do not narrow.
type IssueQuery struct {
	Text     string // in title, effect, response, owner or reference
	Side     Side
	Theme    string
	NoEffect bool // only those whose effect is not written down yet
	Retired  bool // the retired ones instead of those in force
	store.Place
}

// issueSorts are the orders of the list of issues.
var issueSorts = store.Sorts{
	"ref": "ref", "title": "title", "side": "side", "theme": "theme", "owner": "owner", "updated": "updated_at",
}

// UsualIssueSort is by title.
const UsualIssueSort = "title"

// Issues gives one page of issues.
func (s *Setting) Issues(ctx context.Context, q IssueQuery) (store.Page[Issue], error) {
	return store.ListBy[Issue](q.where(s.db.Read(ctx)), issueSorts, UsualIssueSort, q.Place)
}

func (q IssueQuery) where(db *gorm.DB) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "title", "effect", "response", "owner", "ref")
	}
	if q.Side != "" {
		db = db.Where("side = ?", q.Side)
	}
	if q.Theme != "" {
		db = db.Where("theme = ?", q.Theme)
	}
	if q.NoEffect {
		db = db.Where("effect = ''")
	}
	return db
}

// Themes lists the themes in use, sorted, so that people choose the same words.
func (s *Setting) Themes(ctx context.Context) ([]string, error) {
	var themes []string
	err := store.InForce(s.db.Read(ctx), true).Model(&Issue{}).Where("theme <> ''").
		Distinct("theme").Order("theme").Pluck("theme", &themes).Error
	if err != nil {
		return nil, fmt.Errorf("scope: themes: %w", err)
	}
	return themes, nil
}
