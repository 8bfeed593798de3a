package risk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Plan is the treatment plan of one risk (6.1.3): everything that somebody approves
// when they approve it. What is done of it does not belong to it.
type Plan struct {
	Treatment    Treatment `json:"treatment"`
	Options      string    `json:"options"`
	OptionReason string    `json:"option_reason"`
	How          string    `json:"how"`
	Resources    string    `json:"resources"`
	Controls     []string  `json:"controls"`
	Owner        string    `json:"owner"`
	Steps        []Step    `json:"steps"` // by reference
}

// Step is an action as it stands in a plan.
type Step struct {
	Ref   string   `json:"ref"`
	What  string   `json:"what"`
	Owner string   `json:"owner"`
	Due   when.Day `json:"due"`
}

// PlanOf is the plan of a risk as it stands; actions that are retired or another
// risk's are left out.
func PlanOf(r Risk, actions []Action) Plan {
	p := Plan{
		Treatment: r.Treatment, Options: r.OptionsConsidered, OptionReason: r.OptionReason, How: r.TreatmentPlan,
		Resources: r.Resources, Controls: slices.Sorted(slices.Values(r.Controls)), Owner: r.Owner,
	}
	for _, a := range actions {
		if !a.Retired() && a.Risk == r.Ref {
			p.Steps = append(p.Steps, Step{a.Ref, a.What, a.Owner, a.Due})
		}
	}
	slices.SortFunc(p.Steps, func(a, b Step) int { return strings.Compare(a.Ref, b.Ref) })
	return p
}

// Seal is the sum of a plan: two plans are the same where their seals are.
func (p Plan) Seal() string {
	image, err := json.Marshal(p)
	if err != nil {
		return "" // texts and days can always be written
	}
	sum := sha256.Sum256(image)
	return hex.EncodeToString(sum[:])
}

// Changes says in words where another plan differs from this one.
func (p Plan) Changes(now Plan) []string {
	var out []string
	for _, c := range []struct {
		differs bool
		what    string
	}{
		{p.Treatment != now.Treatment, "the option is now " + orNone(string(now.Treatment))},
		{p.Options != now.Options, "the options considered were written anew"},
		{p.OptionReason != now.OptionReason, "the reason for the option was written anew"},
		{p.How != now.How, "the plan was written anew"},
		{p.Resources != now.Resources, "the resources changed"},
		{!slices.Equal(p.Controls, now.Controls), "the controls changed"},
		{p.Owner != now.Owner, "the owner is now " + orNone(now.Owner)},
	} {
		if c.differs {
			out = append(out, c.what)
		}
	}
	return append(out, p.stepChanges(now)...)
}

func (p Plan) stepChanges(now Plan) []string {
	var out []string
	for _, s := range now.Steps {
		switch i := slices.IndexFunc(p.Steps, func(x Step) bool { return x.Ref == s.Ref }); {
		case i < 0:
			out = append(out, s.Ref+" was added")
		case p.Steps[i] != s:
			out = append(out, s.Ref+" changed")
		}
	}
	for _, s := range p.Steps {
		if !slices.ContainsFunc(now.Steps, func(x Step) bool { return x.Ref == s.Ref }) {
			out = append(out, s.Ref+" was taken out")
		}
	}
	return out
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}

// Planned says whether the risk has a plan to approve: it counts, and something is
// to be done about it. What is only accepted has an acceptance instead.
func (r Risk) Planned() bool { return r.Current() && r.Treatment != "" && r.Treatment != Accept }

// PlanApproval is the approval of the treatment plan of one risk, as it stood then,
// by somebody whom the organisation designated for it (6.1.3).
type PlanApproval struct {
	store.Head
	Risk        string       `json:"risk"`
	RiskVersion int          `json:"risk_version"`
	Plan        Plan         `json:"plan" gorm:"serializer:json"`
	Note        string       `json:"note"`
	By          string       `json:"by" gorm:"column:approved_by"`
	Role        string       `json:"role"`
	At          when.Instant `json:"at" gorm:"column:approved_at"`
}

// TableName is the table of approvals.
func (PlanApproval) TableName() string { return "risk_plan_approvals" }

// Links points to the risk.
func (a PlanApproval) Links() []string { return []string{a.Risk} }

// PlanState is how far the plan of a risk is approved.
type PlanState string

// The states. A risk without a plan has none.
const (
	PlanOpen     PlanState = "not approved"
	PlanApproved PlanState = "approved"
	PlanStale    PlanState = "changed since it was approved"
)

// PlanStates lists them.
var PlanStates = []PlanState{PlanOpen, PlanStale, PlanApproved}

// StateOf says how far a plan is approved; last is the newest approval in force and
// nil where there is none. changes says what moved since.
func (p Plan) StateOf(last *PlanApproval) (state PlanState, changes []string) {
	if last == nil || last.Retired() {
		return PlanOpen, nil
	}
	if last.Plan.Seal() == p.Seal() {
		return PlanApproved, nil
	}
	return PlanStale, last.Plan.Changes(p)
}

// Pick is a plan that somebody saw and approves: the risk and the seal of the plan.
type Pick struct{ Risk, Seal string }

// ApprovePlans records that the acting person approves the plans they saw, all of
// them or none. A plan that changed meanwhile is a conflict (6.1.3).
func (s *Risks) ApprovePlans(ctx context.Context, who access.Actor, picks []Pick, note string) ([]PlanApproval, error) {
	if len(picks) == 0 {
		return nil, fault.New(fault.Invalid, "No plan is chosen. Tick the plans that you approve.")
	}
	made := make([]PlanApproval, len(picks))
	err := s.db.Write(ctx, who, access.ApprovePlan, func(tx *store.Tx) error {
		for i, p := range picks {
			made[i] = PlanApproval{Risk: p.Risk, Note: strings.TrimSpace(note)}
			if err := AddPlanApproval(tx, &made[i], p.Seal); err != nil {
				return err
			}
		}
		return nil
	})
	return made, err
}

// AddPlanApproval approves within an act, in the name of the person acting, the plan
// with this seal. Person, role and instant are never taken from the caller. Who owns
// the risk or wrote the plan last says in the note why they approve it themselves.
func AddPlanApproval(tx *store.Tx, a *PlanApproval, seal string) error {
	r, err := store.LoadNow[Risk](tx, a.Risk)
	if err != nil {
		return err
	}
	if !r.Planned() {
		return fault.New(fault.Invalid, "%s has no treatment plan to approve. Choose what is done about it first.", r.Ref)
	}
	plan, err := planNow(tx, r)
	if err != nil {
		return err
	}
	if plan.Seal() != seal {
		return store.Stale(r.Ref)
	}
	if err := own(tx, r, plan, a.Note); err != nil {
		return err
	}
	ref, err := tx.NextRef("PLA")
	if err != nil {
		return err
	}
	a.Head, a.RiskVersion, a.Plan = store.Head{Ref: ref}, r.Version, plan
	a.By, a.Role, a.At = tx.Who.Name, tx.Who.Role.Title(), tx.Now
	return tx.Create("approve plan", a, a.Note)
}

func planNow(tx *store.Tx, r Risk) (Plan, error) {
	var actions []Action
	if err := store.InForce(tx.Read(), true).Where("risk = ?", r.Ref).Find(&actions).Error; err != nil {
		return Plan{}, fmt.Errorf("risk: actions of %s: %w", r.Ref, err)
	}
	return PlanOf(r, actions), nil
}

// own asks for a reason where a person approves what is their own plan.
func own(tx *store.Tx, r Risk, plan Plan, reason string) error {
	refs := []string{r.Ref}
	for _, s := range plan.Steps {
		refs = append(refs, s.Ref)
	}
	var writers []string
	err := tx.Read().Table("trail_entries").Where("register IN ? AND ref IN ?", []string{Risk{}.TableName(), Action{}.TableName()}, refs).
		Where("act NOT IN ?", []string{ReviewAct, completeAct}).Order("seq DESC").Limit(1).Pluck("actor", &writers).Error
	if err != nil {
		return fmt.Errorf("risk: who wrote the plan of %s: %w", r.Ref, err)
	}
	if !slices.Contains(writers, tx.Who.Ref) && !aims.Names(r.Owner, tx.Who.Name, tx.Who.Email) {
		return nil
	}
	var l check.List
	l.Required("note", reason, "The plan of "+r.Ref+" is your own: you wrote it last, or you own the risk. Let somebody else approve it, or say here why you approve it yourself")
	return l.Err()
}

// PlanApprovals lists the approvals of a risk's plan, the newest first.
func (s *Risks) PlanApprovals(ctx context.Context, riskRef string) ([]PlanApproval, error) {
	var all []PlanApproval
	if err := s.db.Read(ctx).Where("risk = ?", riskRef).Order("approved_at DESC, LENGTH(ref) DESC, ref DESC").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("risk: approvals of the plan of %s: %w", riskRef, err)
	}
	return all, nil
}

// TakePlanApproval reads one approval.
func (s *Risks) TakePlanApproval(ctx context.Context, ref string) (PlanApproval, error) {
	return store.Take[PlanApproval](s.db.Read(ctx), ref)
}

// WithdrawPlan ends the approval of a plan, for a reason.
func (s *Risks) WithdrawPlan(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.ApprovePlan, func(tx *store.Tx) error {
		rec, err := store.Load[PlanApproval](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}
