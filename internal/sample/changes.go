package sample

import (
	"context"
	"slices"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// changes adds the verbs of changes, beyond keeping: their approval, and what is
// confirmed after an AI system has changed.
func (b *builder) changes(db *store.DB) {
	b.verbs["approve change"] = approve(b, func(ctx context.Context, who access.Actor, ref string, version int) (inventory.SystemChange, error) {
		return inventory.ApproveChange(ctx, db, who, ref, version)
	})
	b.verbs["approve planned-change"] = approve(b, func(ctx context.Context, who access.Actor, ref string, version int) (objective.PlannedChange, error) {
		return objective.Approve(ctx, db, who, ref, version)
	})
	b.verbs["confirm after change"] = b.confirmAfter
}

// confirmAfter confirms what a changed system, named by the id, has put in question in
// some registers, for one reason. Where nothing is in question the story is wrong.
func (b *builder) confirmAfter(a act) (string, error) {
	var in struct {
		Registers []string `json:"registers"` // prefixes, as in inventory.Effects
		Reason    string   `json:"reason"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	s, err := snapshot.Load(b.ctx, b.db)
	if err != nil {
		return "", err
	}
	var all []inventory.Confirmation
	for _, m := range s.ToConfirm() {
		if m.System == b.refs[a.ID] && slices.Contains(in.Registers, m.Prefix) {
			all = append(all, inventory.Confirmation{Record: m.Record, System: m.System, Kinds: m.Kinds(), Seen: int(s.Position.Seq)})
		}
	}
	return b.refs[a.ID], inventory.Confirm(b.ctx, b.db, b.who(a.By), snapshot.Judges, in.Reason, all)
}
