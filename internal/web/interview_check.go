package web

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) checkAnswers(r *request) error {
	v, err := r.interviewOf()
	if err != nil {
		return err
	}
	a, err := v.run(r)
	if err != nil {
		return err
	}
	return s.checkWith(r, a, ui.State{}, http.StatusOK)
}

// checkWith shows all answers, and what kept them from being recorded.
func (s *Server) checkWith(r *request, a run, st ui.State, status int) error {
	facts, seen, err := a.summary(r)
	if err != nil {
		return err
	}
	p := interviewview.CheckPage{Name: a.name, Lead: a.title + ". " + a.lead, Act: a.act, Facts: facts, Seen: seen, Back: a.before(""), State: st}
	for _, q := range a.open() {
		p.Open = append(p.Open, interviewview.OpenItem{Ask: q.ask, Href: a.address(q.id, "check"), Needed: q.needed})
	}
	return r.show(page{status: status, title: "Check your answers", crumbs: a.crumbs(), refused: status != http.StatusOK, body: interviewview.Check(p)})
}

// summary lists the answers in their order, and the sum of what they say, by which
// the act knows what was read.
func (a run) summary(r *request) ([]ui.Fact, string, error) {
	var out []ui.Fact
	sum := sha256.New()
	for _, q := range a.questions {
		if q.aside || !a.arises(q) {
			continue
		}
		said, err := a.said(r, q)
		if err != nil {
			return nil, "", err
		}
		fact := ui.Fact{Label: q.label, Change: a.address(q.id, "check")}
		switch {
		case a.marked(noteUnknown, q.id):
			fact.Value = ui.Badge(ui.Neutral, "I do not know yet")
		case said == "":
			fact.Value = ui.Badge(ui.Warn, "Not answered yet")
		default:
			fact.Value = ui.Prose(said)
		}
		sum.Write([]byte(q.id + "\x00" + said + "\x00"))
		out = append(out, fact)
	}
	return out, hex.EncodeToString(sum.Sum(nil)), nil
}

// said is the answer to a question in words.
func (a run) said(r *request, q question) (string, error) {
	if q.table != nil {
		groups, err := q.table(r, a.form)
		return countProposed(groups), err
	}
	var lines []string
	for _, f := range q.fields {
		switch f.kind {
		case interviewview.Lines:
			for _, row := range a.rows(f.names()...) {
				var cells []string
				for _, name := range f.names() {
					cells = append(cells, row[name])
				}
				lines = append(lines, strings.TrimSuffix(strings.Join(cells, ": "), ": "))
			}
		case interviewview.One, interviewview.Many:
			options, err := f.options(r)
			if err != nil {
				return "", err
			}
			lines = append(lines, f.chosen(options, a.list(f.name))...)
		default:
			lines = append(lines, a.text(f.name))
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n")), nil
}

// chosen writes the options that were ticked and, where leaving one out denies it,
// the others too: whoever checks must see what follows from silence.
func (a asked) chosen(options []ui.Option, ticked []string) []string {
	var yes, no []string
	for _, o := range options {
		switch {
		case slices.Contains(ticked, o.Value):
			yes = append(yes, o.Label)
		case a.denies && len(ticked) > 0 && o.Value != noneOfThese:
			no = append(no, "Not so: "+strings.ToLower(o.Label[:1])+o.Label[1:])
		}
	}
	return append(yes, no...)
}

// recordAnswers records what was checked, once: whoever presses twice finds the
// answers gone from the desk and is led on.
func (s *Server) recordAnswers(r *request) error {
	v, err := r.interviewOf()
	if err != nil {
		return err
	}
	f, err := r.form()
	if err != nil {
		return err
	}
	s.recording.Lock()
	defer s.recording.Unlock()
	a, err := v.run(r)
	if err != nil {
		return err
	}
	if !a.kept {
		return r.done(link.Interview(v.name), "These answers are saved already, or nothing was answered yet.")
	}
	if _, seen, err := a.summary(r); err != nil {
		return err
	} else if seen != f.text("seen") {
		return s.checkWith(r, a, ui.State{Sentence: "Your answers, or the records they rest on, changed since you opened this page. Read them again below, then save."}, http.StatusConflict)
	}
	to, said, err := a.record(r, a)
	if err != nil {
		return s.refuseAnswers(r, a, err)
	}
	if err := s.desk.Drop(r.ctx(), r.who.Ref, link.Interview(v.name)); err != nil {
		return err
	}
	return r.done(to, said)
}

// refuseAnswers leads to the question whose answer was refused. Where somebody else
// was quicker, what they recorded is taken over, but for what this person changed.
func (s *Server) refuseAnswers(r *request, a run, err error) error {
	state, status := stateOf(err)
	if status == 0 {
		return err
	}
	for _, m := range state.Errors {
		if q, ok := a.asking(m.Field); ok {
			return s.showQuestion(r, a, q, "check", onlyFor(q, state.Errors))
		}
	}
	known, e := a.known(r)
	if e != nil {
		return e
	}
	a.learn(known)
	if e := a.keep(r); e != nil {
		return e
	}
	if fault.KindOf(err) == fault.Conflict {
		state.Sentence = "Somebody else changed these records while you were answering. What they wrote stands below, except where you answered otherwise. Read it again, then save."
	}
	return s.checkWith(r, a, state, status)
}

// onlyFor keeps the messages of one question.
func onlyFor(q question, all []check.Message) error {
	var l check.List
	for _, m := range all {
		for _, name := range q.names() {
			if m.Field == name || strings.HasPrefix(m.Field, name+".") {
				l.Add(m.Field, "%s", m.Text)
			}
		}
	}
	return l.Err()
}

// showDone tells what came of the first steps. The other interviews end on the
// record that they made.
func (s *Server) showDone(r *request) error {
	v, err := r.interviewOf()
	if err != nil {
		return err
	}
	o, err := s.soa.Overview(r.ctx())
	if err != nil {
		return err
	}
	if v.name != link.FirstSteps || o.Decided() == 0 {
		return r.done(link.Interview(v.name), "")
	}
	snap, _, err := s.present.at(r.ctx(), s.DB)
	if err != nil {
		return err
	}
	_, inForce := snap.Scope()
	return r.show(page{title: "The first steps are done", crumbs: v.crumbs(), body: interviewview.Done(interviewview.DonePage{
		Decided: itoa(o.Decided()) + " of " + itoa(len(o.Lines)), MayPack: r.may(access.MakePack),
		Scope: howFar(true, inForce), Impact: howFar(len(snap.Assessments) > 0, false),
		Risk: howFar(len(snap.Risks) > 0, false), SoA: howFar(true, o.Latest.Number > 0),
	})})
}

// howFar puts a step is into the words of all task lists.
func howFar(begun, done bool) ui.Status {
	switch {
	case done:
		return ui.Done
	case begun:
		return ui.InProgress
	}
	return ui.NotStarted
}
