package sample

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/store"
)

// answers is what somebody found at the questions of a checklist.
type answers struct {
	Replies []operation.Reply `json:"replies"`
	Covers  operation.Cover   `json:"covers"`
	Because string            `json:"because"`
	Outcome string            `json:"outcome"`
}

// outside adds the verbs of what comes from outside and goes wrong, beyond keeping.
func (b *builder) outside(db *store.DB) {
	settle := func(do func(ctx context.Context, who access.Actor, ref string, in answers) error) verb {
		return func(a act) (string, error) {
			var in answers
			if err := b.fill(a, &in); err != nil {
				return "", err
			}
			return b.refs[a.ID], do(b.ctx, b.who(a.By), b.refs[a.ID], in)
		}
	}
	b.verbs["ask about AI"] = settle(func(ctx context.Context, who access.Actor, ref string, in answers) error {
		return operation.AskGaps(ctx, db, who, ref, 0, in.Replies)
	})
	b.verbs["verify certificate"] = settle(func(ctx context.Context, who access.Actor, ref string, in answers) error {
		return operation.Verify(ctx, db, who, ref, 0, in.Replies, in.Covers, in.Because)
	})
	b.verbs["close incident"] = settle(func(ctx context.Context, who access.Actor, ref string, in answers) error {
		return operation.CloseIncident(ctx, db, who, ref, 0, in.Outcome)
	})
}
