// Package reviewview renders the management review (9.3): what it looks at, who took
// part, what was decided, and the minutes that top management signs.
package reviewview

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/review"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// InputsPage shows what a review looks at, and lets who prepares it say what it means.
type InputsPage struct {
	Review  review.Review
	MayEdit bool
	Moved   bool // the trail has moved since the inputs were filled
	State   ui.State
}

// HoldPage asks who took part and what top management says.
type HoldPage struct {
	Review  review.Review
	Meeting review.Meeting
	People  []ui.Option
	Chosen  []string
	State   ui.State
}

// MinutesPage shows the minutes; with Signing it asks for a signature.
type MinutesPage struct {
	Review    review.Review
	Main      string // HTML: who took part, what was said and decided
	Inputs    string // HTML: what the review looked at
	Sum       string
	Consent   string
	Hindrance string
	SetBy     string // who set the signer's password, where it was another
	Sample    bool
	Signing   bool
	MaySign   bool
	State     ui.State
}

// BecomePage asks what a decision becomes.
type BecomePage struct {
	Decision        review.Decision
	As              review.Form
	Nonconformity   string
	Nonconformities []ui.Option
	State           ui.State
}

// StateBadge says how far a review is.
func StateBadge(r review.Review) templ.Component {
	switch {
	case r.Retired():
		return ui.Badge(ui.Neutral, "Retired")
	case r.State() == review.Signed:
		return ui.Badge(ui.Good, "Signed")
	case r.State() == review.Held:
		return ui.Badge(ui.Warn, "Held, to be signed")
	}
	return ui.Badge(ui.Neutral, ui.Sentence(r.State()))
}

// DecisionWord is the state of a decision in words.
func DecisionWord(d review.Decision) string {
	switch {
	case d.Retired():
		return "Retired"
	case d.Open():
		return "Open"
	}
	return "Ended"
}

// DecisionBadge is the same as a badge.
func DecisionBadge(d review.Decision) templ.Component {
	kind := ui.Good
	if d.Retired() {
		kind = ui.Neutral
	} else if d.Open() {
		kind = ui.Warn
	}
	return ui.Badge(kind, DecisionWord(d))
}

func decisionTable(all []review.Decision) ui.TableSpec {
	t := ui.TableSpec{
		ID: "decisions", Caption: "Decisions",
		Columns: []ui.Column{{Title: "Ref", Class: "ref"}, {Title: "Decision", Class: "wrap"}, {Title: "Carried out by"}, {Title: "Due", Class: "tight"}, {Title: "State", Class: "tight"}},
	}
	for _, d := range all {
		t.Rows = append(t.Rows, ui.Row{Ref: d.Ref, Cells: []templ.Component{
			ui.RefLink(d.Ref, link.Entry(d.Ref)), ui.Str(d.Title), ui.Str(d.Owner), ui.Str(d.Due.Human()), DecisionBadge(d),
		}})
	}
	return t
}

func attendance(r review.Review) []ui.Fact {
	var out []ui.Fact
	for _, a := range r.Attended {
		who := cmp.Or(a.Title, a.Role.Title())
		if a.Top() {
			who += ", top management"
		}
		out = append(out, ui.Fact{Label: a.Name, Value: ui.Str(who)})
	}
	for _, g := range r.Guests {
		out = append(out, ui.Fact{Label: g, Value: ui.Str("without an account")})
	}
	return out
}

func signed(r review.Review) []ui.Fact {
	var out []ui.Fact
	for _, s := range r.Signatures {
		out = append(out, ui.Fact{Label: s.Name, Value: ui.Str(cmp.Or(s.Title, s.Role) + ", " + s.SignedAt.Human())})
	}
	return out
}

// count is what is counted and how many.
func count(f review.Figure) string { return f.Label + ": " + strconv.Itoa(len(f.Records)) }

func names(n review.Named) string { return cmp.Or(strings.TrimSpace(n.Title), n.Ref) }

// series draws a trend; points that are no numbers are left out.
func series(t review.Trend) ui.Series {
	s := ui.Series{Says: t.Title + ": " + t.Values() + "."}
	for _, p := range t.Points {
		if v, err := strconv.ParseFloat(strings.Replace(p.Value, ",", ".", 1), 64); err == nil {
			s.Points = append(s.Points, ui.Point{On: p.On, Value: v, Bad: p.Bad})
		}
	}
	if v, err := strconv.ParseFloat(strings.Replace(t.Bound, ",", ".", 1), 64); err == nil {
		s.Bounds = []ui.Bound{{Value: v, Class: "alert"}}
	}
	return s
}

func valueTable(id string, t review.Trend) ui.TableSpec {
	spec := ui.TableSpec{ID: id, Caption: "Values of " + t.Title, Columns: []ui.Column{{Title: "Day", Class: "tight"}, {Title: "Value", Class: "num"}, {Title: ""}}}
	for _, p := range t.Points {
		said := ""
		if p.Bad {
			said = "Beyond the threshold"
		}
		spec.Rows = append(spec.Rows, ui.Row{Cells: []templ.Component{ui.Str(p.On.Human()), ui.Str(strings.TrimSpace(p.Value + " " + t.Unit)), ui.Str(said)}})
	}
	return spec
}

func asOf(r review.Review) string {
	return "Filled by " + r.FilledBy + " on " + r.FilledAt.Human() + ", from entry " + strconv.FormatInt(r.Position, 10) + " of the audit trail. It looks back to " + lookback(r).Human() + "."
}

func lookback(r review.Review) when.Day {
	if r.PeriodFrom != "" {
		return r.PeriodFrom
	}
	return when.Day(r.FilledAt.Day().Time().AddDate(-1, 0, 0).Format("2006-01-02"))
}

func guests(m review.Meeting) string { return strings.Join(m.Guests, "\n") }

// clause is that of an input that the standard asks for.
func clause(in review.Input) string {
	if in.Asked() {
		return "9.3.2"
	}
	return ""
}

func trendID(in review.Input, i int) string {
	return strings.ToLower(in.ID) + "-" + strconv.Itoa(i)
}
