package leadership

import (
	"context"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Duty marks the two roles that 5.3 asks for by name.
type Duty string

// The duties.
const (
	Conformity Duty = "conformity" // answers for the AIMS conforming to the standard
	Reporting  Duty = "reporting"  // reports its performance to top management
	Other      Duty = "other"
)

// Duties lists them.
var Duties = []Duty{Conformity, Reporting, Other}

// Role is a role with its responsibilities and authorities (5.3).
type Role struct {
	store.Head
	Title            string   `json:"title"`
	Person           string   `json:"person"`
	Duty             Duty     `json:"duty"`
	Responsibilities string   `json:"responsibilities"`
	Authorities      string   `json:"authorities"`
	AppointedOn      when.Day `json:"appointed_on"`
	CommunicatedOn   when.Day `json:"communicated_on"` // when the organisation was told
}

// TableName is the table of roles.
func (Role) TableName() string { return "aims_roles" }

// prepare tidies and checks. A role may stand without a person for a while; that
// shows as a gap.
func (r *Role) prepare() error {
	r.Title = strings.TrimSpace(r.Title)
	if r.Duty == "" {
		r.Duty = Other
	}
	var l check.List
	l.Required("title", r.Title, "Enter the title of the role")
	l.AtMost("title", r.Title, 200)
	l.AtMost("person", r.Person, 200)
	check.OneOf(&l, "duty", r.Duty, Duties)
	l.Required("responsibilities", r.Responsibilities, "Say what this role answers for")
	l.Day("appointed_on", r.AppointedOn)
	l.Day("communicated_on", r.CommunicatedOn)
	return l.Err()
}

// AddRole records a new role within an act and gives it its reference.
func AddRole(tx *store.Tx, r *Role) error {
	if err := r.prepare(); err != nil {
		return err
	}
	ref, err := tx.NextRef("ROL")
	if err != nil {
		return err
	}
	r.Head = store.Head{Ref: ref}
	return tx.Create("assign", r, "")
}

// ReviseRole changes a role within an act, from the version of the record that r carries.
func ReviseRole(tx *store.Tx, r *Role) error {
	if err := r.prepare(); err != nil {
		return err
	}
	now, err := store.Load[Role](tx, r.Ref, r.Version)
	if err != nil {
		return err
	}
	r.Head = now.Head
	return tx.Update("revise", r, "")
}

// Assign records a role with the person who holds it (5.3, A.3.2).
func (d *Direction) Assign(ctx context.Context, who access.Actor, in Role) (Role, error) {
	err := d.db.Write(ctx, who, access.EditRoles, func(tx *store.Tx) error { return AddRole(tx, &in) })
	return in, err
}

// ReviseRole changes a role; in carries its reference and the version of the
// record that the person saw.
func (d *Direction) ReviseRole(ctx context.Context, who access.Actor, in Role) (Role, error) {
	err := d.db.Write(ctx, who, access.EditRoles, func(tx *store.Tx) error { return ReviseRole(tx, &in) })
	return in, err
}

// RetireRole ends a role from today; its record and history stay.
func (d *Direction) RetireRole(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return d.db.Write(ctx, who, access.EditRoles, func(tx *store.Tx) error {
		rec, err := store.Load[Role](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Role reads one role.
func (d *Direction) Role(ctx context.Context, ref string) (Role, error) {
	return store.Take[Role](d.db.Read(ctx), ref)
}

// RoleQuery narrows the list of roles. Empty fields do not narrow.
type RoleQuery struct {
	Text    string // in title, person, responsibilities or reference
	Duty    Duty
	Retired bool // the retired ones instead of those in force
	store.Place
}

// roleSorts are the orders of the list.
var roleSorts = store.Sorts{
	"ref": "ref", "title": "title", "person": "person", "duty": "duty", "appointed": "appointed_on", "communicated": "communicated_on", "updated": "updated_at",
}

// UsualRoleSort is by title.
const UsualRoleSort = "title"

// Roles gives one page of the roles.
func (d *Direction) Roles(ctx context.Context, q RoleQuery) (store.Page[Role], error) {
	db := store.InForce(d.db.Read(ctx), !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "title", "person", "responsibilities", "ref")
	}
	if q.Duty != "" {
		db = db.Where("duty = ?", q.Duty)
	}
	return store.ListBy[Role](db, roleSorts, UsualRoleSort, q.Place)
}
