package risk_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

func TestOtherCriteriaSayWhatTheyMove(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, risks := context.Background(), aimstest.As(access.Lead), risk.New(db)
		if moves, err := risks.Moves(ctx, risk.Proposed()); err != nil || len(moves) != 0 {
			t.Errorf("nothing was in force: %v, %v", moves, err)
		}
		if _, err := risks.SetCriteria(ctx, lead, risk.Proposed()); err != nil {
			t.Fatal(err)
		}
		for _, r := range []risk.Risk{drift(), {Title: "not assessed"}, {Title: "gone", Status: risk.Closed, InherentLikelihood: 2, InherentImpact: 5, InherentReason: "seen"}} {
			if _, err := risks.Identify(ctx, lead, r); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range []struct {
			name   string
			change func(*risk.Criteria)
			want   []risk.Move
		}{
			{"nothing", func(*risk.Criteria) {}, nil},
			{"another name alone", func(c *risk.Criteria) { c.Bands[2].Name = "Big" }, nil},
			{"another threshold", func(c *risk.Criteria) { c.AcceptUpTo = 15 }, []risk.Move{{From: "High", To: "High", Crosses: risk.NowBelow}}},
			{"another limit", func(c *risk.Criteria) { c.Bands[1].UpTo = 10 }, []risk.Move{{From: "High", To: "Moderate"}}},
			{"fewer bands", func(c *risk.Criteria) {
				c.Bands = []risk.Band{{Name: "Fine", UpTo: 12}, {Name: "Not fine", UpTo: 25}}
			}, []risk.Move{{From: "High", To: "Fine"}}},
		} {
			to := risk.Proposed()
			c.change(&to)
			got, err := risks.Moves(ctx, to)
			if err != nil || len(got) != len(c.want) {
				t.Fatalf("%s: %+v, %v", c.name, got, err)
			}
			for i, w := range c.want {
				if got[i].Risk.Ref != "RSK-2026-001" || got[i].From != w.From || got[i].To != w.To || got[i].Crosses != w.Crosses {
					t.Errorf("%s: %+v, want %+v", c.name, got[i], w)
				}
			}
		}
	})
}

func TestWordsFitTheKind(t *testing.T) {
	c := risk.Proposed()
	c.Version = 1
	if _, impacts := c.Words(risk.Opportunity); impacts[4] != "Great" || c.BandWord(risk.Opportunity, 25) != "Go for it" || c.BandWord(risk.Threat, 25) != "Very high" {
		t.Errorf("words %v", impacts)
	}
	c.Benefits = nil
	if _, impacts := c.Words(risk.Opportunity); impacts[4] != "5" {
		t.Errorf("a harm stands for a benefit: %v", impacts)
	}
}
