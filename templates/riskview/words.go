package riskview

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Level is the badge of a threat's level; see [LevelOf].
func Level(c risk.Criteria, level int) templ.Component { return LevelOf(c, risk.Threat, level) }

// LevelOf is the badge of a level by the criteria in force, in the words of a kind.
// Without criteria it is a bare score, and what is not assessed says so.
func LevelOf(c risk.Criteria, k risk.Kind, level int) templ.Component {
	if level == 0 {
		return ui.Str("Not assessed")
	}
	gain := k == risk.Opportunity
	index, band := c.Band(level)
	if index < 0 {
		return ui.LevelBadge(ui.Level{Word: "Score", Score: level, Gain: gain})
	}
	return ui.LevelBadge(ui.Level{Band: c.Tone(index), Word: band.WordOf(k), Score: level, Gain: gain})
}

// word is a level in running text: "10 (High)".
func word(c risk.Criteria, k risk.Kind, level int) string {
	if w := c.BandWord(k, level); w != "" {
		return strconv.Itoa(level) + " (" + w + ")"
	}
	return strconv.Itoa(level)
}

// step is one step of a scale with its word: "4, Likely".
func step(words []string, n int) string {
	if n < 1 || n > len(words) || words[n-1] == strconv.Itoa(n) {
		return strconv.Itoa(n)
	}
	return strconv.Itoa(n) + ", " + words[n-1]
}

// words and prose are text for a list of facts; nothing written shows as a dash.
func words(text string) templ.Component {
	if text == "" {
		return nil
	}
	return ui.Str(text)
}

func prose(text string) templ.Component {
	if text == "" {
		return nil
	}
	return ui.Prose(text)
}

// score explains how a level came about.
func score(c risk.Criteria, k risk.Kind, likelihood, impact int) string {
	if risk.Level(likelihood, impact) == 0 {
		return ""
	}
	likelihoods, impacts := c.Words(k)
	return "Likelihood " + step(likelihoods, likelihood) + " × " + strings.ToLower(wordsOf(k).impact) + " " + step(impacts, impact)
}

// kindWords are what a kind calls its parts: an opportunity has a benefit, and its
// plan is not there to bring it down.
type kindWords struct {
	one, impact, before, after, beforeHint, afterHint, treat, harm string
}

func wordsOf(k risk.Kind) kindWords {
	if k == risk.Opportunity {
		return kindWords{
			one: "opportunity", impact: "Benefit", before: "As things are, without a plan", after: "With the plan",
			beforeHint: "What do you know today: a trial, a count, what people told you? Somebody else should come to the same score.",
			afterHint:  "Why should the plan bring this much, and what would show it?",
			treat:      "What do you make of it?", harm: "Gain",
		}
	}
	return kindWords{
		one: "risk", impact: "Impact", before: "Inherent risk, before treatment", after: "Residual risk, after treatment",
		beforeHint: "What do you base it on: an incident, a count, a test, a judgement of whom? Somebody else should come to the same score.",
		afterHint:  "Which controls bring it down, and what shows that they work? If nothing falls, say why not.",
		treat:      "What do you do about it?", harm: "Consequences",
	}
}

func steps(words []string) []ui.Option {
	options := make([]ui.Option, len(words))
	for i := range words {
		options[i] = ui.Option{Value: strconv.Itoa(i + 1), Label: step(words, i+1)}
	}
	return options
}

// chosen is the value of a select: nothing where nothing is chosen yet.
func chosen(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// Choices offers stored values with a capital letter.
func Choices[T ~string](values []T) []ui.Option {
	options := make([]ui.Option, len(values))
	for i, v := range values {
		options[i] = ui.Option{Value: string(v), Label: ui.Sentence(v)}
	}
	return options
}

func kinds() []ui.Option {
	return []ui.Option{
		{Value: string(risk.Threat), Label: "Threat", Hint: "It could harm people, the organisation or society."},
		{Value: string(risk.Opportunity), Label: "Opportunity", Hint: "It could bring a benefit that is worth a plan (6.1.1). It has words of its own for levels and options."},
	}
}

func treatments(k risk.Kind) []ui.Option {
	about := map[risk.Treatment]string{
		risk.Mitigate: "Make it less likely or less bad by controls.",
		risk.Avoid:    "Stop or do not start what brings the risk.",
		risk.Share:    "Let a supplier or insurer carry part of it, under controls.",
		risk.Accept:   "Take it as it is. Above the threshold the designated management must agree.",
	}
	if k == risk.Opportunity {
		about = map[risk.Treatment]string{
			risk.Exploit: "Do what makes sure that it comes true.",
			risk.Enhance: "Make it more likely, or its benefit greater.",
			risk.Share:   "Win it together with somebody who can do a part better.",
			risk.Accept:  "Take it if it comes, and do nothing for it.",
		}
	}
	var out []ui.Option
	for _, t := range risk.TreatmentsOf(k) {
		out = append(out, ui.Option{Value: string(t), Label: ui.Sentence(t), Hint: about[t]})
	}
	return out
}

func statuses() []ui.Option {
	return []ui.Option{
		{Value: string(risk.Open), Label: "Open", Hint: "Treatment is still to come or under way."},
		{Value: string(risk.Treated), Label: "Treated", Hint: "Treatment is done; the risk is watched."},
		{Value: string(risk.Closed), Label: "Closed", Hint: "The risk no longer exists."},
	}
}

// tabs lead between the parts of the stage.
func tabs(current string) []ui.Tab {
	all := []ui.Tab{
		{Title: "Register", Href: link.Risks()}, {Title: "Matrix", Href: link.RiskMatrix()}, {Title: "Plans", Href: link.Plans()},
		{Title: "Acceptances", Href: link.Acceptances()}, {Title: "Library", Href: link.Library()}, {Title: "Criteria", Href: link.Criteria()},
	}
	for i := range all {
		all[i].Current = all[i].Href == current
	}
	return all
}

// groupErrors gives the messages about controls to the first group only, where
// their links lead.
func (p FormPage) groupErrors(group int) []check.Message {
	if group > 0 {
		return nil
	}
	var own []check.Message
	for _, m := range p.State.Errors {
		if m.Field == "controls" {
			own = append(own, m)
		}
	}
	return own
}

// CellName is a cell of the matrix in words: "4, Likely × 5, Severe".
func CellName(c risk.Criteria, k risk.Kind, cell risk.Cell) string {
	if cell == (risk.Cell{}) {
		return "Not assessed"
	}
	likelihoods, impacts := c.Words(k)
	return step(likelihoods, cell.Likelihood) + " × " + step(impacts, cell.Impact)
}
