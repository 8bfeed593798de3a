package risk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Acceptance is the designated management's acceptance of a residual risk, as it
// stood then (6.1.3).
type Acceptance struct {
	store.Head
	Risk        string       `json:"risk"`
	RiskVersion int          `json:"risk_version"` // the version that was accepted
	Level       int          `json:"level"`        // the residual level that was accepted
	Reason      string       `json:"reason"`
	By          string       `json:"by" gorm:"column:accepted_by"`
	Role        string       `json:"role"`
	At          when.Instant `json:"at" gorm:"column:accepted_at"`
	Until       when.Day     `json:"until" gorm:"column:valid_until"`
	Accepted    Accepted     `json:"accepted" gorm:"serializer:json"` // empty where accepted before it was kept
}

// Accepted is what was accepted: the parts of a risk whose change makes it another one.
type Accepted struct {
	Title      string    `json:"title"`
	Inherent   int       `json:"inherent"`
	Likelihood int       `json:"likelihood"` // after treatment
	Impact     int       `json:"impact"`
	Treatment  Treatment `json:"treatment"`
	Plan       string    `json:"plan"`
	Controls   []string  `json:"controls"`
	Systems    []string  `json:"systems"`
	Threshold  int       `json:"threshold"` // of the criteria then; 0 where none were in force
	Band       string    `json:"band"`
}

// accepted freezes a risk.
func (r Risk) accepted(c Criteria) Accepted {
	_, band := c.Band(r.ResidualLevel)
	return Accepted{
		Title: r.Title, Inherent: r.InherentLevel, Likelihood: r.ResidualLikelihood, Impact: r.ResidualImpact, Treatment: r.Treatment,
		Plan: r.TreatmentPlan, Controls: slices.Sorted(slices.Values(r.Controls)), Systems: slices.Sorted(slices.Values(r.Systems)),
		Threshold: c.AcceptUpTo, Band: band.Name,
	}
}

// moved says what changed materially since: words alone do not count.
func (x Accepted) moved(r Risk) string {
	now := r.accepted(Criteria{})
	switch {
	case x.Title == "":
		return "" // accepted before the whole was kept: the level decides
	case x.Likelihood != now.Likelihood || x.Impact != now.Impact:
		return fmt.Sprintf("likelihood and impact are %d and %d, not %d and %d", now.Likelihood, now.Impact, x.Likelihood, x.Impact)
	case x.Inherent < now.Inherent:
		return fmt.Sprintf("the level before treatment rose from %d to %d", x.Inherent, now.Inherent)
	case x.Treatment != now.Treatment:
		return "the treatment is now to " + orNone(string(now.Treatment)) + ", not to " + orNone(string(x.Treatment))
	case !slices.Equal(x.Controls, now.Controls):
		return "its controls changed"
	case !slices.Equal(x.Systems, now.Systems):
		return "it concerns other AI systems now"
	}
	return ""
}

// AcceptanceState is what an acceptance is worth on a day.
type AcceptanceState string

// The states.
const (
	AcceptanceStands    AcceptanceState = "in force"
	AcceptanceStale     AcceptanceState = "stale" // the risk is no longer the one that was accepted
	AcceptanceEnded     AcceptanceState = "ended"
	AcceptanceWithdrawn AcceptanceState = "withdrawn"
)

// AcceptanceStates lists them.
var AcceptanceStates = []AcceptanceState{AcceptanceStands, AcceptanceStale, AcceptanceEnded, AcceptanceWithdrawn}

// TableName is the table of acceptances.
func (Acceptance) TableName() string { return "risk_acceptances" }

// Links points to the risk.
func (a Acceptance) Links() []string { return []string{a.Risk} }

// Stands says whether the acceptance still covers the risk on a day and, where it
// does not, why. A level that changed either way was not the one that was accepted.
func (a Acceptance) Stands(r Risk, today when.Day) (ok bool, why string) {
	state, why := a.State(r, today)
	return state == AcceptanceStands, why
}

// State is what the acceptance is worth on a day and, where it does not stand, why.
func (a Acceptance) State(r Risk, today when.Day) (state AcceptanceState, why string) {
	switch {
	case a.Retired():
		return AcceptanceWithdrawn, "it was withdrawn on " + a.RetiredOn.Human() + ": " + a.RetiredBecause
	case r.Retired():
		return AcceptanceEnded, "the risk was retired on " + r.RetiredOn.Human()
	case r.Status == Closed:
		return AcceptanceEnded, "the risk is closed"
	case a.Until.Passed(today):
		return AcceptanceEnded, "it ended on " + a.Until.Human()
	case r.ResidualLevel > a.Level:
		return AcceptanceStale, fmt.Sprintf("the residual level rose from %d to %d", a.Level, r.ResidualLevel)
	case r.ResidualLevel < a.Level:
		return AcceptanceStale, fmt.Sprintf("the residual level was assessed anew: %d instead of %d", r.ResidualLevel, a.Level)
	}
	if why := a.Accepted.moved(r); why != "" {
		return AcceptanceStale, why
	}
	return AcceptanceStands, ""
}

// Covered says whether one of the acceptances stands.
func Covered(all []Acceptance, r Risk, today when.Day) bool {
	for _, a := range all {
		if ok, _ := a.Stands(r, today); ok {
			return true
		}
	}
	return false
}

// Accept records that the acting member of the designated management accepts what
// remains of a risk in the version they saw, until a day (6.1.3).
func (s *Risks) Accept(ctx context.Context, who access.Actor, riskRef string, riskVersion int, reason string, until when.Day) (Acceptance, error) {
	a := Acceptance{Risk: riskRef, RiskVersion: riskVersion, Reason: strings.TrimSpace(reason), Until: until}
	err := s.db.Write(ctx, who, access.AcceptRisk, func(tx *store.Tx) error { return AddAcceptance(tx, &a) })
	return a, err
}

// AddAcceptance accepts within an act, in the name of the person acting. Level,
// person, role and instant are filled in here and never taken from the caller.
func AddAcceptance(tx *store.Tx, a *Acceptance) error {
	if err := a.check(tx.Now.Day()); err != nil {
		return err
	}
	if a.RiskVersion < 1 {
		return store.Stale(a.Risk)
	}
	r, err := store.Load[Risk](tx, a.Risk, a.RiskVersion)
	if err != nil {
		return err
	}
	if err := r.acceptable(); err != nil {
		return err
	}
	ref, err := tx.NextRef("ACC")
	if err != nil {
		return err
	}
	c, err := inForce(tx.Read())
	if err != nil {
		return err
	}
	a.Head, a.Level, a.Accepted = store.Head{Ref: ref}, r.ResidualLevel, r.accepted(c)
	a.By, a.Role, a.At = tx.Who.Name, tx.Who.Role.Title(), tx.Now
	return tx.Create("accept", a, a.Reason)
}

func (a Acceptance) check(today when.Day) error {
	var l check.List
	l.Required("reason", a.Reason, "Say why this risk may be taken")
	l.Required("until", string(a.Until), "Give the day until which the acceptance holds; the risk is looked at again then")
	l.Day("until", a.Until)
	if a.Until.Valid() && a.Until.Passed(today) {
		l.Add("until", "This day has passed. Give a day in the future")
	}
	return l.Err()
}

// acceptable says why a risk cannot be accepted as it stands.
func (r Risk) acceptable() error {
	switch {
	case r.Retired():
		return fault.New(fault.Invalid, "%s was retired on %s. There is nothing to accept.", r.Ref, r.RetiredOn.Human())
	case r.Status == Closed:
		return fault.New(fault.Invalid, "%s is closed: it no longer exists. There is nothing to accept.", r.Ref)
	case r.ResidualLevel == 0:
		return fault.New(fault.Invalid, "What remains of %s after treatment is not assessed. Ask its owner to assess the residual level first.", r.Ref)
	}
	return nil
}

// Withdraw ends an acceptance before its day, for a reason.
func (s *Risks) Withdraw(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.AcceptRisk, func(tx *store.Tx) error {
		rec, err := store.Load[Acceptance](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// TakeAcceptance reads one acceptance.
func (s *Risks) TakeAcceptance(ctx context.Context, ref string) (Acceptance, error) {
	return store.Take[Acceptance](s.db.Read(ctx), ref)
}

// Acceptances lists every acceptance of a risk, withdrawn ones too, the newest first.
func (s *Risks) Acceptances(ctx context.Context, riskRef string) ([]Acceptance, error) {
	var all []Acceptance
	if err := s.db.Read(ctx).Where("risk = ?", riskRef).Order("accepted_at DESC, ref DESC").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("risk: acceptances of %s: %w", riskRef, err)
	}
	return all, nil
}
