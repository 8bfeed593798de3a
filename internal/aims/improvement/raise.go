package improvement

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/internalaudit"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Raise makes a nonconformity of a finding that an internal audit graded major or minor
// (10.2): with its grade, its clauses and controls, what is required and what was seen.
// A finding is raised once.
func Raise(ctx context.Context, db *store.DB, who access.Actor, finding, owner string, respondBy when.Day) (Nonconformity, error) {
	var n Nonconformity
	err := db.Write(ctx, who, access.EditNonconformity, func(tx *store.Tx) error {
		f, err := store.LoadNow[internalaudit.Finding](tx, finding)
		switch {
		case err != nil:
			return err
		case f.Retired() || !f.Grade.Nonconforming():
			return fault.New(fault.Invalid, "%s is no nonconformity, or is retired. Only what is graded major or minor is raised.", finding)
		}
		var all []Nonconformity
		if err := store.InForce(tx.Read(), true).Where("source = ?", OfAudit).Order("ref").Find(&all).Error; err != nil {
			return err
		}
		if i := slices.IndexFunc(all, func(n Nonconformity) bool { return n.Answers(finding) }); i >= 0 {
			return fault.New(fault.Invalid, "%s answers %s already. Open it there.", all[i].Ref, finding)
		}
		var l check.List
		l.Required("owner", owner, "Name who sees to it")
		if err := l.Err(); err != nil {
			return err
		}
		n = Nonconformity{
			Title: f.Title, FoundOn: f.FoundOn, Source: OfAudit, Grade: Grade(f.Grade), Clauses: f.Clauses, Controls: f.Controls,
			Required: f.Required, Found: f.Statement, Systems: f.Systems, FromRecords: append([]string{f.Ref}, f.Evidence...), Owner: owner, RespondBy: respondBy,
		}
		return Nonconformities.Add(tx, &n)
	})
	return n, err
}

// Answers says whether the nonconformity was raised from a finding.
func (n Nonconformity) Answers(finding string) bool {
	return !n.Retired() && slices.Contains(n.FromRecords, finding)
}
