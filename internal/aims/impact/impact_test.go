package impact_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestAssessmentsConform(t *testing.T) {
	aimstest.Conforms(t, aimstest.Conformance{
		Register: impact.Registers()[0],
		By:       access.Lead, // retiring an approved one needs more than writing a draft
		NotBy:    access.Executive,
		Before:   func(_ context.Context, db *store.DB) error { return ranker(db) },
		Create: func(ctx context.Context, db *store.DB, who access.Actor) (string, error) {
			a, err := impact.New(db).Begin(ctx, who, impact.Assessment{System: "SYS-2026-001"})
			return a.Ref, err
		},
		Change: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int) error {
			_, err := impact.New(db).Save(ctx, who, "data", impact.Assessment{
				Head: store.Head{Ref: ref, Version: version}, Answers: map[string]string{"known-bias": "leans to the young"},
			})
			return err
		},
		Retire: func(ctx context.Context, db *store.DB, who access.Actor, ref string, version int, reason string) error {
			return impact.New(db).Retire(ctx, who, ref, version, reason)
		},
		Invalid: func(ctx context.Context, db *store.DB, who access.Actor) error {
			_, err := impact.New(db).Begin(ctx, who, impact.Assessment{
				System: "SYS-2026-404", Trigger: "boredom", AssessedOn: "soon", Decision: "maybe",
				Answers:  map[string]string{"personal-data": "perhaps", "origin": "Found it", "shoe-size": "43"},
				Items:    []impact.Item{{Severity: 6, Reach: impact.Groups}, {What: "barks", Reach: "pets"}, {Reach: impact.Society, What: "x", Effect: "odd"}},
				Measures: []impact.Measure{{Control: "A.62.4", Due: "then", Status: "perhaps"}},
			})
			return err
		},
		Marks: []string{"system", "assessed_on", "trigger", "personal-data", "origin", "decision", "answers",
			"items", "groups.what.0", "groups.severity.0", "society.effect.0",
			"measures.what.0", "measures.control.0", "measures.due.0", "measures.status.0"},
	})
}

// Every field of the form has its one place, and the record's words are those of
// the form.
func TestTheFormAndTheRecordAgree(t *testing.T) {
	asked, names := map[string]bool{}, map[string]bool{}
	for _, s := range impact.Sections() {
		for _, q := range s.Questions {
			if asked[q.Key] || names[q.Name] {
				t.Errorf("%s is asked twice", q.Key)
			}
			asked[q.Key], names[q.Name] = true, true
			var a impact.Assessment
			if a.SetAnswer(q.Key, "x"); a.Answer(q.Key) != "x" {
				t.Errorf("%s does not come back", q.Key)
			}
		}
	}
	elsewhere := []string{"id-and-version", "ai-system", "approver", "sign-off", "rating", "risks"}
	for _, s := range controls.MustLoad().ImpactForm {
		for _, f := range s.Fields {
			if !s.Repeats && asked[f.Key] == slices.Contains(elsewhere, f.Key) {
				t.Errorf("%s: asked %v", f.Key, asked[f.Key])
			}
		}
	}
	same := func(key string, words []string) {
		f, _ := controls.MustLoad().Field(key)
		if !slices.EqualFunc(f.Choices, words, strings.EqualFold) {
			t.Errorf("%s offers %v, the record knows %v", key, f.Choices, words)
		}
	}
	same("trigger", text(impact.Triggers))
	same("decision", text(impact.Decisions))
	same("life-cycle-stage", controls.MustLoad().LifeCycle)
	same("status", text(impact.MeasureStatuses))
}

func text[T ~string](all []T) []string {
	var out []string
	for _, x := range all {
		out = append(out, string(x))
	}
	return out
}

func TestBeginFillsInWhatIsKnown(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	all, lead := impact.New(db), aimstest.As(access.Lead)
	a := must[impact.Assessment](t)(all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001", Answers: map[string]string{"purpose": "mine"}}))
	for key, want := range map[string]string{
		"purpose": "mine", "intended-uses": "Recruiters in the EU", "unintended-uses": "Rejecting unread", "directly-affected": "Applicants",
		"jurisdictions": "EU", "personal-data": "yes", "life-cycle-stage": "operation and monitoring", "autonomy": "It recommends.\nA recruiter reads every file", "trigger": "new system", "decision": "",
	} {
		if got := a.Answer(key); got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
	if _, err := all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001"}); !strings.Contains(sentence(err), "IMP-2026-001 is a draft") {
		t.Errorf("a second draft: %v", err)
	}
	if err := inventory.New(db).Retire(ctx, lead, "SYS-2026-001", 1, "replaced"); err != nil {
		t.Fatal(err)
	}
	if _, err := all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001"}); !strings.Contains(sentence(err), "is retired") {
		t.Errorf("a retired system: %v", err)
	}
}

// sentence joins the messages of a refusal.
func sentence(err error) string {
	var all []string
	for _, m := range check.Messages(err) {
		all = append(all, m.Field+": "+m.Text)
	}
	return strings.Join(all, "\n")
}

func TestTheNextAssessmentBeginsWithTheFormer(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		if err := ranker(db); err != nil {
			t.Fatal(err)
		}
		former := approved(t, db)
		next := must[impact.Assessment](t)(impact.New(db).Begin(ctx, aimstest.As(access.Lead), impact.Assessment{System: "SYS-2026-001"}))
		if next.Trigger != impact.Periodic || next.Answer("misuse-scenarios") != "Said." || len(next.Items) != 1 {
			t.Errorf("not taken over: %+v", next)
		}
		if next.Decision != "" || next.AssessedOn != "" || next.Assessors != "" || next.NextReview != "" {
			t.Errorf("must be said anew: %+v", next)
		}
		next = must[impact.Assessment](t)(impact.New(db).Save(ctx, aimstest.As(access.Lead), "", whole(next)))
		must[impact.Assessment](t)(impact.New(db).Approve(ctx, aimstest.As(access.Executive), next.Ref, next.Version, ""))
		former = must[impact.Assessment](t)(impact.New(db).Take(ctx, former.Ref))
		if former.State != impact.Superseded {
			t.Errorf("the former one is %s", former.State)
		}
	})
}

func TestApproveNamesEverythingThatIsMissing(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	all, lead, boss := impact.New(db), aimstest.As(access.Lead), aimstest.As(access.Executive)
	draft := must[impact.Assessment](t)(all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001"}))
	_, err := all.Approve(ctx, boss, draft.Ref, draft.Version, "")
	for _, field := range []string{"assessors", "assessed_on", "next_review", "individuals", "failure-modes", "misuse-scenarios", "decision"} {
		if !strings.Contains(sentence(err), field+": ") {
			t.Errorf("%s is not named in:\n%s", field, sentence(err))
		}
	}
	for _, c := range []struct {
		name    string
		change  func(a *impact.Assessment)
		missing string
	}{
		{"a condition that is not said", func(a *impact.Assessment) { a.Decision = impact.GoConditions }, "conditions"},
		{"an impact that is not rated", func(a *impact.Assessment) { a.Items[0].Scale = 0 }, "groups.what.0"},
		{"an effect that is open", func(a *impact.Assessment) { a.Items[0].Effect = "" }, "groups.what.0"},
		{"no impact and no reason", func(a *impact.Assessment) { a.Items = nil }, "individuals"},
		{"no impact, with a reason", func(a *impact.Assessment) { a.Items = nil; a.SetAnswer("no-impacts", "It sorts screws.") }, ""},
		{"nobody affected is named", func(a *impact.Assessment) { a.SetAnswer("directly-affected", "") }, "directly-affected"},
	} {
		a := whole(draft)
		c.change(&a)
		gaps := a.Gaps()
		if c.missing == "" && len(gaps) != 0 || c.missing != "" && (len(gaps) != 1 || gaps[0].Field != c.missing || gaps[0].Text == "") {
			t.Errorf("%s: %+v", c.name, gaps)
		}
	}
}

func TestWhoWroteLastApprovesOnlyWithAReason(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		if err := ranker(db); err != nil {
			t.Fatal(err)
		}
		all, lead := impact.New(db), aimstest.As(access.Lead)
		draft := must[impact.Assessment](t)(all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001"}))
		draft = must[impact.Assessment](t)(all.Save(ctx, lead, "", whole(draft)))
		if _, err := all.Approve(ctx, lead, draft.Ref, draft.Version, ""); !strings.Contains(sentence(err), "reason: ") {
			t.Fatalf("approved alone without a reason: %v", err)
		}
		done := must[impact.Assessment](t)(all.Approve(ctx, lead, draft.Ref, draft.Version, "We are two people"))
		if done.ApprovedAlone != "We are two people" || done.ApprovedBy != lead.Name || done.ApprovedAt == "" {
			t.Errorf("not said on the record: %+v", done)
		}
		history, err := db.History(ctx, draft.Ref)
		if err != nil || history[0].Act != "approve" || history[0].Reason != "We are two people" {
			t.Errorf("not said in the trail: %+v %v", history[0], err)
		}
	})
}

func TestApprovedIsFrozen(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	all, a := impact.New(db), approved(t, db)
	if a.ApprovedAlone != "" {
		t.Error("two people, yet it says alone")
	}
	if _, err := all.Save(ctx, aimstest.As(access.Lead), "data", a); fault.KindOf(err) != fault.Invalid {
		t.Errorf("saved: %v", err)
	}
	if _, err := all.Approve(ctx, aimstest.As(access.Executive), a.Ref, a.Version, "again"); fault.KindOf(err) != fault.Invalid {
		t.Errorf("approved twice: %v", err)
	}
	if err := all.Retire(ctx, aimstest.As(access.Contributor), a.Ref, a.Version, "no longer"); fault.KindOf(err) != fault.Forbidden {
		t.Errorf("a contributor retired it: %v", err)
	}
	if err := all.Retire(ctx, aimstest.As(access.Lead), a.Ref, a.Version, "no longer"); err != nil {
		t.Error(err)
	}
}

func TestSavingASectionLeavesTheOthers(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	all, lead := impact.New(db), aimstest.As(access.Lead)
	draft := must[impact.Assessment](t)(all.Begin(ctx, lead, impact.Assessment{System: "SYS-2026-001"}))
	draft = must[impact.Assessment](t)(all.Save(ctx, lead, "", whole(draft)))
	jobs := impact.Item{Reach: impact.Society, Effect: impact.Harm, What: "Fewer clerks"}
	after := must[impact.Assessment](t)(all.Save(ctx, lead, "society", impact.Assessment{
		Head: draft.Head, Items: []impact.Item{jobs}, Completed: []string{"society"}, Answers: map[string]string{"purpose": "smuggled"},
	}))
	if len(after.ItemsOf(impact.Groups)) != 1 || len(after.ItemsOf(impact.Society)) != 1 || after.Answer("purpose") != "Order applications" {
		t.Errorf("another section changed: %+v", after)
	}
	if got := after.Progress("society"); got != impact.Lacking {
		t.Errorf("an unrated impact in a complete section: %s", got)
	}
	after.Measures = []impact.Measure{{What: "Sample monthly", Control: "A.6.2.4"}}
	after = must[impact.Assessment](t)(all.Save(ctx, lead, "measures", after))
	if m := after.Measures[0]; m.Control != "42001:A.6.2.4" || m.Status != impact.Planned {
		t.Errorf("measure %+v", m)
	}
	if !slices.Contains(after.Links(), "42001:A.6.2.4") {
		t.Errorf("links %v", after.Links())
	}
	if _, err := all.Save(ctx, lead, "nowhere", after); fault.KindOf(err) != fault.NotFound {
		t.Errorf("an unknown section: %v", err)
	}
}

func TestAWrongControlIsExplained(t *testing.T) {
	db := aimstest.DB(t)
	if err := ranker(db); err != nil {
		t.Fatal(err)
	}
	_, err := impact.New(db).Begin(ctx, aimstest.As(access.Lead), impact.Assessment{System: "SYS-2026-001",
		Measures: []impact.Measure{{What: "Test", Control: "A.62.4"}}})
	if !strings.Contains(sentence(err), "Did you mean A.6.2.4") {
		t.Errorf("got %s", sentence(err))
	}
}

func TestProgress(t *testing.T) {
	a := impact.Assessment{Answers: map[string]string{"failure-modes": "It ranks at random"}, Completed: []string{"data", "conclusion"}}
	for section, want := range map[string]impact.Progress{
		"model": impact.NotBegun, "failure": impact.Begun, "data": impact.Complete, "conclusion": impact.Lacking,
	} {
		if got := a.Progress(section); got != want {
			t.Errorf("%s is %s, want %s", section, got, want)
		}
	}
}

func TestCoveragePutsWhatIsMissingFirst(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		if err := ranker(db); err != nil {
			t.Fatal(err)
		}
		lead := aimstest.As(access.Lead)
		for _, s := range []inventory.System{
			{Name: "Chat", Purpose: "p", InScope: scope.Yes}, {Name: "Pilot", Purpose: "p", InScope: scope.No, ScopeReason: "ended"}, {Name: "Beta", Purpose: "p"},
		} {
			must[inventory.System](t)(inventory.New(db).Register(ctx, lead, s))
		}
		approved(t, db)
		must[impact.Assessment](t)(impact.New(db).Begin(ctx, lead, impact.Assessment{System: "SYS-2026-002"}))
		covers := must[[]impact.Cover](t)(impact.New(db).Coverage(ctx, "2027-12-01"))
		var got []string
		for _, c := range covers {
			got = append(got, c.System.Name+": "+string(c.Standing("2027-12-01")))
		}
		want := []string{"Beta: not assessed", "Chat: not assessed", "Résumé ranker: review overdue"}
		if !slices.Equal(got, want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if covers[1].Draft == nil || covers[2].Approved.Level() != impact.Medium {
			t.Errorf("draft and rating: %+v", covers)
		}
		open := must[[]inventory.System](t)(impact.New(db).Unassessed(ctx, "2026-12-01"))
		if len(open) != 2 {
			t.Errorf("unassessed: %+v", open)
		}
		for _, c := range []struct {
			q    impact.Query
			want int64
		}{{impact.Query{}, 2}, {impact.Query{State: impact.Draft}, 1}, {impact.Query{System: "SYS-2026-001"}, 1}, {impact.Query{Text: "ranker"}, 1}, {impact.Query{Retired: true}, 0}} {
			if page := must[store.Page[impact.Assessment]](t)(impact.New(db).List(ctx, c.q)); page.Total != c.want || int64(len(page.Rows)) != c.want {
				t.Errorf("%+v: %d", c.q, page.Total)
			}
		}
	})
}
