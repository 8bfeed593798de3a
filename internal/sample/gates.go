package sample

import (
	"context"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// gates adds the verbs of the gates of the life cycle: "answer gate", "sign gate" and
// "fulfil gate", which confirms that the conditions are met.
func (b *builder) gates(db *store.DB) {
	b.verbs["answer gate"] = change(b,
		func(ctx context.Context, ref string) (operation.Gate, error) {
			return operation.Gates.Take(ctx, db, ref)
		},
		func(ctx context.Context, who access.Actor, in operation.Gate) (operation.Gate, error) {
			return operation.Answered(ctx, db, who, in)
		})
	b.verbs["sign gate"] = func(a act) (string, error) {
		var in struct {
			Verdict      operation.Verdict `json:"verdict"`
			Conditions   string            `json:"conditions"`
			ConditionsBy when.Day          `json:"conditions_by"`
			Remark       string            `json:"remark"`
		}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		_, err := operation.SignOff(b.ctx, db, b.who(a.By), operation.Sign{
			Ref: b.refs[a.ID], Verdict: in.Verdict, Conditions: in.Conditions, ConditionsBy: in.ConditionsBy, Remark: in.Remark,
		})
		return b.refs[a.ID], err
	}
	b.verbs["fulfil gate"] = func(a act) (string, error) {
		var in struct {
			Fulfilled string `json:"fulfilled"`
		}
		if err := b.fill(a, &in); err != nil {
			return "", err
		}
		_, err := operation.Fulfil(b.ctx, db, b.who(a.By), b.refs[a.ID], 0, in.Fulfilled)
		return b.refs[a.ID], err
	}
}
