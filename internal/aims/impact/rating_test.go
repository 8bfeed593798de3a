package impact_test

import (
	"testing"

	"github.com/aims-workbench/aims/internal/aims/impact"
)

func rate(severity, likelihood, scale, irreversible int) impact.Item {
	return impact.Item{Effect: impact.Harm, Reach: impact.Groups, Severity: severity, Likelihood: likelihood, Scale: scale, Irreversible: irreversible}
}

func TestLevel(t *testing.T) {
	for _, c := range []struct {
		item  impact.Item
		score int
		word  string
	}{
		{rate(1, 1, 1, 1), 5, "Very low"},
		{rate(2, 2, 2, 2), 10, "Low"},
		{rate(3, 3, 3, 3), 15, "Medium"},
		{rate(4, 4, 4, 4), 20, "High"},
		{rate(5, 5, 5, 5), 25, "Very high"},
		{rate(5, 1, 1, 5), 17, "High"}, // rare, one person, but grave and for good
		{rate(5, 0, 1, 5), 0, "Not rated"},
		{rate(5, 6, 1, 5), 0, "Not rated"},
	} {
		if c.item.Score() != c.score || c.item.Level().Word() != c.word {
			t.Errorf("%+v: %d %s, want %d %s", c.item, c.item.Score(), c.item.Level().Word(), c.score, c.word)
		}
	}
}

// A worse rating never gives a better level.
func TestLevelNeverFalls(t *testing.T) {
	for n := range 625 {
		r := [4]int{1 + n%5, 1 + n/5%5, 1 + n/25%5, 1 + n/125}
		for i := range r {
			worse := r
			worse[i]++
			if worse[i] <= 5 && rate(worse[0], worse[1], worse[2], worse[3]).Level() < rate(r[0], r[1], r[2], r[3]).Level() {
				t.Errorf("%v is worse than %v but rated lower", worse, r)
			}
		}
	}
}

func TestAnAssessmentIsRatedAsItsGravestHarm(t *testing.T) {
	good := rate(5, 5, 5, 5)
	good.Effect = impact.Benefit
	a := impact.Assessment{Items: []impact.Item{rate(1, 1, 1, 1), good, rate(3, 3, 3, 3)}}
	if a.Level() != impact.Medium {
		t.Errorf("rated %s", a.Level().Word())
	}
	if (impact.Assessment{Items: []impact.Item{good}}).Level() != impact.Unrated {
		t.Error("a benefit is no harm")
	}
}
