package web

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
)

// What a draft of an interview holds beside the answers.
const (
	noteAt      = "interview.at"      // the page to go on at
	noteDone    = "interview.done"    // pages that were answered
	noteUnknown = "interview.unknown" // pages answered with "I do not know yet"
	noteKnown   = "interview.known"   // pages that records had answered before
	noteWas     = "was."              // before a field: what the record said when the interview began
)

// run is an interview under way.
type run struct {
	interview
	form         // the answers
	kept    bool // there is a draft
	savedAt when.Instant
}

// run takes up the draft of the person, or begins with what records hold.
func (v interview) run(r *request) (run, error) {
	d, kept, err := r.s.desk.Draft(r.ctx(), r.who.Ref, link.Interview(v.name))
	if err != nil || kept {
		return run{v, form{d.Answers}, kept, d.SavedAt}, err
	}
	known, err := v.known(r)
	if err != nil {
		return run{}, err
	}
	a := run{interview: v, form: form{url.Values{}}}
	a.learn(known)
	return a, nil
}

// learn takes over what records say, where the person has not said otherwise.
func (a run) learn(known url.Values) {
	for name, now := range known {
		if was := a.values[noteWas+name]; slices.Equal(a.values[name], was) {
			a.values[name] = now
		}
		a.values[noteWas+name] = now
	}
	for _, q := range a.questions {
		if form := (form{known}); len(q.fields) > 0 && q.answered(form) {
			a.mark(noteKnown, q.id, true)
		}
	}
}

// keep puts the answers on the desk.
func (a run) keep(r *request) error {
	_, err := r.s.desk.Keep(r.ctx(), r.who.Ref, link.Interview(a.name), a.title, a.values)
	return err
}

// take puts the posted answers of one page into the run.
func (a run) take(q question, f form) {
	for _, name := range q.names() {
		a.values[name] = slices.Clone(f.values[name])
	}
}

// mark notes that a page is one of those, or is not.
func (a run) mark(note, id string, on bool) {
	rest := slices.DeleteFunc(slices.Clone(a.values[note]), func(other string) bool { return other == id })
	if on {
		rest = append(rest, id)
	}
	a.values[note] = rest
}

func (a run) marked(note, id string) bool { return slices.Contains(a.values[note], id) }

// settled says whether a page needs no more answering.
func (a run) settled(q question) bool {
	return a.marked(noteDone, q.id) || a.marked(noteUnknown, q.id) || a.marked(noteKnown, q.id)
}

// arises says whether a question is asked at all after the answers so far.
func (a run) arises(q question) bool { return q.skip == nil || !q.skip(a.form) }

// walk lists the questions one after the other: those that arise and that no
// record has answered.
func (a run) walk() []question {
	return slices.DeleteFunc(slices.Clone(a.questions), func(q question) bool {
		return q.aside || !a.arises(q) || a.marked(noteKnown, q.id)
	})
}

// next is the address that follows a page: the one it was opened from, once nothing
// new arises; else the next question, and at the end checking the answers.
func (a run) next(id, then string) string {
	if then != "" && then != "check" {
		return link.InterviewQuestion(a.name, then, "") + "#" + id
	}
	at := a.index(id)
	for _, q := range a.walk() {
		if a.index(q.id) > at && (then == "" || !a.settled(q)) {
			return a.address(q.id, then)
		}
	}
	return link.InterviewCheck(a.name)
}

// before is the address of the question before a page; empty at the first.
func (a run) before(id string) string {
	at, found := a.index(id), ""
	for _, q := range a.walk() {
		if at < 0 || a.index(q.id) < at {
			found = a.address(q.id, "")
		}
	}
	return found
}

// begin is where the interview begins or goes on: the first question that is open.
func (a run) begin() string {
	if at := a.text(noteAt); at != "" {
		return at
	}
	for _, q := range a.walk() {
		if !a.settled(q) {
			return a.address(q.id, "")
		}
	}
	return link.InterviewCheck(a.name)
}

// offered is the run as a page shows it: with what the question offers where
// nothing was answered yet.
func (a run) offered(r *request, q question) (form, error) {
	if q.offer == nil || q.answered(a.form) || a.settled(q) {
		return a.form, nil
	}
	offers, err := q.offer(r, a.form)
	if err != nil {
		return a.form, err
	}
	shown := maps.Clone(a.values)
	maps.Copy(shown, offers)
	return form{shown}, nil
}

// step says in words how far the interview is.
func (a run) step(id string) string {
	walk := a.walk()
	at := slices.IndexFunc(walk, func(q question) bool { return q.id == id })
	if at < 0 {
		return "Change an answer"
	}
	return "Question " + itoa(at+1) + " of " + itoa(len(walk))
}

// open lists the questions without an answer, in their order.
func (a run) open() []question {
	return slices.DeleteFunc(slices.Clone(a.questions), func(q question) bool {
		return q.aside || !a.arises(q) || a.marked(noteKnown, q.id) || a.marked(noteDone, q.id)
	})
}

// openPoints writes the open questions as a note for a record; empty when all is known.
func (a run) openPoints() string {
	var all []string
	for _, q := range a.open() {
		all = append(all, q.label)
	}
	if len(all) == 0 {
		return ""
	}
	return "Not known yet: " + strings.ToLower(strings.Join(all, ", ")) + "."
}
