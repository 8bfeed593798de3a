package sample

import (
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// approvePlans approves every treatment plan that waits for it, as an executive does
// who has read them all.
func (b *builder) approvePlans(a act) (string, error) {
	var in struct {
		Note string `json:"note"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	page, err := b.risks.List(b.ctx, risk.Criteria{}, risk.Query{Current: true, Place: store.Place{Size: 200}})
	if err != nil {
		return "", err
	}
	var picks []risk.Pick
	for _, r := range page.Rows {
		actions, err := b.risks.Actions(b.ctx, r.Ref)
		if err != nil {
			return "", err
		}
		approvals, err := b.risks.PlanApprovals(b.ctx, r.Ref)
		if err != nil {
			return "", err
		}
		var last *risk.PlanApproval
		if len(approvals) > 0 {
			last = &approvals[0]
		}
		plan := risk.PlanOf(r, actions)
		if state, _ := plan.StateOf(last); r.Planned() && state != risk.PlanApproved {
			picks = append(picks, risk.Pick{Risk: r.Ref, Seal: plan.Seal()})
		}
	}
	_, err = b.risks.ApprovePlans(b.ctx, b.who(a.By), picks, in.Note)
	return "", err
}

// confirm reviews a risk that stands as it is.
func (b *builder) confirm(a act) (string, error) {
	var in struct {
		Note     string   `json:"note"`
		ReviewOn when.Day `json:"review_on"`
	}
	if err := b.fill(a, &in); err != nil {
		return "", err
	}
	r, err := b.risks.Take(b.ctx, b.refs[a.ID])
	if err != nil {
		return "", err
	}
	_, err = b.risks.Review(b.ctx, b.who(a.By), r.Ref, r.Version, in.Note, in.ReviewOn)
	return r.Ref, err
}
