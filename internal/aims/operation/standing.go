package operation

import (
	"fmt"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/when"
)

// Wants says what keeps a round from being passed: questions without an answer, a no or
// a not applicable without its reason, a yes that nothing shows.
func (g Gate) Wants() []string {
	var out []string
	open := 0
	for n, it := range g.Items() {
		a := g.To(it.ID)
		switch {
		case a.Said == "":
			open++
		case a.Said == Yes && a.Reason == "" && len(a.Shown) == 0:
			out = append(out, fmt.Sprintf("Question %d: say or point to what shows the yes", n+1))
		case a.Said != Yes && a.Reason == "":
			out = append(out, fmt.Sprintf("Question %d: give the reason for the answer", n+1))
		}
	}
	if open > 0 {
		out = append([]string{fmt.Sprintf("%d of %d questions are not answered yet", open, len(g.Items()))}, out...)
	}
	return out
}

// Answered says how many questions have an answer.
func (g Gate) Answered() int { return g.count(Yes) + g.count(No) + g.count(NotApplicable) }

// Status is how a round stands on a day: late, refused or with conditions that are
// overdue it needs attention; signed, it is done once no condition is open.
func (g Gate) Status(today when.Day) aims.Status {
	switch {
	case g.Verdict == Refused,
		g.Verdict == WithConditions && g.FulfilledOn == "" && g.ConditionsBy.Passed(today),
		!g.Signed() && g.Planned.Passed(today):
		return aims.NeedsAttention
	case g.Verdict == WithConditions && g.FulfilledOn == "":
		return aims.InProgress
	case g.Signed():
		return aims.Done
	case len(g.Answers) > 0 || g.Ref != "":
		return aims.InProgress
	}
	return aims.NotStarted
}

// Word says in a few words how a round stands, beside its status.
func (g Gate) Word(today when.Day) string {
	switch {
	case g.Ref == "":
		return ""
	case !g.Signed():
		word := fmt.Sprintf("%d of %d answered", g.Answered(), len(g.Items()))
		if g.Planned.Passed(today) {
			word += "; was wanted by " + g.Planned.Human()
		}
		return word
	case g.Verdict == WithConditions && g.FulfilledOn == "":
		return "Conditions until " + g.ConditionsBy.Human()
	}
	return strings.ToUpper(string(g.Verdict[:1])) + string(g.Verdict[1:]) + " on " + g.SignedAt.Day().Human()
}

// Stand is how one AI system stands at one gate.
type Stand struct {
	Of     controls.Gate
	Newest Gate   // the newest round; without a reference while none was begun
	Before []Gate // the rounds before it, the newest first
	Status aims.Status
}

// Row gives how a system stands at every gate, in their order; rounds are those of all
// systems, in the order of references.
func Row(system string, rounds []Gate, today when.Day) []Stand {
	var out []Stand
	for _, of := range controls.MustLoad().Gates {
		s := Stand{Of: of, Newest: Gate{System: system, Gate: of.ID}}
		for _, g := range rounds {
			if g.System != system || g.Gate != of.ID || g.Retired() {
				continue
			}
			if s.Newest.Ref != "" {
				s.Before = append([]Gate{s.Newest}, s.Before...)
			}
			s.Newest = g
		}
		s.Status = s.Newest.Status(today)
		out = append(out, s)
	}
	return out
}
