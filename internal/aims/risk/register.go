package risk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Risks is the criteria, the register, its treatment and its acceptances.
type Risks struct{ db *store.DB }

// New gives the risk stage of a workspace.
func New(db *store.DB) *Risks { return &Risks{db} }

// Level is likelihood × impact; 0 where one of them is not assessed.
func Level(likelihood, impact int) int { return likelihood * impact }

// Add records a new risk within an act and gives it its reference. A score may come
// without its reason, as it does from other people's files; it shows as a gap then.
func Add(tx *store.Tx, r *Risk) error { return add(tx, r, false) }

func add(tx *store.Tx, r *Risk, reasons bool) error {
	if err := r.prepare(tx, reasons); err != nil {
		return err
	}
	if r.InherentLevel > 0 && r.ReviewedOn == "" {
		r.ReviewedOn = tx.Now.Day()
	}
	ref, err := tx.NextRef("RSK")
	if err != nil {
		return err
	}
	r.Head = store.Head{Ref: ref}
	return tx.Create("identify", r, "")
}

// Revise changes the risk that r names, within an act, from the version that r
// carries. A change of a score is an assessment (8.2) and stands so in the trail.
func Revise(tx *store.Tx, r *Risk) error { return revise(tx, r, false) }

func revise(tx *store.Tx, r *Risk, reasons bool) error {
	if err := r.prepare(tx, reasons); err != nil {
		return err
	}
	now, err := store.Load[Risk](tx, r.Ref, r.Version)
	if err != nil {
		return err
	}
	if now.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s and stays as it was. Identify the risk anew if it has come back.", now.Ref, now.RetiredOn.Human())
	}
	r.Head, r.Source = now.Head, now.Source
	r.Library, r.ReviewedOn = cmp.Or(r.Library, now.Library), cmp.Or(r.ReviewedOn, now.ReviewedOn)
	if r.scores() != now.scores() {
		if r.ReviewedOn == now.ReviewedOn {
			r.ReviewedOn = tx.Now.Day()
		}
		return tx.Update("assess", r, "")
	}
	return tx.Update("revise", r, "")
}

// scores is everything that was chosen on a scale.
func (r Risk) scores() [4]int {
	return [4]int{r.InherentLikelihood, r.InherentImpact, r.ResidualLikelihood, r.ResidualImpact}
}

// prepare fills in what follows from the rest and refuses what cannot be recorded.
// Where reasons is set, each score needs its own (6.1.2).
func (r *Risk) prepare(tx *store.Tx, reasons bool) error {
	r.Title = strings.TrimSpace(r.Title)
	if r.Kind == "" {
		r.Kind = Threat
	}
	if r.Status == "" {
		r.Status = Open
	}
	c, err := inForce(tx.Read())
	if err != nil {
		return err
	}
	var l check.List
	r.check(&l, c)
	if reasons {
		r.checkReasons(&l)
	}
	if err := r.checkLinks(tx.Read(), &l); err != nil {
		return err
	}
	r.InherentLevel = Level(r.InherentLikelihood, r.InherentImpact)
	r.ResidualLevel = Level(r.ResidualLikelihood, r.ResidualImpact)
	if r.ReviewOn == "" && r.Current() {
		r.ReviewOn = r.ReviewBy(c, tx.Now.Day())
	}
	return l.Err()
}

// check says what is wrong with the risk itself. Only the title is required at
// first; what is missing later shows as a gap.
func (r Risk) check(l *check.List, c Criteria) {
	l.Required("title", r.Title, "Name the risk in a few words: what could happen, and to whom")
	l.AtMost("title", r.Title, 300)
	check.OneOf(l, "kind", r.Kind, Kinds)
	likelihoods, impacts := c.Steps()
	pair(l, "inherent", r.InherentLikelihood, r.InherentImpact, len(likelihoods), len(impacts))
	r.checkTreatment(l)
	pair(l, "residual", r.ResidualLikelihood, r.ResidualImpact, len(likelihoods), len(impacts))
	before, after := Level(r.InherentLikelihood, r.InherentImpact), Level(r.ResidualLikelihood, r.ResidualImpact)
	if after > 0 && after < before && r.ResidualReason == "" {
		l.Add("residual_reason", "%s", r.asksWhyAfter())
	}
	check.OneOf(l, "status", r.Status, Statuses)
	l.Day("review_on", r.ReviewOn)
	l.Day("reviewed_on", r.ReviewedOn)
	if _, ok := controls.MustLoad().RiskEntry(r.Library); r.Library != "" && !ok {
		l.Add("library", "The risk library has no entry %q. Open the entry again and draw the risk from there", r.Library)
	}
}

func (r Risk) checkTreatment(l *check.List) {
	check.OneOf(l, "treatment", r.Treatment, Treatments)
	switch {
	case !slices.Contains(Treatments, r.Treatment) || r.Treatment.Fits(r.Kind):
	case r.Kind == Opportunity:
		l.Add("treatment", "An opportunity is not reduced. Choose to exploit, enhance, share or accept it")
	default:
		l.Add("treatment", "A threat is not made bigger. Choose to mitigate, avoid, share or accept it")
	}
}

// checkReasons asks why each score is what it is, so that another person would come
// to the same one (6.1.2).
func (r Risk) checkReasons(l *check.List) {
	if r.InherentLikelihood > 0 && r.InherentImpact > 0 {
		l.Required("inherent_reason", r.InherentReason, "Say why: what you know, saw or counted that led to this score")
	}
	before, after := Level(r.InherentLikelihood, r.InherentImpact), Level(r.ResidualLikelihood, r.ResidualImpact)
	if after > 0 && after >= before && r.ResidualReason == "" {
		l.Add("residual_reason", "%s", r.asksWhyAfter())
	}
}

func (r Risk) asksWhyAfter() string {
	if r.Kind == Opportunity {
		return "Say why the plan should bring this much, and how you would see it"
	}
	if Level(r.ResidualLikelihood, r.ResidualImpact) >= Level(r.InherentLikelihood, r.InherentImpact) {
		return "Say why the treatment leaves the level where it was"
	}
	return "Say what brings the level down: which controls work, and how you know"
}

// pair checks one score: both halves or none, each within its scale.
func pair(l *check.List, which string, likelihood, impact, likelihoods, impacts int) {
	if likelihood == 0 && impact == 0 {
		return
	}
	l.Between(which+"_likelihood", likelihood, 1, likelihoods, "Likelihood")
	l.Between(which+"_impact", impact, 1, impacts, "Impact")
}

// Identify records a new risk (6.1.2).
func (s *Risks) Identify(ctx context.Context, who access.Actor, in Risk) (Risk, error) {
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error { return add(tx, &in, true) })
	return in, err
}

// Assess records an assessment and treatment (8.2, 8.3) of the risk that in names,
// from the version the person saw; the whole record is given.
func (s *Risks) Assess(ctx context.Context, who access.Actor, in Risk) (Risk, error) {
	err := s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error { return revise(tx, &in, true) })
	return in, err
}

// Retire takes a risk out of the register; its record, actions and acceptances stay.
func (s *Risks) Retire(ctx context.Context, who access.Actor, ref string, version int, reason string) error {
	return s.db.Write(ctx, who, access.EditRisk, func(tx *store.Tx) error {
		rec, err := store.Load[Risk](tx, ref, version)
		if err != nil {
			return err
		}
		return tx.Retire(&rec, reason)
	})
}

// Take reads one risk.
func (s *Risks) Take(ctx context.Context, ref string) (Risk, error) {
	return store.Take[Risk](s.db.Read(ctx), ref)
}
