package impact

import (
	"context"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Assessments is the impact assessments of AI systems.
type Assessments struct{ db *store.DB }

// New gives the impact stage of a workspace.
func New(db *store.DB) *Assessments { return &Assessments{db} }

// Save writes what in says in one section of a draft, or in all of them when the
// section is empty. in carries the reference and the version the person saw.
func (s *Assessments) Save(ctx context.Context, who access.Actor, section string, in Assessment) (Assessment, error) {
	err := s.db.Write(ctx, who, access.EditImpact, func(tx *store.Tx) error { return Save(tx, section, &in) })
	return in, err
}

// Save writes one section of a draft, or all, within an act; in becomes the record.
func Save(tx *store.Tx, section string, in *Assessment) error {
	if _, ok := SectionOf(section); section != "" && !ok {
		return fault.New(fault.NotFound, "The form has no section %q. Go back to the list of sections and choose one.", section)
	}
	now, err := store.Load[Assessment](tx, in.Ref, in.Version)
	if err != nil {
		return err
	}
	if err := now.writable(); err != nil {
		return err
	}
	now = now.With(section, *in)
	now.tidy()
	var l check.List
	now.check(&l)
	if err := l.Err(); err != nil {
		return err
	}
	*in = now
	return tx.Update("assess", in, "")
}

// writable refuses changes to what is approved or retired.
func (a Assessment) writable() error {
	switch {
	case a.Retired():
		return fault.New(fault.Invalid, "%s is retired. Begin a new assessment of the system.", a.Ref)
	case a.State != Draft:
		return fault.New(fault.Invalid, "%s is approved and stays as it is. Begin a new assessment of the system; it starts with these answers.", a.Ref)
	}
	return nil
}

// Approve closes a draft for good; see the function of the same name.
func (s *Assessments) Approve(ctx context.Context, who access.Actor, ref string, version int, reason string) (Assessment, error) {
	var approved Assessment
	err := s.db.Write(ctx, who, access.ApproveImpact, func(tx *store.Tx) (err error) {
		approved, err = Approve(tx, ref, version, reason)
		return err
	})
	return approved, err
}

// Approve approves a draft within an act and supersedes the approved assessment of
// the same system. Everything that 6.1.4 asks for must be there. Who last wrote the
// draft may approve it only with a reason, which stands on the record: approver and
// assessor should be two people (A.5.2).
func Approve(tx *store.Tx, ref string, version int, reason string) (Assessment, error) {
	a, err := store.Load[Assessment](tx, ref, version)
	if err != nil {
		return a, err
	}
	if err := a.writable(); err != nil {
		return a, err
	}
	var l check.List
	for _, g := range a.Gaps() {
		l.Add(g.Field, "%s", g.Text)
	}
	if err := ruled(tx, a, reason, &l); err != nil {
		return a, err
	}
	writer, err := lastWriter(tx.Read(), ref)
	if err != nil {
		return a, err
	}
	alone := writer == "" || writer == tx.Who.Ref // nobody yet: written in this very act
	if alone {
		l.Required("reason", reason, "You wrote this draft last. Let somebody else approve it, or say why you approve it yourself")
		a.ApprovedAlone = reason
	}
	if err := l.Err(); err != nil {
		return a, err
	}
	if err := supersede(tx, a); err != nil {
		return a, err
	}
	a.State, a.ApprovedAt, a.ApprovedBy, a.ApprovedAs = Approved, tx.Now, tx.Who.Name, tx.Who.Role.Title()
	return a, tx.Update("approve", &a, reason)
}

// ruled holds approval to the organisation's rule: who may approve, with a reason
// where the use is restricted, and how long the assessment may stand.
func ruled(tx *store.Tx, a Assessment, reason string, l *check.List) error {
	rule, err := ruleInForce(tx.Read())
	if err != nil {
		return err
	}
	if why := rule.OnlyExecutive(a); why != "" && tx.Who.Role != access.Executive {
		l.Add("approver", "%s, so an executive has to approve it", why)
	}
	if rule.ClassOf(a) == controls.Restricted {
		l.Required("reason", reason, "Say why this restricted use is allowed; the reason stands on the record")
	}
	for _, g := range rule.Gaps(a) {
		l.Add(g.Field, "%s", g.Text)
	}
	return nil
}

func supersede(tx *store.Tx, by Assessment) error {
	former, err := inForce(tx, by.System, Approved)
	if err != nil {
		return err
	}
	for i := range former {
		former[i].State = Superseded
		if err := tx.Update("supersede", &former[i], "superseded by "+by.Ref); err != nil {
			return err
		}
	}
	return nil
}

// LastWriter is the account that wrote the record last, by its reference.
func (s *Assessments) LastWriter(ctx context.Context, ref string) (string, error) {
	return lastWriter(s.db.Read(ctx), ref)
}

// lastWriter asks the trail, because the record itself keeps names, and two people
// may share one.
func lastWriter(q *gorm.DB, ref string) (string, error) {
	var actors []string
	err := q.Table("trail_entries").Where("register = ? AND ref = ?", Assessment{}.TableName(), ref).
		Order("seq DESC").Limit(1).Pluck("actor", &actors).Error
	if err != nil || len(actors) == 0 {
		return "", err
	}
	return actors[0], nil
}

// Retire takes an assessment out of force; its record and history stay. For an
// approved one that needs the right to approve.
func (s *Assessments) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditImpact, func(tx *store.Tx) error {
		a, err := store.Load[Assessment](tx, ref, version)
		if err != nil {
			return err
		}
		if a.State != Draft {
			if err := who.Require(access.ApproveImpact); err != nil {
				return err
			}
		}
		return tx.Retire(&a, reason)
	})
}

// Take reads one assessment.
func (s *Assessments) Take(ctx context.Context, ref string) (Assessment, error) {
	return store.Take[Assessment](s.db.Read(ctx), ref)
}
