package impact

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// RuleRef is the reference of the one rule for assessments.
const RuleRef = "IAR-1"

// Levels are the levels a harm can have, from the least.
var Levels = []Level{VeryLow, Low, Medium, High, VeryHigh}

// Rule is the organisation's own rule for assessments (6.1.4, 8.4, A.5.2): how long
// one may stand, which uses call for more care, and who approves.
type Rule struct {
	store.Head
	Months             []int    `json:"months" gorm:"serializer:json"` // until the next one at the latest, by level of the gravest harm
	ExecutiveFrom      Level    `json:"executive_from"`                // from this level of harm only an executive approves; 0 means at none
	ExecutiveSensitive bool     `json:"executive_sensitive"`           // sensitive uses too only an executive approves
	Sensitive          []string `json:"sensitive" gorm:"serializer:json"`
	Restricted         []string `json:"restricted" gorm:"serializer:json"`
	Method             string   `json:"method"` // how assessments are made and by whom
}

// TableName is the table of the rule.
func (Rule) TableName() string { return "impact_rules" }

// Links is empty: the rule names uses, which are no records.
func (Rule) Links() []string { return nil }

// InForce says whether a person has set the rule. Until then only the classes of
// uses hold, which the catalogue gives; no interval and no level does.
func (r Rule) InForce() bool { return r.Version > 0 }

// ProposedRule is a rule to begin with.
func ProposedRule() Rule {
	c := controls.MustLoad()
	return Rule{Months: []int{36, 36, 24, 12, 6}, ExecutiveFrom: VeryHigh,
		Sensitive: c.UsesOf(controls.Sensitive), Restricted: c.UsesOf(controls.Restricted)}
}

// classes gives the rule, or the classes of the catalogue alone where none is in force.
func (r Rule) classes() Rule {
	if r.InForce() {
		return r
	}
	proposed := ProposedRule()
	return Rule{Sensitive: proposed.Sensitive, Restricted: proposed.Restricted}
}

// Class says how much care a use calls for; empty where it calls for none.
func (r Rule) Class(use string) controls.UseClass {
	r = r.classes()
	switch {
	case slices.Contains(r.Restricted, use):
		return controls.Restricted
	case slices.Contains(r.Sensitive, use):
		return controls.Sensitive
	}
	return ""
}

// ClassOf is the strictest class among the uses of an assessment. A use that only
// the organisation's own words mark counts as sensitive.
func (r Rule) ClassOf(a Assessment) controls.UseClass {
	var class controls.UseClass
	if a.Sensitive && len(a.Uses) == 0 {
		class = controls.Sensitive
	}
	for _, use := range a.Uses {
		switch r.Class(use) {
		case controls.Restricted:
			return controls.Restricted
		case controls.Sensitive:
			class = controls.Sensitive
		}
	}
	return class
}

// OnlyExecutive says why nobody below an executive may approve; empty where others may.
func (r Rule) OnlyExecutive(a Assessment) string {
	r = r.classes()
	switch class := r.ClassOf(a); {
	case class == controls.Restricted:
		return "It is a restricted use"
	case class == controls.Sensitive && r.ExecutiveSensitive:
		return "It is a sensitive use"
	case r.ExecutiveFrom > Unrated && a.Level() >= r.ExecutiveFrom:
		return "Its gravest harm is rated " + a.Level().Word()
	}
	return ""
}

// Latest is the last day on which an assessment must be made anew: its own next
// review, or earlier where the rule asks for that. Why says which of the two.
func (r Rule) Latest(a Assessment) (on when.Day, why string) {
	on, why = a.NextReview, "The next review that was set"
	if limit := r.limit(a); limit != "" && (on == "" || limit < on) {
		on, why = limit, fmt.Sprintf("Your rule: at %s harm, at the latest after %d months", lower(a.Level()), r.months(a))
	}
	return on, why
}

// Gaps is what the rule holds against approving an assessment as it is.
func (r Rule) Gaps(a Assessment) []Gap {
	if on, why := r.Latest(a); a.NextReview != "" && on < a.NextReview {
		return []Gap{{SectionAdministration, "next_review", "Review it by " + on.Human() + " at the latest. " + why}}
	}
	return nil
}

// months is the interval for the level of an assessment; 0 where the rule sets none.
func (r Rule) months(a Assessment) int {
	at := max(int(a.Level()), 1) - 1
	if !r.InForce() || at >= len(r.Months) {
		return 0
	}
	return r.Months[at]
}

func (r Rule) limit(a Assessment) when.Day {
	months := r.months(a)
	if months == 0 || !a.AssessedOn.Valid() {
		return ""
	}
	return when.At(a.AssessedOn.Time().AddDate(0, months, 0)).Day()
}

func (r *Rule) check(l *check.List) {
	if len(r.Months) != len(Levels) {
		l.Add("months", "Give one number of months for each level")
	}
	for i, m := range r.Months {
		if m < 1 || m > 120 {
			l.Add(fmt.Sprintf("months.%d", i+1), "Give a number of months from 1 to 120")
		} else if i > 0 && i < len(r.Months) && m > r.Months[i-1] {
			l.Add(fmt.Sprintf("months.%d", i+1), "A graver harm is looked at no later than a lesser one")
		}
	}
	if r.ExecutiveFrom < Unrated || r.ExecutiveFrom > VeryHigh {
		l.Add("executive_from", "Choose one of the levels")
	}
	for _, use := range slices.Concat(r.Sensitive, r.Restricted) {
		if _, ok := controls.MustLoad().Use(use); !ok {
			l.Add("sensitive", "There is no use %q. Choose from the list", use)
		}
	}
	r.Sensitive = slices.DeleteFunc(slices.Clone(r.Sensitive), func(use string) bool { return slices.Contains(r.Restricted, use) })
	l.AtMost("method", r.Method, longest)
}

// Rule reads the rule in force; see [Rule.InForce] for none.
func (s *Assessments) Rule(ctx context.Context) (Rule, error) { return ruleInForce(s.db.Read(ctx)) }

func ruleInForce(q *gorm.DB) (Rule, error) {
	var r Rule
	if err := q.Where("ref = ?", RuleRef).Limit(1).Find(&r).Error; err != nil {
		return r, fmt.Errorf("impact: rule: %w", err)
	}
	return r, nil
}

// SetRule puts the rule in force, or changes it from the version that in carries.
// Approved assessments stay as they are; what they are due for follows.
func (s *Assessments) SetRule(ctx context.Context, who access.Actor, in Rule) (Rule, error) {
	err := s.db.Write(ctx, who, access.SetImpactRule, func(tx *store.Tx) error {
		var l check.List
		if in.check(&l); l.Err() != nil {
			return l.Err()
		}
		now, err := ruleInForce(tx.Read())
		if err != nil {
			return err
		}
		if now.Version != in.Version {
			return store.Stale(RuleRef)
		}
		if !now.InForce() {
			in.Head = store.Head{Ref: RuleRef}
			return tx.Create("set rule", &in, "")
		}
		in.Head = now.Head
		return tx.Update("set rule", &in, "")
	})
	return in, err
}
