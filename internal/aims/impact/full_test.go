package impact_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

func TestPublicationsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[impact.Publication, *impact.Publication]{
		Register: impact.Publications, By: access.Contributor, NotBy: access.Reader,
		Before: func(ctx context.Context, db *store.DB) error {
			if err := ranker(db); err != nil {
				return err
			}
			_, err := impact.New(db).Begin(ctx, aimstest.As(access.Lead), impact.Assessment{System: "SYS-2026-001"})
			return err
		},
		Good: impact.Publication{
			Title: "Page on the ranking", Assessment: "IMP-2026-001", Audience: "Applicants", How: "Web page", ToldOn: "2026-11-20",
			Told: "Software ranks your file. A person reads it.", Answered: "Two asked for the reasons and got them.", AgainBy: "2027-11-20",
		},
		Bad:   impact.Publication{Assessment: "RSK-2026-001", ToldOn: "soon", AgainBy: "later"},
		Marks: []string{"title", "assessment", "audience", "told_on", "again_by"},
	})
}

func TestASensitiveUseAsksForPeopleAndOversight(t *testing.T) {
	a := whole(impact.Assessment{System: "SYS-1", Sensitive: true, Answers: map[string]string{}})
	a.SetAnswer("users-and-oversight", "")
	fields := func() string {
		var out []string
		for _, g := range a.Gaps() {
			out = append(out, g.Section+" "+g.Field)
		}
		return strings.Join(out, ", ")
	}
	if got := fields(); got != "deployment users-and-oversight, parties consultations" {
		t.Errorf("gaps: %s", got)
	}
	a.SetAnswer("users-and-oversight", "A recruiter")
	a.Consultations = []impact.Consultation{{Who: "Applicants"}}
	if got := fields(); got != "parties consultations" {
		t.Errorf("asked, and nothing said: %s", got)
	}
	a.Consultations[0].Said = "Tell us why"
	if got := fields(); got != "" {
		t.Errorf("gaps: %s", got)
	}
	a.Items = append(a.Items, impact.Item{Area: "financial", Reach: impact.Individuals, Effect: impact.Benefit, What: "x", Severity: 1, Likelihood: 1, Scale: 1, Irreversible: 1})
	if got := fields(); got != "conclusion balance" {
		t.Errorf("harm and benefit, nothing weighed: %s", got)
	}
}

func TestTheRuleSaysWhoApprovesAndHowLongItStands(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		if err := ranker(db); err != nil {
			t.Fatal(err)
		}
		all, lead, boss := impact.New(db), aimstest.As(access.Lead), aimstest.As(access.Executive)
		draft := whole(must[impact.Assessment](t)(all.Begin(ctx, aimstest.As(access.Contributor), impact.Assessment{System: "SYS-2026-001", Trigger: impact.Complaint, TriggeredBy: "Letter of May"})))
		draft.Uses = []string{"biometric"}
		draft.Consultations = []impact.Consultation{{Who: "Applicants", Voice: impact.Affected, Said: "No"}}
		draft = must[impact.Assessment](t)(all.Save(ctx, aimstest.As(access.Contributor), "", draft))
		if !draft.Sensitive || draft.Answer("sensitive-or-restricted") != "yes" || draft.Title != "Impact assessment of Résumé ranker" {
			t.Errorf("what follows: %+v", draft)
		}
		if _, err := all.Approve(ctx, lead, draft.Ref, draft.Version, "because"); !strings.Contains(sentence(err), "approver: It is a restricted use") {
			t.Errorf("a lead approved a restricted use: %v", err)
		}
		if _, err := all.Approve(ctx, boss, draft.Ref, draft.Version, ""); !strings.Contains(sentence(err), "reason: ") {
			t.Errorf("approved without a reason: %v", err)
		}
		rule := impact.ProposedRule()
		rule.Months = []int{36, 24, 11, 6, 6}
		if _, err := all.SetRule(ctx, aimstest.As(access.Contributor), rule); fault.KindOf(err) != fault.Forbidden {
			t.Errorf("a contributor set the rule: %v", err)
		}
		rule = must[impact.Rule](t)(all.SetRule(ctx, lead, rule))
		if _, err := all.SetRule(ctx, lead, impact.ProposedRule()); fault.KindOf(err) != fault.Conflict {
			t.Errorf("an old form set the rule: %v", err)
		}
		if _, err := all.Approve(ctx, boss, draft.Ref, draft.Version, "An exit door"); !strings.Contains(sentence(err), "next_review: Review it by 20 Oct 2027") {
			t.Errorf("a review after the interval: %v", err)
		}
		draft.NextReview = "2027-10-01"
		draft = must[impact.Assessment](t)(all.Save(ctx, aimstest.As(access.Contributor), "", draft))
		done := must[impact.Assessment](t)(all.Approve(ctx, boss, draft.Ref, draft.Version, "An exit door"))
		if done.ApprovedAs != access.Executive.Title() || rule.ClassOf(done) != controls.Restricted {
			t.Errorf("approved as %q", done.ApprovedAs)
		}
	})
}

func TestWhatARuleMustSay(t *testing.T) {
	all, lead := impact.New(aimstest.DB(t)), aimstest.As(access.Lead)
	for _, c := range []struct {
		name  string
		spoil func(r *impact.Rule)
		field string
	}{
		{"too few levels", func(r *impact.Rule) { r.Months = r.Months[:3] }, "months"},
		{"no month", func(r *impact.Rule) { r.Months[1] = 0 }, "months.2"},
		{"graver and later", func(r *impact.Rule) { r.Months[4] = 40 }, "months.5"},
		{"no level", func(r *impact.Rule) { r.ExecutiveFrom = 9 }, "executive_from"},
		{"no use", func(r *impact.Rule) { r.Sensitive = []string{"dance"} }, "sensitive"},
	} {
		rule := impact.ProposedRule()
		c.spoil(&rule)
		if _, err := all.SetRule(ctx, lead, rule); !strings.Contains(sentence(err), c.field+": ") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func TestDuesSayWhenAndWhy(t *testing.T) {
	today := when.Day("2026-11-22")
	harm := func(n int) []impact.Item {
		return []impact.Item{{Effect: impact.Harm, Severity: n, Likelihood: n, Scale: n, Irreversible: n}}
	}
	of := func(n int, next when.Day) *impact.Assessment {
		return &impact.Assessment{State: impact.Approved, AssessedOn: "2026-01-15", NextReview: next, Items: harm(n)}
	}
	rule := impact.ProposedRule()
	for _, c := range []struct {
		name    string
		cover   impact.Cover
		inForce bool
		on      when.Day
		why     string
		urgency impact.Urgency
	}{
		{"never, in use", impact.Cover{System: inventory.System{DeployedOn: "2026-02-01"}}, false, "2026-02-01", "In use without", impact.Overdue},
		{"never, not yet used", impact.Cover{}, false, today, "before the system is used", impact.DueSoon},
		{"its own day", impact.Cover{Approved: of(5, "2027-06-01")}, false, "2027-06-01", "next review that was set", impact.Later},
		{"the rule is stricter", impact.Cover{Approved: of(5, "2027-06-01")}, true, "2026-07-15", "very high harm, at the latest after 6 months", impact.Overdue},
		{"its own day is stricter", impact.Cover{Approved: of(5, "2026-03-01")}, true, "2026-03-01", "next review that was set", impact.Overdue},
		{"soon", impact.Cover{Approved: of(1, "2027-01-10")}, true, "2027-01-10", "next review", impact.DueSoon},
	} {
		rule.Version = 0
		if c.inForce {
			rule.Version = 1
		}
		d := impact.Dues([]impact.Cover{c.cover}, rule, today)[0]
		if d.On != c.on || !strings.Contains(d.Why, c.why) || d.Urgency(today) != c.urgency {
			t.Errorf("%s: %s %s %s", c.name, d.On, d.Urgency(today), d.Why)
		}
	}
}

func TestTheMatrixTellsLookedAtFromLeftOut(t *testing.T) {
	a := impact.Assessment{Answers: map[string]string{"privacy": "It reads names."},
		Items:     []impact.Item{{ID: "H1", Area: "Fairness", Reach: impact.Groups, Effect: impact.Harm, Severity: 4, Likelihood: 4, Scale: 4, Irreversible: 4}, {Area: "autonomy", Reach: impact.Individuals, Effect: impact.Benefit}},
		Untouched: []impact.Untouched{{Area: "environment", Why: "It runs once a year."}}}
	want := map[string]impact.Look{"fairness": impact.LookedAt, "privacy": impact.LookedAt, "autonomy-and-rights": impact.LookedAt, "environment": impact.NotReached, "democracy": impact.Missing}
	rows := impact.Matrix([]impact.Cover{{System: inventory.System{Name: "A"}, Draft: &a}, {System: inventory.System{Name: "B"}}})
	for i, x := range impact.Areas() {
		if look, named := want[x.Key]; named && rows[0].In[i].Look != look {
			t.Errorf("%s: %s", x.Key, rows[0].In[i].Look)
		}
		if rows[1].In[i].Look != impact.NoneYetMade {
			t.Errorf("a system without assessment: %s", rows[1].In[i].Look)
		}
		if x.Key == "fairness" && rows[0].In[i].Level != impact.High {
			t.Errorf("level %d", rows[0].In[i].Level)
		}
	}
	if rows[0].On[1].Harms != 1 || rows[0].On[2].Look != impact.Missing {
		t.Errorf("reaches %+v", rows[0].On)
	}
}

func TestAnImpactKeepsItsId(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	all, lead := impact.New(db), aimstest.As(access.Lead)
	a := must[impact.Assessment](t)(all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001"}))
	save := func(items ...impact.Item) {
		t.Helper()
		a = must[impact.Assessment](t)(all.Save(ctx, lead, "society", impact.Assessment{Head: a.Head, Items: items}))
	}
	one, two := impact.Item{Reach: impact.Society, What: "one", Effect: impact.Harm}, impact.Item{Reach: impact.Society, What: "two", Effect: impact.Benefit}
	save(one, two)
	if a.Items[0].ID != "H1" || a.Items[1].ID != "B1" {
		t.Fatalf("ids %+v", a.Items)
	}
	save(two, one)
	if a.Items[0].ID != "B1" || a.Items[1].ID != "H1" {
		t.Errorf("turned round: %+v", a.Items)
	}
	one.What = "one, said better"
	save(two, one, impact.Item{Reach: impact.Society, What: "three", Effect: impact.Harm})
	if a.Items[1].ID != "H1" || a.Items[2].ID != "H2" {
		t.Errorf("reworded and added: %+v", a.Items)
	}
	if it, ok := a.ItemByID("H2"); !ok || a.NameOf(it) != "IMP-2026-001#H2" {
		t.Errorf("by id: %+v", it)
	}
}

func TestRowsAreChecked(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	_, err := impact.New(db).Begin(ctx, aimstest.As(access.Lead), impact.Assessment{System: "SYS-2026-001", Uses: []string{"dance"},
		Consultations: []impact.Consultation{{Said: "x", Voice: "parrot", On: "soon"}},
		Untouched:     []impact.Untouched{{Area: "weather", Why: "x"}, {Area: "democracy"}}})
	for _, field := range []string{"uses: ", "consultations.who.0: ", "consultations.voice.0: ", "consultations.on.0: ", "untouched: ", "untouched-society.why.0: "} {
		if !strings.Contains(sentence(err), field) {
			t.Errorf("%s is not named in:\n%s", field, sentence(err))
		}
	}
}
