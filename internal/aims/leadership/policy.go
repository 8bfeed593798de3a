package leadership

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Policy is a policy or a procedure as a lasting thing; its text lives in its versions.
type Policy struct {
	store.Head
	Title     string   `json:"title"`
	Main      bool     `json:"main"`      // the AI policy of 5.2 itself; see Kind
	Procedure bool     `json:"procedure"` // says how something is done; see Kind
	Owner     string   `json:"owner"`
	ReviewOn  when.Day `json:"review_on"`                        // next planned review (A.2.4)
	Related   string   `json:"related"`                          // documents kept elsewhere that it refers to (5.2, A.2.3)
	Documents []string `json:"documents" gorm:"serializer:json"` // POL references that it refers to
	Controls  []string `json:"controls" gorm:"serializer:json"`  // that it puts into words
}

// TableName is the table of policies.
func (Policy) TableName() string { return "policies" }

// Links are the documents and controls that a document refers to.
func (p Policy) Links() []string { return slices.Concat(p.Documents, p.Controls) }

func (p Policy) check() error {
	var l check.List
	l.Required("title", p.Title, "Enter the title by which people know the policy")
	l.AtMost("title", p.Title, 200)
	oneLine(&l, "title", p.Title)
	l.AtMost("owner", p.Owner, 200)
	l.Day("review_on", p.ReviewOn)
	if p.Main && p.Procedure {
		l.Add("kind", "The AI policy is no procedure. Choose one of the two")
	}
	p.checkReferences(&l)
	return l.Err()
}

// oneLine refuses control characters: the value is sealed in a line of its own.
func oneLine(l *check.List, field, value string) {
	if strings.ContainsFunc(value, unicode.IsControl) {
		l.Add(field, "Write this on one line")
	}
}

// AddPolicy records a new policy within an act and gives it its reference. A
// second AI policy beside one in force is refused at "kind".
func AddPolicy(tx *store.Tx, p *Policy) error {
	p.Title = strings.TrimSpace(p.Title)
	if err := p.check(); err != nil {
		return err
	}
	if err := p.among(tx); err != nil {
		return err
	}
	ref, err := tx.NextRef("POL")
	if err != nil {
		return err
	}
	p.Head = store.Head{Ref: ref}
	return tx.Create("draft", p, "")
}

// RevisePolicy changes the facts of a policy, within an act, from the version of
// the record that p carries. Its texts are not touched.
func RevisePolicy(tx *store.Tx, p *Policy) error {
	p.Title = strings.TrimSpace(p.Title)
	if err := p.check(); err != nil {
		return err
	}
	now, err := store.Load[Policy](tx, p.Ref, p.Version)
	if err != nil {
		return err
	}
	p.Head = now.Head
	if err := p.among(tx); err != nil {
		return err
	}
	return tx.Update("revise", p, "")
}

// checkMain keeps the AI policy one (5.2): two that say different things would
// leave nobody sure which holds.
func (p Policy) checkMain(q *gorm.DB) error {
	if !p.Main || p.Retired() {
		return nil
	}
	var others []Policy
	if err := store.InForce(q, true).Where("main = ? AND ref <> ?", true, p.Ref).Limit(1).Find(&others).Error; err != nil {
		return fmt.Errorf("leadership: AI policy: %w", err)
	}
	if len(others) == 0 {
		return nil
	}
	var l check.List
	l.Add("kind", "%s (%s) is the AI policy already. Retire it first, or record this one as a topic policy", others[0].Title, others[0].Ref)
	return l.Err()
}

// Draft records a new policy. Its text is begun with DraftVersion.
func (d *Direction) Draft(ctx context.Context, who access.Actor, in Policy) (Policy, error) {
	err := d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error { return AddPolicy(tx, &in) })
	return in, err
}

// Revise changes the facts of a policy; in carries its reference and the version
// of the record that the person saw.
func (d *Direction) Revise(ctx context.Context, who access.Actor, in Policy) (Policy, error) {
	err := d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error { return RevisePolicy(tx, &in) })
	return in, err
}

// Retire takes a policy out of force from today. Its versions and signatures stay
// as they are; none of them can be approved or signed any more.
func (d *Direction) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error {
		rec, err := store.Load[Policy](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Policy reads one policy.
func (d *Direction) Policy(ctx context.Context, ref string) (Policy, error) {
	return store.Take[Policy](d.db.Read(ctx), ref)
}

// PolicyQuery narrows the list of policies. Empty fields do not narrow.
type PolicyQuery struct {
	Text    string // in title, owner or reference
	Kind    Kind
	Retired bool // the retired ones instead of those in force
	store.Place
}

// policySorts are the orders of the list.
var policySorts = store.Sorts{
	"ref": "ref", "title": "title", "kind": "main", "owner": "owner", "review": "review_on", "updated": "updated_at",
}

// UsualPolicySort is by title.
const UsualPolicySort = "title"

// Policies gives one page of the policies.
func (d *Direction) Policies(ctx context.Context, q PolicyQuery) (store.Page[Policy], error) {
	db := store.InForce(d.db.Read(ctx), !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "title", "owner", "ref")
	}
	if q.Kind != "" {
		db = db.Where("main = ? AND procedure = ?", q.Kind == AIPolicy, q.Kind == Procedure)
	}
	return store.ListBy[Policy](db, policySorts, UsualPolicySort, q.Place)
}
