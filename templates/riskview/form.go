package riskview

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (p FormPage) words() kindWords { return wordsOf(p.Risk.Kind) }

// option is the question for the treatment of one kind. The group of the other kind
// has an id of its own and nothing chosen.
func (p FormPage) option(k risk.Kind) ui.Field {
	f := ui.Field{Name: "treatment", Label: wordsOf(k).treat}
	if (k == risk.Opportunity) == (p.Risk.Kind == risk.Opportunity) {
		f.Value, f.Errors = string(p.Risk.Treatment), p.State.Errors
		return f
	}
	f.ID = "treatment-" + string(k)
	return f
}

func (p FormPage) worst() string {
	if p.Risk.Kind == risk.Opportunity {
		return "Take the greatest of organisation, individuals and society."
	}
	return "Take the worst of organisation, individuals and society."
}

// cadence says how often the criteria want a look.
func (p FormPage) cadence() string {
	const also = "Also look again when the system or its use changes."
	var parts []string
	for _, b := range p.Criteria.Bands {
		if b.Months > 0 {
			parts = append(parts, b.WordOf(p.Risk.Kind)+": "+every(b.Months))
		}
	}
	if len(parts) == 0 {
		return also
	}
	return "Left empty, the criteria set it. " + strings.Join(parts, "; ") + ". " + also
}

// every says a number of months in words.
func every(months int) string {
	switch months {
	case 1:
		return "every month"
	case 12:
		return "every year"
	}
	return "every " + strconv.Itoa(months) + " months"
}

func (p FormPage) title() string {
	if p.Risk.Ref != "" {
		return "Assess " + p.words().one
	}
	if p.Risk.Kind == risk.Opportunity {
		return "Record an opportunity"
	}
	return "Identify a risk"
}

func (p FormPage) lead() string {
	if p.Risk.Ref == "" {
		return "Only the title is needed to begin. What is left open shows as a gap, not as an error. A score needs its reason."
	}
	return p.Risk.Title
}

func (p FormPage) action() string {
	if p.Risk.Ref == "" {
		return link.Risks()
	}
	return link.Risk(p.Risk.Ref)
}

func (p FormPage) cancel() string { return p.action() }

func (p FormPage) likelihoods() []ui.Option {
	words, _ := p.Criteria.Words(p.Risk.Kind)
	return withNone(steps(words))
}

func (p FormPage) impacts() []ui.Option {
	_, words := p.Criteria.Words(p.Risk.Kind)
	return withNone(steps(words))
}

// withNone lets a score stay open.
func withNone(options []ui.Option) []ui.Option {
	return append([]ui.Option{{Label: "Not assessed yet"}}, options...)
}

// tally counts the chosen controls of a group.
func (p FormPage) tally(g Group) string {
	return strconv.Itoa(p.chosenOf(g)) + " of " + strconv.Itoa(len(g.Options)) + " chosen"
}

func (p FormPage) chosenOf(g Group) int {
	n := 0
	for _, o := range g.Options {
		if slices.Contains(p.Risk.Controls, o.Value) {
			n++
		}
	}
	return n
}

// open shows the groups in which something is chosen, and the first when a
// message stands there.
func (p FormPage) open(i int) bool {
	return p.chosenOf(p.Groups[i]) > 0 || len(p.groupErrors(i)) > 0
}
