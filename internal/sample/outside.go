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

// told is a concern with what its handlers answered. It has no writer: whoever the act
// names only makes it happen in the story.
type told struct {
	Text, About, Name string
	Answers           []struct {
		By, Text string
		Close    bool
	}
}

// concerns adds the verbs of concern reporting.
func (b *builder) concerns(db *store.DB) {
	b.verbs["set up concerns"] = create(b, func(ctx context.Context, who access.Actor, in operation.ConcernDesk) (operation.ConcernDesk, error) {
		return operation.SetConcernDesk(ctx, db, who, in)
	})
	b.verbs["report concern"] = func(a act) (string, error) {
		var in told
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		before, err := store.All[operation.Concern](db.Read(b.ctx))
		if err != nil {
			return "", err
		}
		if _, err := operation.ReportConcern(b.ctx, db, operation.Report{Text: in.Text, About: in.About, Name: in.Name}); err != nil {
			return "", err
		}
		all, err := store.All[operation.Concern](db.Read(b.ctx))
		if err != nil || len(all) != len(before)+1 {
			return "", err
		}
		ref := all[len(all)-1].Ref
		for _, said := range in.Answers {
			if err := operation.AnswerConcern(b.ctx, db, b.who(said.By), ref, 0, said.Text, said.Close); err != nil {
				return "", err
			}
		}
		return ref, nil
	}
}
