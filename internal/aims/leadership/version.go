package leadership

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// State is where a policy version stands.
type State string

// The states of a policy version.
const (
	Draft      State = "draft"
	Approved   State = "approved" // in force; at most one version of a policy
	Superseded State = "superseded"
)

// Version is one text of a policy. Once approved, its text never changes again.
type Version struct {
	store.Head              // Ref is the policy's and the number: "POL-2026-001.v2"
	Policy     string       `json:"policy"`
	Number     int          `json:"number"`
	State      State        `json:"state"`
	Text       string       `json:"text"`    // Markdown
	Changes    string       `json:"changes"` // what changed, in plain words
	TextSum    string       `json:"text_sha256" gorm:"column:text_sha256"`
	ApprovedAt when.Instant `json:"approved_at"`
	ApprovedBy string       `json:"approved_by"`
	ApprovedAs string       `json:"approved_as"` // the role of the account that approved
}

// TableName is the table of policy versions.
func (Version) TableName() string { return "policy_versions" }

// Links points from a version to its policy.
func (v Version) Links() []string { return []string{v.Policy} }

// VersionRef is the reference of a numbered version: "POL-2026-001.v2".
func VersionRef(policy string, number int) string { return policy + ".v" + strconv.Itoa(number) }

// PolicyOf is the policy that a version's reference belongs to; false when ref
// names no version.
func PolicyOf(ref string) (string, bool) {
	policy, number, ok := strings.Cut(ref, ".v")
	return policy, ok && number != ""
}

// Sum is the SHA-256 of a text in hexadecimal.
func Sum(text string) string {
	h := sha256.Sum256([]byte(text))
	return hex.EncodeToString(h[:])
}

// Altered says whether the text is no longer the one that was approved.
func (v Version) Altered() bool { return v.State != Draft && Sum(v.Text) != v.TextSum }

// maxText is the longest policy text in characters: about sixty printed pages.
const maxText = 200_000

func (v Version) check() error {
	var l check.List
	l.AtMost("text", v.Text, maxText)
	if !utf8.ValidString(v.Text) || strings.ContainsRune(v.Text, 0) {
		l.Add("text", "The text holds bytes that are not letters. Paste it again as plain text")
	}
	l.AtMost("changes", v.Changes, 4000)
	return l.Err()
}

// ready says everything that keeps a draft from being approved.
func (v Version) ready() error {
	var l check.List
	l.Required("text", v.Text, "Write the text first: an empty policy cannot be approved")
	if v.Number > 1 {
		l.Required("changes", v.Changes, "Say in plain words what changed since version "+strconv.Itoa(v.Number-1)+": those who sign read it first")
	}
	return l.Err()
}

// DraftNext begins the next version of a policy within an act, from the text in
// force. A policy has one draft at a time.
func DraftNext(tx *store.Tx, policy string) (Version, error) {
	if _, err := inForce(tx, policy); err != nil {
		return Version{}, err
	}
	all, err := versions(tx.Read(), policy)
	if err != nil {
		return Version{}, err
	}
	v := Version{Policy: policy, Number: 1, State: Draft}
	for _, old := range all {
		v.Number = max(v.Number, old.Number+1)
		switch {
		case old.State == Draft && !old.Retired():
			return Version{}, fault.New(fault.Invalid, "Version %d is a draft already. Finish or withdraw it before you begin another.", old.Number)
		case old.State == Approved:
			v.Text = old.Text
		}
	}
	v.Head = store.Head{Ref: VersionRef(policy, v.Number)}
	return v, tx.Create("draft", &v, "")
}

// inForce loads a policy and refuses a retired one.
func inForce(tx *store.Tx, policy string) (Policy, error) {
	p, err := store.LoadNow[Policy](tx, policy)
	if err == nil && p.Retired() {
		err = fault.New(fault.Invalid, "%s was retired on %s, so its text can no longer be changed, approved or signed. Record a new policy instead.", p.Ref, p.RetiredOn.Human())
	}
	return p, err
}

// loadDraft loads a version that may still be written, and its policy.
func loadDraft(tx *store.Tx, ref string, version int) (Version, error) {
	v, err := store.Load[Version](tx, ref, version)
	if err != nil {
		return v, err
	}
	if v.State != Draft {
		return v, fault.New(fault.Invalid, "Version %d was approved on %s, so its text is frozen. Draft the next version instead.", v.Number, v.ApprovedAt.Day().Human())
	}
	if v.Retired() {
		return v, fault.New(fault.Invalid, "Version %d was withdrawn on %s. Draft the next version instead.", v.Number, v.RetiredOn.Human())
	}
	_, err = inForce(tx, v.Policy)
	return v, err
}

// WriteDraft changes the text of a draft within an act, from the version of the
// record that in carries.
func WriteDraft(tx *store.Tx, in *Version) error {
	v, err := loadDraft(tx, in.Ref, in.Version)
	if err != nil {
		return err
	}
	v.Text, v.Changes = in.Text, in.Changes
	if err := v.check(); err != nil {
		return err
	}
	*in = v
	return tx.Update("write", in, "")
}

// Approve freezes a draft within an act and puts it in force; the version in
// force before is superseded by the same act (5.2, A.2.2). Whoever was asked to
// acknowledge that one is asked again.
func Approve(tx *store.Tx, ref string, version int) (Version, error) {
	v, err := loadDraft(tx, ref, version)
	if err != nil {
		return v, err
	}
	if err := v.ready(); err != nil {
		return v, err
	}
	all, err := versions(tx.Read(), v.Policy)
	if err != nil {
		return v, err
	}
	former := ""
	for i := range all {
		if all[i].State != Approved {
			continue
		}
		former = all[i].Ref
		all[i].State = Superseded
		if err := tx.Update("supersede", &all[i], "Version "+strconv.Itoa(v.Number)+" was approved"); err != nil {
			return v, err
		}
	}
	v.State, v.TextSum = Approved, Sum(v.Text)
	v.ApprovedAt, v.ApprovedBy, v.ApprovedAs = tx.Now, tx.Who.Name, tx.Who.Role.Title()
	if err := tx.Update("approve", &v, ""); err != nil {
		return v, err
	}
	return v, askAgain(tx, former, v.Ref)
}

// DraftVersion begins the next version of a policy from the text in force.
func (d *Direction) DraftVersion(ctx context.Context, who access.Actor, policy string) (v Version, err error) {
	err = d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error {
		v, err = DraftNext(tx, policy)
		return err
	})
	return v, err
}

// Write changes the text of a draft and the words about what changed; in carries
// its reference and the version of the record that the person saw.
func (d *Direction) Write(ctx context.Context, who access.Actor, in Version) (Version, error) {
	err := d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error { return WriteDraft(tx, &in) })
	return in, err
}

// ApproveVersion freezes a draft and puts it in force. version is the one of the
// record that the person read.
func (d *Direction) ApproveVersion(ctx context.Context, who access.Actor, ref string, version int) (v Version, err error) {
	err = d.db.Write(ctx, who, access.ApprovePolicy, func(tx *store.Tx) error {
		v, err = Approve(tx, ref, version)
		return err
	})
	return v, err
}

// Withdraw retires a draft that shall not be approved. Its number is not used again.
func (d *Direction) Withdraw(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return d.db.Write(ctx, who, access.EditPolicy, func(tx *store.Tx) error {
		v, err := loadDraft(tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&v, reason)
	})
}

// Version reads one version with its text.
func (d *Direction) Version(ctx context.Context, ref string) (Version, error) {
	return store.Take[Version](d.db.Read(ctx), ref)
}

// Versions lists all versions of a policy with their texts, the newest first.
func (d *Direction) Versions(ctx context.Context, policy string) ([]Version, error) {
	return versions(d.db.Read(ctx), policy)
}

func versions(q *gorm.DB, policy string) ([]Version, error) {
	var all []Version
	if err := q.Where("policy = ?", policy).Order("number DESC").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("leadership: versions of %s: %w", policy, err)
	}
	return all, nil
}
