package web

import (
	"net/url"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/templates/interviewview"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// interview is a declared list of questions whose answers, once checked, become
// records by the stages' own verbs, all of them or none. Until then the answers are
// a draft on the desk of the person who answers.
type interview struct {
	name, title, lead string
	clauses           []string
	minutes           string
	gives             []string            // what there is at the end
	can               []access.Permission // all of them are needed
	act               string              // the button that records: "Register AI system"
	questions         []question

	far    func(v view) ui.Status                               // how far the workspace is with what the interview asks
	known  func(r *request) (url.Values, error)                 // what records hold already, by field
	record func(r *request, a run) (to, said string, err error) // the act at the end
}

// question is one page. Its fields bear the names that the stage's messages use, so
// that a refusal at the end finds its way back.
type question struct {
	id, ask, why string
	label        string // of the answer where all of them are checked
	clause       string // or control
	hint         string // under the heading of a page without a single field
	fields       []asked
	needed       bool                                                    // without it nothing can be recorded
	aside        bool                                                    // reached by Change only
	skip         func(f form) bool                                       // it does not arise after these answers
	offer        func(r *request, f form) (url.Values, error)            // what stands in the fields before anything was answered
	table        func(r *request, f form) ([]interviewview.Group, error) // shown in place of fields
	check        func(l *check.List, f form)                             // rules beyond "something was answered"
}

// asked is one field of a question.
type asked struct {
	name, label, hint string // without a label the question itself is the label
	kind              interviewview.Kind
	empty             string // what to do when nothing was answered; "" where that is an answer
	complete          string // autocomplete
	options           func(r *request) ([]ui.Option, error)
	columns           []ui.RowColumn // of lines
	denies            bool           // what is not ticked is denied
}

// names are the form names that the field posts.
func (a asked) names() []string {
	if a.kind != interviewview.Lines {
		return []string{a.name}
	}
	var out []string
	for _, c := range a.columns {
		out = append(out, c.Name)
	}
	return out
}

// names are those of all fields.
func (q question) names() []string {
	var out []string
	for _, a := range q.fields {
		out = append(out, a.names()...)
	}
	return out
}

// says whether the question has an answer among these.
func (q question) answered(f form) bool {
	return slices.ContainsFunc(q.names(), func(name string) bool { return len(f.list(name)) > 0 })
}

// verify checks one page: everything is answered, and well.
func (q question) verify(f form) error {
	var l check.List
	for _, a := range q.fields {
		given := slices.ContainsFunc(a.names(), func(name string) bool { return len(f.list(name)) > 0 })
		if !given && a.empty != "" {
			l.Add(a.name, "%s, or choose “I do not know yet”", a.empty)
		}
		for _, name := range a.names() {
			l.AtMost(name, f.text(name), longestAnswer)
		}
	}
	if q.check != nil {
		q.check(&l, f)
	}
	return l.Err()
}

// longestAnswer is the limit of one answer, in characters.
const longestAnswer = 10000

// interviews lists them in the order in which a newcomer needs them.
func interviews() []interview {
	return []interview{firstSteps(), scopeInterview(), systemInterview()}
}

// mayRun says whether a person may do all that the interview ends in.
func (v interview) mayRun(who access.Actor) error {
	for _, p := range v.can {
		if err := who.Require(p); err != nil {
			return err
		}
	}
	return nil
}

// interviewOf finds the interview of the address for a person who may run it.
func (r *request) interviewOf() (interview, error) {
	for _, v := range interviews() {
		if v.name == r.Param("name") {
			return v, v.mayRun(r.who)
		}
	}
	return interview{}, fault.New(fault.NotFound, "There is no interview %q. Choose one from the list.", r.Param("name"))
}

// question finds a page by its name.
func (v interview) question(id string) (question, bool) {
	if i := v.index(id); i >= 0 {
		return v.questions[i], true
	}
	return question{}, false
}

func (v interview) index(id string) int {
	return slices.IndexFunc(v.questions, func(q question) bool { return q.id == id })
}

// asking finds the question that a message belongs to. The cell of a line,
// "exclusions.what.2", belongs to the question of its column.
func (v interview) asking(field string) (question, bool) {
	for _, q := range v.questions {
		for _, name := range q.names() {
			if name == field || strings.HasPrefix(field, name+".") {
				return q, true
			}
		}
	}
	return question{}, false
}

// address is where the question is asked.
func (v interview) address(id, then string) string { return link.InterviewQuestion(v.name, id, then) }

// under reads the fields of one record out of a form that asks several.
func (f form) under(prefix string) form {
	out := url.Values{}
	for name, values := range f.values {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			out[rest] = values
		}
	}
	return form{out}
}

// over names the messages of a record as the form that asks several does.
func over(prefix string, err error) error {
	all := check.Messages(err)
	if all == nil {
		return err
	}
	var l check.List
	for _, m := range all {
		l.Add(prefix+m.Field, "%s", m.Text)
	}
	return l.Err()
}
