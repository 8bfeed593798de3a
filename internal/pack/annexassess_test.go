package pack

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// assessed is a snapshot of one assessment.
func assessed(a impact.Assessment) *snapshot.Snapshot {
	a.Head, a.System = rec("IMP-2026-001"), "SYS-2026-001"
	return snapshot.Of(snapshot.Snapshot{Position: richAt, Assessments: []impact.Assessment{a}})
}

// annexText is an annex of a pack, from its last heading to the next annex.
func annexText(t *testing.T, s *snapshot.Snapshot, from, to string) string {
	t.Helper()
	text := strings.Join(readText(t, makePack(t, s, shelf{})), " ")
	annex := text[strings.LastIndex(text, from):]
	if to != "" {
		annex, _, _ = strings.Cut(annex, to)
	}
	return annex
}

func TestTheRoleOfAnApproverIsSaidWhereItIsKnown(t *testing.T) {
	one := account.Person{Head: rec("PER-2026-001"), Name: "Ada Example", Role: access.Executive}
	one.UpdatedAt = "2026-01-01T08:00:00Z"
	changed, twin := one, one
	changed.UpdatedAt = "2026-04-01T08:00:00Z"
	for name, c := range map[string]struct {
		people []account.Person
		want   string
	}{
		"known":         {[]account.Person{one}, "Ada Example, " + access.Executive.Title() + ", 3 Mar 2026, 09:30 UTC"},
		"no account":    {nil, "Ada Example, 3 Mar 2026, 09:30 UTC"},
		"changed since": {[]account.Person{changed}, "Ada Example, 3 Mar 2026, 09:30 UTC"},
		"two of a name": {[]account.Person{one, twin}, "Ada Example, 3 Mar 2026, 09:30 UTC"},
	} {
		b := &book{s: snapshot.Of(snapshot.Snapshot{Position: richAt, People: c.people})}
		if got := b.approved("Ada Example", "", approvedAt); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Labels in the margin wrap: their second line follows the value in the text.
func TestAnAssessmentIsPrintedWhole(t *testing.T) {
	for name, c := range map[string]struct {
		a    impact.Assessment
		want []string
	}{
		"nothing answered": {impact.Assessment{State: impact.Draft}, []string{"Not answered Sensitive or restricted use", "Impacts on society", "Privacy", "Safety", "Rated harms: Nothing recorded.", "Measures: Nothing recorded.", "Not rated: no harm is rated"}},
		"answered no":      {impact.Assessment{State: impact.Draft, Answers: map[string]string{"sensitive-or-restricted": "no"}}, []string{"Sensitive or restricted no use"}},
		"answered yes":     {impact.Assessment{State: impact.Draft, Answers: map[string]string{"sensitive-or-restricted": "yes"}}, []string{"Sensitive or restricted yes use"}},
		"rated": {impact.Assessment{State: impact.Draft, Items: []impact.Item{{Area: "Privacy", Reach: impact.Society, Effect: impact.Harm, What: "Names leak", Severity: 4, Likelihood: 4, Scale: 4, Irreversible: 4}}},
			[]string{"Lasting Level", "Names leak 4 4 4 4 High 20", "High, as its gravest harm"}},
	} {
		t.Run(name, func(t *testing.T) {
			annex := annexText(t, assessed(c.a), "Annex 3 AI system impact assessments", "Annex 4 ")
			for _, want := range c.want {
				if !strings.Contains(annex, want) {
					t.Errorf("Annex 3 does not say %q:\n%s", want, annex)
				}
			}
			for _, s := range impact.Sections() {
				for _, q := range s.Questions {
					if first, _, _ := strings.Cut(q.Label, " "); !strings.Contains(annex, first) {
						t.Errorf("Annex 3 does not ask %q", q.Label)
					}
				}
			}
		})
	}
}
