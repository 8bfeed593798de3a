package support_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/store"
)

func head(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }

// asked is one role, held by Ada, that asks for testing at working level.
func asked() support.Staff {
	return support.Staff{
		Roles:       []leadership.Role{{Head: head("ROL-1"), Title: "Tester", Person: "Ada Lovelace"}},
		Competences: []support.Competence{{Head: head("CMP-1"), Level: support.Working, Roles: []string{"ROL-1"}}},
	}
}

func proof(ref string, change func(*support.Proof)) support.Proof {
	p := support.Proof{Head: head(ref), Name: "ada  lovelace", Competence: "CMP-1", Level: support.Working, Result: support.Shown, EvaluatedOn: "2025-05-01"}
	if change != nil {
		change(&p)
	}
	return p
}

func training(change func(*support.Training)) support.Training {
	t := support.Training{Head: head("TRN-1"), Competences: []string{"CMP-1"}, People: []string{"Ada Lovelace"}, Due: "2026-12-01"}
	change(&t)
	return t
}

func TestHowSomebodyStands(t *testing.T) {
	late := proof("PRF-9", func(p *support.Proof) { p.ValidUntil = "2026-11-21" })
	for _, c := range []struct {
		name     string
		proofs   []support.Proof
		training []support.Training
		want     aims.Status
		why      string
	}{
		{"nothing shown", nil, nil, aims.NotStarted, "not shown yet"},
		{"shown for good, the name written in another case", []support.Proof{proof("PRF-1", nil)}, nil, aims.Done, "counts for good"},
		{"shown at a lower level", []support.Proof{proof("PRF-1", func(p *support.Proof) { p.Level = support.Basic })}, nil, aims.NeedsAttention, "lower level"},
		{"shown at a higher level", []support.Proof{proof("PRF-1", func(p *support.Proof) { p.Level = support.Expert })}, nil, aims.Done, ""},
		{"run out yesterday", []support.Proof{late}, nil, aims.NeedsAttention, "ran out on 21 Nov 2026"},
		{"counts until today", []support.Proof{proof("PRF-1", func(p *support.Proof) { p.ValidUntil = "2026-11-22" })}, nil, aims.Done, "counts until 22 Nov 2026"},
		{"a lesser course later takes nothing away", []support.Proof{proof("PRF-2", func(p *support.Proof) { p.Level, p.EvaluatedOn = support.Basic, "2026-01-01" }), proof("PRF-1", nil)}, nil, aims.Done, ""},
		{"a later judgement does", []support.Proof{proof("PRF-2", func(p *support.Proof) { p.Result, p.EvaluatedOn = support.NotShown, "2026-01-01" }), proof("PRF-1", nil)}, nil, aims.NeedsAttention, "not competent"},
		{"shown again after that", []support.Proof{proof("PRF-2", func(p *support.Proof) { p.Result = support.Partly }), proof("PRF-3", func(p *support.Proof) { p.EvaluatedOn = "2026-02-01" })}, nil, aims.Done, ""},
		{"a retired proof", []support.Proof{proof("PRF-1", func(p *support.Proof) { p.RetiredOn = "2026-01-01" })}, nil, aims.NotStarted, ""},
		{"a training is planned", []support.Proof{late}, []support.Training{training(func(*support.Training) {})}, aims.InProgress, "training on 1 Dec 2026"},
		{"held before it ran out", []support.Proof{late}, []support.Training{training(func(t *support.Training) { t.DoneOn, t.Effect = "2025-06-01", support.Shown })}, aims.NeedsAttention, "ran out on 21 Nov 2026"},
		{"held since it ran out", []support.Proof{proof("PRF-9", func(p *support.Proof) { p.ValidUntil = "2026-10-01" })}, []support.Training{training(func(t *support.Training) { t.DoneOn = "2026-10-02" })}, aims.InProgress, "not judged yet"},
		{"held before the judgement", []support.Proof{proof("PRF-1", func(p *support.Proof) { p.Result, p.EvaluatedOn = support.NotShown, "2026-10-01" })}, []support.Training{training(func(t *support.Training) { t.DoneOn = "2026-10-01" })}, aims.NeedsAttention, "not competent"},
		{"held since the judgement", []support.Proof{proof("PRF-1", func(p *support.Proof) { p.Result, p.EvaluatedOn = support.NotShown, "2026-10-01" })}, []support.Training{training(func(t *support.Training) { t.DoneOn = "2026-10-02" })}, aims.InProgress, "not judged yet"},
		{"it was not held", nil, []support.Training{training(func(t *support.Training) { t.Due = "2026-11-21" })}, aims.NeedsAttention, "planned for"},
		{"held, effect open", nil, []support.Training{training(func(t *support.Training) { t.DoneOn = "2026-10-01" })}, aims.InProgress, "not judged yet"},
		{"held, effect never judged", nil, []support.Training{training(func(t *support.Training) { t.DoneOn = "2026-08-01" })}, aims.NeedsAttention, "never judged"},
		{"it worked, no proof yet", nil, []support.Training{training(func(t *support.Training) { t.DoneOn, t.Effect = "2026-08-01", support.Shown })}, aims.InProgress, "proof not recorded"},
		{"it did not work", nil, []support.Training{training(func(t *support.Training) { t.DoneOn, t.Effect = "2026-08-01", support.NotShown })}, aims.NeedsAttention, "did not work"},
		{"a training beside a proof that counts", []support.Proof{proof("PRF-1", nil)}, []support.Training{training(func(t *support.Training) { t.Due = "2026-01-01" })}, aims.Done, ""},
		{"a training of somebody else", nil, []support.Training{training(func(t *support.Training) { t.People = []string{"Grace"} })}, aims.NotStarted, ""},
	} {
		s := asked()
		s.Proofs, s.Trainings = c.proofs, c.training
		st, ok := support.Judge(s, "2026-11-22").Of("Ada Lovelace", "CMP-1")
		if !ok || st.Status != c.want || !strings.Contains(st.Why, c.why) || st.Gap() != (c.want != aims.Done) {
			t.Errorf("%s: %q because %q", c.name, st.Status, st.Why)
		}
	}
}

func TestWhoIsAsked(t *testing.T) {
	s := asked()
	s.Competences[0].People = []string{"Grace Hopper"}
	s.Competences = append(s.Competences, support.Competence{Head: head("CMP-2"), Roles: []string{"ROL-1"}})
	s.Competences[1].RetiredOn = "2026-01-01"
	s.Roles = append(s.Roles, leadership.Role{Head: head("ROL-2"), Person: "Nobody"})
	s.Proofs = []support.Proof{proof("PRF-1", func(p *support.Proof) { p.Name = "Edsger Dijkstra" })}
	j := support.Judge(s, "2026-11-22")
	if want := []string{"Ada Lovelace", "Edsger Dijkstra", "Grace Hopper"}; !slices.Equal(j.People, want) || len(j.All()) != 3 || len(j.Gaps()) != 2 {
		t.Errorf("%q with %d standings and %d gaps", j.People, len(j.All()), len(j.Gaps()))
	}
	if st, _ := j.Of("Edsger Dijkstra", "CMP-1"); st.Required || st.Status != aims.Done {
		t.Errorf("who is not asked: %+v", st)
	}
}

// Twice the people are twice the work, told by what is allocated and not by a clock.
func TestJudgingGrowsWithThePeople(t *testing.T) {
	work := func(people int) float64 {
		s := asked()
		for i := range people {
			name := "Person " + strconv.Itoa(i)
			s.Competences[0].People = append(s.Competences[0].People, name)
			s.Proofs = append(s.Proofs, proof("PRF-"+strconv.Itoa(i), func(p *support.Proof) { p.Name = name }))
			s.Trainings = append(s.Trainings, training(func(t *support.Training) { t.People = []string{name} }))
		}
		return testing.AllocsPerRun(1, func() { support.Judge(s, "2026-11-22") })
	}
	if once, twice := work(150), work(300); twice > 2.5*once {
		t.Errorf("150 people take %.0f allocations, 300 take %.0f", once, twice)
	}
}

func TestNamesInARole(t *testing.T) {
	for person, want := range map[string][]string{
		"Ada": {"Ada"}, "": nil, " , ; ": nil, "Ada, Jo Weber and Grace Hopper": {"Ada", "Jo Weber", "Grace Hopper"},
		"Ada & Jo, each for their systems": {"Ada", "Jo"}, "ada@example.org; Jo": {"ada@example.org", "Jo"}, "Ada\nADA": {"Ada"}, "李雷": {"李雷"},
	} {
		if got := support.Holders(leadership.Role{Person: person}); !slices.Equal(got, want) {
			t.Errorf("%q: %q", person, got)
		}
	}
}
