package review_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/improvement"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

var (
	lead  = aimstest.As(access.Lead)
	boss  = aimstest.As(access.Executive)
	today = when.At(aimstest.Noon).Day()
)

func planned() review.Review {
	return review.Review{Title: "Management review 2026", PlannedOn: "2026-12-01", PeriodFrom: "2025-12-01", Agenda: "All of it", Invited: []string{"Eva, chief executive"}}
}

// filled has a word under each input that the standard asks for.
func filled() []review.Input {
	var in []review.Input
	for _, id := range review.Asked {
		in = append(in, review.Input{ID: id, Title: "Input " + id, Figures: []review.Figure{{Label: "Open", Records: []review.Named{{Ref: "NCR-2026-001", Title: "No log"}}}}})
	}
	return in
}

func meeting() review.Meeting {
	return review.Meeting{
		On: today, Attended: []review.Attendee{{Account: boss.Ref, Name: boss.Name, Role: access.Executive}, {Account: lead.Ref, Name: lead.Name, Role: access.Lead}},
		Verdict: review.Holds, Conclusion: "It does what it is for", NextOn: today.Add(365),
	}
}

// held plans, fills and holds a review.
func held(ctx context.Context, db *store.DB) error {
	r, err := review.Reviews.Keep(ctx, db, lead, planned())
	if err == nil {
		err = review.Fill(ctx, db, lead, r.Ref, r.Version, filled(), review.Ground{Seq: 7, Hash: "abc"})
	}
	if err == nil {
		err = review.Hold(ctx, db, lead, r.Ref, 0, meeting())
	}
	return err
}

func decision() review.Decision {
	return review.Decision{Title: "One post more", Review: "MRV-2026-001", Kind: review.OfResources, Because: "Tests take long", Owner: "Ola", Due: "2027-03-01"}
}

func proof() leadership.Proof {
	return leadership.Proof{How: "password", CredentialSetAt: "2026-01-01T00:00:00Z", JobTitle: "Chief executive"}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func refused(t *testing.T, err error, kind fault.Kind, says string) {
	t.Helper()
	said := fault.Sentence(err)
	for _, m := range check.Messages(err) {
		said += " " + m.Text
	}
	if fault.KindOf(err) != kind || !strings.Contains(said, says) {
		t.Errorf("want %v with %q, got %v: %s", kind, says, err, said)
	}
}

func TestReviewsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[review.Review, *review.Review]{
		Register: review.Reviews, By: access.Lead, NotBy: access.Executive, Good: planned(),
		Bad: review.Review{PlannedOn: "2026-12-01", PeriodFrom: "2026-12-01"}, Marks: []string{"title", "period_from"},
	})
}

func TestDecisionsConform(t *testing.T) {
	good := decision()
	good.DoneOn, good.Result, good.Became = today, "The post is filled", []string{"IMV-2026-001"}
	aimstest.Keeps(t, aimstest.Kept[review.Decision, *review.Decision]{
		Register: review.Decisions, By: access.Lead, NotBy: access.Executive, Good: good,
		Before: func(ctx context.Context, db *store.DB) error {
			if _, err := improvement.Improvements.Keep(ctx, db, lead, improvement.Improvement{Title: "A post"}); err != nil {
				return err
			}
			return held(ctx, db)
		},
		Bad: review.Decision{Kind: "wish", DoneOn: "2026-01-01"}, Marks: []string{"title", "review", "kind", "owner", "due", "result"},
	})
}

// A review is held with inputs and top management, and stays as it was from then on.
func TestAReviewIsHeldOnce(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		r, err := review.Reviews.Keep(ctx, db, lead, planned())
		must(t, err)
		refused(t, review.Hold(ctx, db, lead, r.Ref, 0, meeting()), fault.Invalid, "Fill the inputs")
		refused(t, review.Remark(ctx, db, lead, r.Ref, 0, nil), fault.Invalid, "Fill the inputs")
		refused(t, review.Fill(ctx, db, boss, r.Ref, 0, filled(), review.Ground{}), fault.Forbidden, "may not")
		in := filled()
		in[2].Figures = nil
		must(t, review.Fill(ctx, db, lead, r.Ref, r.Version, in, review.Ground{Seq: 5, Hash: "aa"}))
		refused(t, review.Fill(ctx, db, lead, r.Ref, r.Version, in, review.Ground{}), fault.Conflict, "changed by somebody else")
		refused(t, review.Hold(ctx, db, lead, r.Ref, 0, meeting()), fault.Invalid, "Input MRI-3")
		must(t, review.Remark(ctx, db, lead, r.Ref, 0, map[string]string{"MRI-3": " Nobody wants anything new "}))
		must(t, review.Fill(ctx, db, lead, r.Ref, 0, in, review.Ground{Seq: 7, Hash: "abc"}))
		for says, mend := range map[string]func(*review.Meeting){
			"at least one executive": func(m *review.Meeting) { m.Attended = m.Attended[1:] },
			"still to come":          func(m *review.Meeting) { m.On = m.On.Add(1) },
			"what top management":    func(m *review.Meeting) { m.Verdict = "" },
			"in a sentence why":      func(m *review.Meeting) { m.Conclusion = " " },
			"after this review":      func(m *review.Meeting) { m.NextOn = m.On },
		} {
			m := meeting()
			mend(&m)
			refused(t, review.Hold(ctx, db, lead, r.Ref, 0, m), fault.Invalid, says)
		}
		must(t, review.Hold(ctx, db, lead, r.Ref, 0, meeting()))
		r, err = review.Reviews.Take(ctx, db, r.Ref)
		must(t, err)
		if r.State() != review.Held || r.Inputs[2].Commentary != "Nobody wants anything new" || r.Position != 7 || len(r.Lacking()) > 0 {
			t.Errorf("held as %s with %+v at %d", r.State(), r.Inputs[2], r.Position)
		}
		refused(t, review.Fill(ctx, db, lead, r.Ref, 0, filled(), review.Ground{}), fault.Invalid, "stays as it was")
		refused(t, review.Remark(ctx, db, lead, r.Ref, 0, nil), fault.Invalid, "stays as it was")
		refused(t, review.Hold(ctx, db, lead, r.Ref, 0, meeting()), fault.Invalid, "stays as it was")
		refused(t, review.Reviews.Retire(ctx, db, lead, r.Ref, r.Version, "A mistake"), fault.Invalid, "stays on record")
		_, err = review.Reviews.Change(ctx, db, lead, r)
		refused(t, err, fault.Invalid, "stays as it was")
	})
}

// Minutes are signed by who took part, over the text that was read; then they and their
// decisions stay.
func TestMinutesAreSigned(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		must(t, held(ctx, db))
		text := func() string {
			r, err := review.Reviews.Take(ctx, db, "MRV-2026-001")
			must(t, err)
			all, err := review.Decisions.InForce(ctx, db, nil)
			must(t, err)
			return r.Text(review.Of(r.Ref, all))
		}
		sign := func(who access.Actor, sum string, p leadership.Proof) error {
			return review.Sign(ctx, db, who, "MRV-2026-001", sum, p)
		}
		refused(t, sign(boss, leadership.Sum(text()), proof()), fault.Invalid, "No decision is recorded")
		read := text()
		d, err := review.Decisions.Keep(ctx, db, lead, decision())
		must(t, err)
		refused(t, sign(boss, leadership.Sum(read), proof()), fault.Conflict, "have changed since")
		refused(t, sign(boss, leadership.Sum(text()), leadership.Proof{}), fault.Forbidden, "password")
		refused(t, sign(lead, leadership.Sum(text()), proof()), fault.Forbidden, "may not")
		absent := boss
		absent.Ref = "USR-2026-absent"
		refused(t, sign(absent, leadership.Sum(text()), proof()), fault.Invalid, "not named among")
		read = text()
		must(t, sign(boss, leadership.Sum(read), proof()))
		refused(t, sign(boss, leadership.Sum(read), proof()), fault.Invalid, "no second signature")
		_, err = review.Decisions.Keep(ctx, db, lead, decision())
		refused(t, err, fault.Invalid, "belongs to the next review")
		d, err = review.Decisions.Take(ctx, db, d.Ref)
		must(t, err)
		refused(t, review.Decisions.Retire(ctx, db, lead, d.Ref, d.Version, "Not wanted"), fault.Invalid, "signed minutes")
		d.Title = "Two posts more"
		_, err = review.Decisions.Change(ctx, db, lead, d)
		refused(t, err, fault.Invalid, "stays as it was")
		d.Title, d.Owner, d.DoneOn, d.Result = decision().Title, "Somebody else", today, "Filled"
		_, err = review.Decisions.Change(ctx, db, lead, d)
		must(t, err)
		if text() != read {
			t.Error("the signed minutes follow the registers")
		}
	})
}

// A decision becomes a record of each kind, each naming the other.
func TestADecisionIsCarriedOn(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		must(t, held(ctx, db))
		n, err := improvement.Nonconformities.Keep(ctx, db, lead, improvement.Nonconformity{
			Title: "No log", FoundOn: "2026-06-01", Source: improvement.OfReview, Grade: improvement.Minor, Clauses: []string{"42001:8.1"},
		})
		must(t, err)
		d, err := review.Decisions.Keep(ctx, db, lead, decision())
		must(t, err)
		_, err = review.Become(ctx, db, lead, d.Ref, 0, "", "")
		refused(t, err, fault.Invalid, "Choose what it becomes")
		_, err = review.Become(ctx, db, lead, d.Ref, 0, review.AsCorrective, "")
		refused(t, err, fault.Invalid, "Choose the nonconformity")
		_, err = review.Become(ctx, db, boss, d.Ref, 0, review.AsRisk, "")
		refused(t, err, fault.Forbidden, "may not")
		var made []string
		for _, as := range review.Forms {
			ref, err := review.Become(ctx, db, lead, d.Ref, 0, as, n.Ref)
			must(t, err)
			made = append(made, ref)
		}
		d, err = review.Decisions.Take(ctx, db, d.Ref)
		must(t, err)
		if want := []string{"IMV-2026-001", "CAR-2026-001", "PLC-2026-001", "OBJ-2026-001", "RSK-2026-001"}; !slices.Equal(d.Became, want) || !slices.Equal(made, want) {
			t.Errorf("became %v, made %v", d.Became, made)
		}
		i, err := improvement.Improvements.Take(ctx, db, "IMV-2026-001")
		must(t, err)
		if i.Title != d.Title || i.Owner != d.Owner || i.Due != d.Due || !strings.Contains(i.Origin+i.Why, d.Review) || !strings.Contains(i.Why, d.Ref) {
			t.Errorf("the improvement says %+v", i)
		}
		d.DoneOn, d.Result = today, "Done"
		_, err = review.Decisions.Change(ctx, db, lead, d)
		must(t, err)
		_, err = review.Become(ctx, db, lead, d.Ref, 0, review.AsRisk, "")
		refused(t, err, fault.Invalid, "has ended")
	})
}

// What people typed is text in the minutes and never markup.
func TestMinutesSetTextAsText(t *testing.T) {
	r := review.Review{Title: "A *bold*\n# one", Conclusion: "<b>x</b> [y](z)", HeldOn: "2026-11-01"}
	text := r.Text([]review.Decision{{Title: "`code`\n- item"}})
	for _, bad := range []string{"*bold*", "\n# one", "<b>", "[y]", "`code`", "\n- item"} {
		if strings.Contains(strings.ReplaceAll(text, "\\*bold\\*", ""), bad) {
			t.Errorf("%q stands in %s", bad, text)
		}
	}
}
