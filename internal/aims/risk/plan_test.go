package risk_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestAnApprovalHoldsForThePlanThatWasSeen(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, chief := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Executive)
		risks := risk.New(db)
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		r, err := risks.Identify(ctx, lead, drift())
		must(err)
		a, err := risks.PlanAction(ctx, lead, risk.Action{Risk: r.Ref, What: "Sample weekly", Owner: "Jo", Due: "2026-12-01"})
		must(err)
		state := func() (risk.PlanState, []string) {
			t.Helper()
			r, err = risks.Take(ctx, r.Ref)
			must(err)
			actions, err := risks.Actions(ctx, r.Ref)
			must(err)
			all, err := risks.PlanApprovals(ctx, r.Ref)
			must(err)
			var last *risk.PlanApproval
			if len(all) > 0 {
				last = &all[0]
			}
			return risk.PlanOf(r, actions).StateOf(last)
		}
		if got, _ := state(); got != risk.PlanOpen {
			t.Errorf("before approval: %s", got)
		}
		seen := risk.PlanOf(r, []risk.Action{a}).Seal()
		a.Due = "2026-12-24"
		a, err = risks.ReviseAction(ctx, lead, a)
		must(err)
		if _, err := risks.ApprovePlans(ctx, chief, []risk.Pick{{Risk: r.Ref, Seal: seen}}, ""); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a plan that changed meanwhile was approved: %v", err)
		}
		made, err := risks.ApprovePlans(ctx, chief, []risk.Pick{{Risk: r.Ref, Seal: risk.PlanOf(r, []risk.Action{a}).Seal()}}, " go on ")
		must(err)
		if m := made[0]; m.By != chief.Name || m.Role != "Executive" || m.Note != "go on" || len(m.Plan.Steps) != 1 || m.RiskVersion != 1 {
			t.Errorf("recorded %+v", m)
		}
		must(risks.CompleteAction(ctx, lead, a.Ref, a.Version, "2026-11-20", "It runs"))
		r.Notes = "seen by the panel"
		r, err = risks.Assess(ctx, lead, r)
		must(err)
		if got, why := state(); got != risk.PlanApproved {
			t.Errorf("what is done and noted changed the plan: %s %v", got, why)
		}
		r.Treatment, r.Owner, r.Controls = risk.Share, "Jonas Weber", []string{"A.10.3"}
		_, err = risks.Assess(ctx, lead, r)
		must(err)
		_, err = risks.PlanAction(ctx, lead, risk.Action{Risk: r.Ref, What: "Agree it with the supplier"})
		must(err)
		got, why := state()
		for _, want := range []string{"the option is now share", "the controls changed", "the owner is now Jonas Weber", "ACT-2026-002 was added"} {
			if got != risk.PlanStale || !slices.Contains(why, want) {
				t.Errorf("%s, %v; want %q", got, why, want)
			}
		}
	})
}

func TestAllChosenPlansAreApprovedOrNone(t *testing.T) {
	db, ctx, lead, chief := aimstest.DB(t), context.Background(), aimstest.As(access.Lead), aimstest.As(access.Executive)
	risks := risk.New(db)
	r, err := risks.Identify(ctx, lead, drift())
	if err != nil {
		t.Fatal(err)
	}
	bare, err := risks.Identify(ctx, lead, risk.Risk{Title: "nothing decided"})
	if err != nil {
		t.Fatal(err)
	}
	sound := risk.Pick{Risk: r.Ref, Seal: risk.PlanOf(r, nil).Seal()}
	_, err = risks.ApprovePlans(ctx, chief, []risk.Pick{sound, {Risk: bare.Ref, Seal: risk.PlanOf(bare, nil).Seal()}}, "")
	if fault.KindOf(err) != fault.Invalid || !strings.Contains(fault.Sentence(err), "no treatment plan") {
		t.Errorf("%v", err)
	}
	if all, err := risks.PlanApprovals(ctx, r.Ref); err != nil || len(all) != 0 {
		t.Errorf("one of two was approved: %v, %v", all, err)
	}
	if _, err := risks.ApprovePlans(ctx, chief, nil, ""); fault.KindOf(err) != fault.Invalid {
		t.Errorf("nothing was approved: %v", err)
	}
}

// A plan may be approved by who wrote it last or owns the risk only with a reason.
func TestOwnPlansAskForAReason(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, lead, chief := context.Background(), aimstest.As(access.Lead), aimstest.As(access.Executive)
		second := access.Actor{Ref: "USR-2026-077", Name: "Second Lead", Role: access.Lead, Via: lead.Via}
		risks := risk.New(db)
		r := drift()
		r.Owner = "Jo; " + chief.Name
		r, err := risks.Identify(ctx, lead, r)
		if err != nil {
			t.Fatal(err)
		}
		pick := []risk.Pick{{Risk: r.Ref, Seal: risk.PlanOf(r, nil).Seal()}}
		for _, c := range []struct {
			name string
			who  access.Actor
			note string
			kind fault.Kind
		}{
			{"who wrote it", lead, " ", fault.Invalid},
			{"who owns the risk", chief, "", fault.Invalid},
			{"who wrote it, with a reason", lead, "We are two people", ""},
			{"another lead", second, "", ""},
		} {
			if _, err := risks.ApprovePlans(ctx, c.who, pick, c.note); err != nil && (c.kind == "" || fault.KindOf(err) != c.kind) || err == nil && c.kind != "" {
				t.Errorf("%s: %v", c.name, err)
			}
		}
	})
}

func TestOptionsFitTheirKind(t *testing.T) {
	for _, c := range []struct {
		kind risk.Kind
		with risk.Treatment
		fits bool
	}{
		{risk.Threat, risk.Mitigate, true}, {risk.Threat, risk.Enhance, false}, {risk.Threat, risk.Exploit, false},
		{risk.Opportunity, risk.Mitigate, false}, {risk.Opportunity, risk.Avoid, false}, {risk.Opportunity, risk.Exploit, true},
		{risk.Opportunity, risk.Share, true}, {risk.Opportunity, risk.Accept, true}, {risk.Opportunity, "", true},
	} {
		if c.with.Fits(c.kind) != c.fits {
			t.Errorf("%s of %s: %v", c.with, c.kind, !c.fits)
		}
	}
	db := aimstest.DB(t)
	_, err := risk.New(db).Identify(context.Background(), aimstest.As(access.Lead), risk.Risk{Title: "A chance", Kind: risk.Opportunity, Treatment: risk.Mitigate})
	if err == nil || !strings.Contains(err.Error(), "not reduced") {
		t.Errorf("an opportunity was reduced: %v", err)
	}
}
