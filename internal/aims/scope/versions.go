package scope

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// AddStatement opens a draft within an act, with what st holds, and gives it its
// reference and its version number. It is refused while another draft is open.
func AddStatement(tx *store.Tx, st *Statement) error {
	if err := st.prepare(); err != nil {
		return err
	}
	open, err := newest(tx.Read(), draftOpen)
	if err != nil {
		return err
	}
	if open.Number > 0 {
		return fault.New(fault.Invalid, "Version %d is a draft already (%s). Change that, or drop it first.", open.Number, open.Ref)
	}
	number, err := nextNumber(tx.Read())
	if err != nil {
		return err
	}
	ref, err := tx.NextRef("SCP")
	if err != nil {
		return err
	}
	st.Head, st.Number, st.State = store.Head{Ref: ref}, number, Draft
	st.ApprovedAt, st.ApprovedBy, st.ApprovedAs = "", "", ""
	return tx.Create("draft", st, "")
}

// ReviseStatement changes the draft that st names, within an act, from the version that st carries.
func ReviseStatement(tx *store.Tx, st *Statement) error {
	now, err := store.Load[Statement](tx, st.Ref, st.Version)
	if err != nil {
		return err
	}
	if err := now.frozen(); err != nil {
		return err
	}
	if err := st.prepare(); err != nil {
		return err
	}
	st.Head, st.Number, st.State = now.Head, now.Number, now.State
	st.ApprovedAt, st.ApprovedBy, st.ApprovedAs = "", "", ""
	return tx.Update("revise", st, "")
}

// ApproveStatement puts a draft in force within an act; the version that was in
// force until then is superseded in the same act.
func ApproveStatement(tx *store.Tx, ref string, version int) (Statement, error) {
	st, err := store.Load[Statement](tx, ref, version)
	if err != nil {
		return st, err
	}
	if err := st.frozen(); err != nil {
		return st, err
	}
	if err := st.Ready(); err != nil {
		return st, err
	}
	former, err := newest(tx.Read(), approved)
	if err != nil {
		return st, err
	}
	if former.Number > 0 {
		former.State = Superseded
		if err := tx.Update("supersede", &former, fmt.Sprintf("Version %d was approved", st.Number)); err != nil {
			return st, err
		}
	}
	st.State, st.ApprovedAt, st.ApprovedBy, st.ApprovedAs = Approved, tx.Now, tx.Who.Name, tx.Who.Role.Title()
	return st, tx.Update("approve", &st, "")
}

// Draft opens the next version as a copy of the one in force, or an empty first one.
func (s *Setting) Draft(ctx context.Context, who access.Actor) (Statement, error) {
	var st Statement
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
		var err error
		if st, err = newest(tx.Read(), approved); err != nil {
			return err
		}
		return AddStatement(tx, &st)
	})
	return st, err
}

// ReviseStatement changes a draft; in carries its reference and the version the
// person saw. An approved version is refused.
func (s *Setting) ReviseStatement(ctx context.Context, who access.Actor, in Statement) (Statement, error) {
	err := s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error { return ReviseStatement(tx, &in) })
	return in, err
}

// ApproveStatement puts a draft in force from now; see Statement.Ready for what
// must be there. version is the one that was read before deciding.
func (s *Setting) ApproveStatement(ctx context.Context, who access.Actor, ref string, version int) (Statement, error) {
	var st Statement
	err := s.db.Write(ctx, who, access.ApproveScope, func(tx *store.Tx) error {
		var err error
		st, err = ApproveStatement(tx, ref, version)
		return err
	})
	return st, err
}

// DropStatement retires a draft that will not be approved; its number is not used
// again. What was approved once stays: only the next version takes its place.
func (s *Setting) DropStatement(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditScope, func(tx *store.Tx) error {
		st, err := store.Load[Statement](tx, ref, version)
		if err != nil {
			return err
		}
		if err := st.frozen(); err != nil {
			return err
		}
		return tx.Retire(&st, reason)
	})
}

// Statement reads one version.
func (s *Setting) Statement(ctx context.Context, ref string) (Statement, error) {
	return store.Take[Statement](s.db.Read(ctx), ref)
}

// Earlier reads the version that was in force before the version with a number;
// its own number is 0 when there was none.
func (s *Setting) Earlier(ctx context.Context, number int) (Statement, error) {
	return newest(s.db.Read(ctx), "state <> 'draft' AND number < ?", number)
}

// Next is the number that a new draft would get; 0 while a draft is open, because
// then none may be begun.
func (s *Setting) Next(ctx context.Context) (int, error) {
	q := s.db.Read(ctx)
	open, err := newest(q, draftOpen)
	if err != nil || open.Number > 0 {
		return 0, err
	}
	return nextNumber(q)
}

// nextNumber follows the highest number ever given, dropped drafts included.
func nextNumber(q *gorm.DB) (int, error) {
	last, err := newest(q, "")
	return last.Number + 1, err
}

// Statements gives one page of all versions, the newest first; dropped drafts are
// among them.
func (s *Setting) Statements(ctx context.Context, at string) (store.Page[Statement], error) {
	return store.List(s.db.Read(ctx), store.Order{Column: "number", Desc: true}, at,
		func(st Statement) (any, string) { return st.Number, st.Ref })
}

// What the queries for one version ask.
const (
	draftOpen = "state = 'draft' AND retired_on = ''"
	approved  = "state = 'approved'"
)

// newest reads the version with the highest number for which the condition holds;
// its number is 0 when there is none.
func newest(q *gorm.DB, condition string, args ...any) (Statement, error) {
	var found []Statement
	if condition != "" {
		q = q.Where(condition, args...)
	}
	if err := q.Order("number DESC").Limit(1).Find(&found).Error; err != nil {
		return Statement{}, fmt.Errorf("scope: statements: %w", err)
	}
	if len(found) == 0 {
		return Statement{}, nil
	}
	return found[0], nil
}
