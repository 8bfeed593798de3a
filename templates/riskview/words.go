package riskview

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Level is the badge of a level by the criteria in force. Without criteria it is a
// bare score, and a risk that is not assessed says so.
func Level(c risk.Criteria, level int) templ.Component {
	if level == 0 {
		return ui.Str("Not assessed")
	}
	index, band := c.Band(level)
	if index < 0 {
		return ui.LevelBadge(ui.Level{Word: "Score", Score: level})
	}
	return ui.LevelBadge(ui.Level{Band: c.Tone(index), Word: band.Name, Score: level})
}

// word is a level in running text: "10 (High)".
func word(c risk.Criteria, level int) string {
	if _, band := c.Band(level); band.Name != "" {
		return strconv.Itoa(level) + " (" + band.Name + ")"
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
func score(c risk.Criteria, likelihood, impact int) string {
	if risk.Level(likelihood, impact) == 0 {
		return ""
	}
	likelihoods, impacts := c.Steps()
	return "Likelihood " + step(likelihoods, likelihood) + " × impact " + step(impacts, impact)
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
		{Value: string(risk.Opportunity), Label: "Opportunity", Hint: "It could bring a benefit that is worth planning for (6.1.1)."},
	}
}

func treatments() []ui.Option {
	return []ui.Option{
		{Value: string(risk.Mitigate), Label: "Mitigate", Hint: "Make it less likely or less bad by controls."},
		{Value: string(risk.Avoid), Label: "Avoid", Hint: "Stop or do not start what brings the risk."},
		{Value: string(risk.Share), Label: "Share", Hint: "Let a supplier or insurer carry part of it, under controls."},
		{Value: string(risk.Accept), Label: "Accept", Hint: "Take it as it is. Above the threshold the designated management must agree."},
	}
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
		{Title: "Register", Href: link.Risks()}, {Title: "Matrix", Href: link.RiskMatrix()}, {Title: "Criteria", Href: link.Criteria()},
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
func CellName(c risk.Criteria, cell risk.Cell) string {
	if cell == (risk.Cell{}) {
		return "Not assessed"
	}
	likelihoods, impacts := c.Steps()
	return step(likelihoods, cell.Likelihood) + " × " + step(impacts, cell.Impact)
}
