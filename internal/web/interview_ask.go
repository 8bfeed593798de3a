package web

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// interviewRoutes ask for the least permission that an interview needs; each one
// asks for its own before anything is shown.
func (s *Server) interviewRoutes() []route {
	return []route{
		{http.MethodGet, link.InterviewsPattern, access.EditSystem, s.listInterviews},
		{http.MethodGet, link.InterviewPattern, access.EditSystem, s.startInterview},
		{http.MethodPost, link.InterviewPattern, access.EditSystem, s.restartInterview},
		{http.MethodGet, link.InterviewQuestionPattern, access.EditSystem, s.askQuestion},
		{http.MethodPost, link.InterviewQuestionPattern, access.EditSystem, s.answerQuestion},
		{http.MethodGet, link.InterviewCheckPattern, access.EditSystem, s.checkAnswers},
		{http.MethodPost, link.InterviewCheckPattern, access.EditSystem, s.recordAnswers},
		{http.MethodGet, link.InterviewDonePattern, access.EditSystem, s.showDone},
	}
}

var interviewCrumbs = []layout.Crumb{{Text: "Guided questions", Href: link.Interviews()}}

func (v interview) crumbs() []layout.Crumb {
	return []layout.Crumb{interviewCrumbs[0], {Text: v.title, Href: link.Interview(v.name)}}
}

func itoa(n int) string { return strconv.Itoa(n) }

func (s *Server) listInterviews(r *request) error {
	now, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	var p interviewview.ListPage
	for _, v := range interviews() {
		if v.mayRun(r.who) != nil {
			continue
		}
		a, err := v.run(r)
		if err != nil {
			return err
		}
		t := ui.Task{Title: v.title, Hint: v.lead, Clause: v.clauses[0], Href: link.Interview(v.name), Status: v.far(now)}
		if a.kept {
			t.Status = ui.InProgress
		}
		p.Tasks = append(p.Tasks, t)
	}
	if r.may(access.EditImpact) {
		p.Tasks = append(p.Tasks, ui.Task{Title: "Impact assessment", Hint: "What an AI system can do to people and to society, section by section.", Clause: "6.1.4", Href: link.AssessmentNew(""), Status: farImpact(now)})
	}
	return r.show(page{title: "Guided questions", body: interviewview.List(p)})
}

func (s *Server) startInterview(r *request) error {
	v, err := r.interviewOf()
	if err != nil {
		return err
	}
	a, err := v.run(r)
	if err != nil {
		return err
	}
	p := interviewview.StartPage{Name: v.name, Title: v.title, Lead: v.lead + " It takes " + v.minutes + ".", Clauses: v.clauses, Gives: v.gives, Begin: a.begin()}
	if a.kept {
		p.Resume, p.Left = a.begin(), "You left it on "+a.savedAt.Human()+". Your answers are kept."
	}
	return r.show(page{title: v.title, crumbs: interviewCrumbs, body: interviewview.Start(p)})
}

// restartInterview drops the answers. Records are not touched.
func (s *Server) restartInterview(r *request) error {
	v, err := r.interviewOf()
	if err != nil {
		return err
	}
	if err := s.desk.Drop(r.ctx(), r.who.Ref, link.Interview(v.name)); err != nil {
		return err
	}
	return r.done(link.Interview(v.name), "Your answers are dropped. You can begin again.")
}

// asking is the question of the address within the interview under way.
func (r *request) asking() (run, question, error) {
	v, err := r.interviewOf()
	if err != nil {
		return run{}, question{}, err
	}
	a, err := v.run(r)
	if err != nil {
		return a, question{}, err
	}
	q, ok := a.question(r.Param("page"))
	if !ok {
		return a, q, fault.New(fault.NotFound, "The interview has no question %q. Go back to its start.", r.Param("page"))
	}
	return a, q, nil
}

func (s *Server) askQuestion(r *request) error {
	a, q, err := r.asking()
	if err != nil {
		return err
	}
	return s.showQuestion(r, a, q, r.thenOf(a, r.QueryParam("then")), nil)
}

// thenOf keeps only what is a page of the interview.
func (r *request) thenOf(a run, then string) string {
	if _, ok := a.question(then); ok || then == "check" {
		return then
	}
	return ""
}

// showQuestion shows a page; err is what was wrong with its answer.
func (s *Server) showQuestion(r *request, a run, q question, then string, err error) error {
	state, status := ui.State{}, http.StatusOK
	if err != nil {
		if state, status = stateOf(err); status == 0 {
			return err
		}
	}
	shown := a.form
	if err == nil {
		if shown, err = a.offered(r, q); err != nil {
			return err
		}
	}
	p := interviewview.QuestionPage{
		Step: a.step(q.id), Ask: q.ask, Hint: q.hint, Why: q.why, Clause: q.clause,
		Action: a.address(q.id, ""), Then: then, Back: then != "" || a.before(q.id) != "", Open: len(q.fields) > 0, State: state,
	}
	p.Key = s.keyOf(q.clause)
	var e error
	if p.Fields, e = q.draw(r, shown, state.Errors); e != nil {
		return e
	}
	if q.table != nil {
		if p.Table, e = q.table(r, a.form); e != nil {
			return e
		}
	}
	return r.show(page{status: status, title: q.ask, crumbs: a.crumbs(), refused: status != http.StatusOK, body: interviewview.Question(p)})
}

// keyOf is the key of a clause or a control, by its number.
func (s *Server) keyOf(number string) string {
	if c, ok := s.catalogue.Control(number); ok {
		return c.Key().String()
	}
	return controls.ClauseKey(number).String()
}

// draw fills the fields of a question with the answers.
func (q question) draw(r *request, f form, errs []check.Message) ([]interviewview.Field, error) {
	var out []interviewview.Field
	for _, a := range q.fields {
		field := interviewview.Field{Kind: a.kind, Field: ui.Field{
			Name: a.name, Label: a.label, Hint: a.hint, Required: true, Autocomplete: a.complete, Rows: 4,
			Value: f.text(a.name), Values: f.list(a.name), Errors: errs,
		}}
		if a.label == "" {
			field.Label, field.AsHeading = q.ask, true
		}
		if a.options != nil {
			var err error
			if field.Options, err = a.options(r); err != nil {
				return nil, err
			}
		}
		if a.kind == interviewview.Lines {
			field.Rows = ui.RowsSpec{Name: a.name, Label: a.label, Hint: a.hint, Singular: "line", Columns: a.columns, Errors: errs}
			for _, row := range f.rows(a.names()...) {
				var cells []string
				for _, name := range a.names() {
					cells = append(cells, row[name])
				}
				field.Rows.Values = append(field.Rows.Values, cells)
			}
		}
		out = append(out, field)
	}
	return out, nil
}

// answerQuestion keeps what was answered and goes where the button says. Only going
// on asks that the answer be complete: going back and leaving keep it as it is.
func (s *Server) answerQuestion(r *request) error {
	a, q, err := r.asking()
	if err != nil {
		return err
	}
	f, err := r.form()
	if err != nil {
		return err
	}
	a.take(q, f)
	then, way := r.thenOf(a, f.text("then")), f.text("go")
	to, err := a.leave(q, way, then)
	if err != nil {
		return s.showQuestion(r, a, q, then, err)
	}
	a.values.Set(noteAt, to)
	if err := a.keep(r); err != nil {
		return err
	}
	if way == "leave" {
		return r.done(link.Interview(a.name), "Your answers are kept.")
	}
	return r.done(to, "")
}

// leave settles a page by the button that was pressed, and gives the address that
// follows. An error is what is wrong with the answer.
func (a run) leave(q question, way, then string) (string, error) {
	switch way {
	case "leave":
		return a.address(q.id, then), nil
	case "back":
		if then != "" {
			return a.returning(q.id, then), nil
		}
		return cmp.Or(a.before(q.id), link.Interview(a.name)), nil
	case "unknown":
		for _, name := range q.names() {
			delete(a.values, name)
		}
		a.settle(q, noteUnknown)
		return a.next(q.id, then), nil
	}
	if err := q.verify(a.form); err != nil {
		return "", err
	}
	a.settle(q, noteDone)
	return a.next(q.id, then), nil
}

// returning is the page from which an answer was opened for a change.
func (a run) returning(id, then string) string {
	if then == "check" {
		return link.InterviewCheck(a.name)
	}
	return a.address(then, "") + "#" + id
}

// settle notes how a page was answered.
func (a run) settle(q question, how string) {
	for _, note := range []string{noteDone, noteUnknown, noteKnown} {
		a.mark(note, q.id, note == how || note == noteKnown && a.marked(noteKnown, q.id) && how == noteDone)
	}
}
