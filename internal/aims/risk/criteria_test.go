package risk_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestOneFunctionDecidesTheBand(t *testing.T) {
	c := risk.Proposed()
	for level, want := range map[int]string{0: "", 1: "Low", 4: "Low", 5: "Moderate", 9: "Moderate", 10: "High", 15: "High", 16: "Very high", 25: "Very high", 26: ""} {
		index, band := c.Band(level)
		if band.Name != want || (index < 0) != (want == "") {
			t.Errorf("level %d is in %q (%d), want %q", level, band.Name, index, want)
		}
		if from, to, ok := c.Range(band.Name); want != "" && (!ok || level < from || level > to) {
			t.Errorf("the range of %q, %d to %d, does not hold level %d", want, from, to, level)
		}
	}
	if index, band := (risk.Criteria{}).Band(12); index != -1 || band.Name != "" {
		t.Errorf("without criteria level 12 is in %q", band.Name)
	}
}

func TestTonesUseTheWholeScale(t *testing.T) {
	for bands, want := range map[int][]int{2: {1, 5}, 3: {1, 3, 5}, 4: {1, 2, 4, 5}, 5: {1, 2, 3, 4, 5}} {
		c := risk.Criteria{Bands: make([]risk.Band, bands)}
		for i, tone := range want {
			if got := c.Tone(i); got != tone {
				t.Errorf("band %d of %d has tone %d, want %d", i, bands, got, tone)
			}
		}
		if c.Tone(-1) != 0 {
			t.Error("no band has a tone")
		}
	}
}

func TestProposedCriteriaAreNotInForceUntilSaved(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, risks, lead := context.Background(), risk.New(db), aimstest.As(access.Lead)
		if risk.Proposed().InForce() {
			t.Fatal("the proposal is in force by itself")
		}
		if c, err := risks.Criteria(ctx); err != nil || c.InForce() {
			t.Fatalf("an empty workspace has criteria in force: %+v, %v", c, err)
		}
		if _, err := risks.SetCriteria(ctx, lead, risk.Proposed()); err != nil {
			t.Fatal(err)
		}
		c, err := risks.Criteria(ctx)
		if err != nil || !c.InForce() || c.Top() != 25 || c.Bands[3].Name != "Very high" {
			t.Fatalf("read back %+v, %v", c, err)
		}
		if _, err := risks.SetCriteria(ctx, lead, risk.Proposed()); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a second first setting was not a conflict: %v", err)
		}
	})
}

func TestAScaleTooShortForRecordedScoresIsRefused(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, risks, lead := context.Background(), risk.New(db), aimstest.As(access.Lead)
		r, err := risks.Identify(ctx, lead, drift()) // impact 5
		if err != nil {
			t.Fatal(err)
		}
		short := risk.Proposed()
		short.Impacts = short.Impacts[:4]
		short.Bands[3].UpTo = 20
		_, err = risks.SetCriteria(ctx, lead, short)
		messages := check.Messages(err)
		if len(messages) != 1 || messages[0].Field != "impacts" || !strings.Contains(messages[0].Text, r.Ref+" is already scored above 4") {
			t.Fatalf("got %v", err)
		}
		if reach, err := risks.Reach(ctx); err != nil || reach != (risk.Cell{Likelihood: 4, Impact: 5}) {
			t.Errorf("scores reach %v, %v", reach, err)
		}
		if err := risks.Retire(ctx, lead, r.Ref, 1, "system is gone"); err != nil {
			t.Fatal(err)
		}
		if _, err := risks.SetCriteria(ctx, lead, short); err != nil {
			t.Fatalf("a retired risk holds the scale: %v", err)
		}
		_, err = risks.Identify(ctx, lead, drift())
		if m := check.Messages(err); len(m) != 2 || m[0].Field != "inherent_impact" || m[1].Field != "residual_impact" {
			t.Errorf("a score beyond the scale in force gave %v", err)
		}
	})
}

func TestCriteriaRules(t *testing.T) {
	db, ctx, lead := aimstest.DB(t), context.Background(), aimstest.As(access.Lead)
	for name, c := range map[string]struct {
		change func(*risk.Criteria)
		field  string
	}{
		"seven steps":              {func(c *risk.Criteria) { c.Likelihoods = append(c.Likelihoods, "6", "7") }, "likelihoods"},
		"bands that fall":          {func(c *risk.Criteria) { c.Bands[1].UpTo = 3 }, "bands.up_to.1"},
		"a top level without band": {func(c *risk.Criteria) { c.Bands[3].UpTo = 24 }, "bands"},
		"bands beyond the scale":   {func(c *risk.Criteria) { c.Bands[3].UpTo = 30 }, "bands"},
		"two bands of one name":    {func(c *risk.Criteria) { c.Bands[1].Name = "LOW" }, "bands.name.1"},
		"no threshold":             {func(c *risk.Criteria) { c.AcceptUpTo = 0 }, "accept_up_to"},
		"a threshold out of range": {func(c *risk.Criteria) { c.AcceptUpTo = 26 }, "accept_up_to"},
	} {
		t.Run(name, func(t *testing.T) {
			in := risk.Proposed()
			c.change(&in)
			_, err := risk.New(db).SetCriteria(ctx, lead, in)
			messages := check.Messages(err)
			if len(messages) == 0 || messages[0].Field != c.field {
				t.Errorf("marked %v, want %s", messages, c.field)
			}
		})
	}
}
