package ui

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
)

// The example values of StylePage. They are examples of form, not of content. Links
// lead to real pages, and forms to the page itself, which keeps nothing.
const (
	styleHref      = "/style"
	styleElsewhere = "/risk"
)

// What breaks a page that does not wrap, escape or isolate it.
var (
	styleLong   = strings.Repeat("Donaudampfschifffahrt", 6)
	styleMarkup = "\"><script>x</script> שלום \u202eabc\u202c e\u0302\u0303 漢字"
)

// styleSteps is an editor of short lines with a limit.
func styleSteps(name string, words ...string) RowsSpec {
	spec := RowsSpec{Name: name, Label: Sentence(name), Hint: "3 to 6 steps, the lowest first.", Singular: "step", Max: 6, Columns: []RowColumn{{Name: name, Label: "Word"}}}
	for _, w := range words {
		spec.Values = append(spec.Values, []string{w})
	}
	return spec
}

var styleErrors = []check.Message{
	{Field: "wrong", Text: "Give the risk a title"},
	{Field: "wrong-day", Text: `"next week" is not a date. Write it as year-month-day, for example 2026-11-22`},
	{Field: "wrong-choice", Text: "Choose how the risk is treated"},
	{Field: RowField("measures.what", 1), Text: "Say what is done"},
}

var styleOptions = []Option{
	{Value: "modify", Label: "Modify", Hint: "Change its likelihood or its consequence by controls"},
	{Value: "retain", Label: "Retain", Hint: "Accept it as it is, within the criteria"},
	{Value: "avoid", Label: "Avoid"},
}

var styleRows = RowsSpec{
	Name: "measures", Label: "Measures", Hint: "Leave a line empty to drop it. Saving brings new empty lines.", Singular: "measure",
	Columns: []RowColumn{
		{Name: "measures.what", Label: "What is done", Area: true, Width: "wide"},
		{Name: "measures.due", Label: "Due", Date: true},
		{Name: "measures.kind", Label: "Kind", Options: styleOptions},
	},
	Values: [][]string{{"Sample answers every week", "2026-12-01", "modify"}, {"", "2026-12-15", ""}},
	Errors: styleErrors,
}

func styleTable(rows int) TableSpec {
	t := TableSpec{
		ID: "style-list", Caption: "Risks", Count: "3 of 214 risks",
		Columns: []Column{
			{Title: "Reference", Class: "ref", SortHref: styleElsewhere, Sort: "ascending"}, {Title: "Risk", Class: "wrap"},
			{Title: "Level", Class: "tight"}, {Title: "Status", Class: "tight"}, {Title: "Open measures", Class: "num"},
		},
		Filter: &Filter{Action: styleHref, Query: "chat", Search: "Search risks", Clear: styleElsewhere, Selects: []FilterSelect{
			{Name: "treatment", Label: "Treatment", Value: "retain", Options: styleOptions}}},
		Pager: Pager{Next: styleElsewhere, Prev: styleElsewhere, From: 51, To: 53, Total: 214},
		Empty: Empty{Title: "No risks yet", Clause: "6.1.2", ActionHref: styleElsewhere, ActionLabel: "Identify a risk",
			Why: "The register holds what could keep an AI system from doing what it is for, or harm people. The standard asks for a repeatable assessment whose results can be compared."},
	}
	if rows == 0 {
		t.Filter.Clear = "" // an empty register, not an empty answer
	}
	for i := range rows {
		t.Rows = append(t.Rows, Row{Ref: "RSK-2026-01" + itoa(i), Cells: []templ.Component{
			RefLink("RSK-2026-01"+itoa(i), styleElsewhere), Str("The assistant gives a confident answer that no source supports"),
			LevelBadge(Level{Band: 5 - i, Word: styleWordsOfBands[4-i], Score: 20 - 6*i}), StatusBadge(styleStatuses[i%4]), Num(i * 7)}})
	}
	return t
}

var (
	styleWordsOfBands = []string{"Very low", "Low", "Medium", "High", "Very high"}
	styleStatuses     = []Status{NeedsAttention, InProgress, NotStarted, Done}
)

func styleMatrix() MatrixSpec {
	m := MatrixSpec{
		Caption: "Residual risks by likelihood and consequence", RowTitle: "Likelihood", ColTitle: "Consequence",
		Columns: []string{"Minor", "Moderate", "Major", "Severe"},
		Legend:  "The heavy line is the acceptance threshold.",
		Note:    "A matrix orders coarsely: two risks in one cell may differ more than two in different cells.",
	}
	for i, title := range []string{"Almost certain", "Likely", "Possible", "Rare"} {
		row := MatrixRow{Title: title}
		for j := range m.Columns {
			band := min(5, max(1, 4-i+j-1))
			row.Cells = append(row.Cells, MatrixCell{Band: band, Word: styleWordsOfBands[band-1], Count: (i*3 + j*5) % 4, Href: styleElsewhere, Above: band > 3})
		}
		m.Rows = append(m.Rows, row)
	}
	return m
}

var styleConflict = Conflict{Who: "Amara Okafor", When: when.Instant("2026-11-22T09:30:00Z"), Form: "style-form",
	Both:   []ConflictField{{Name: "likelihood", Label: "Likelihood", Before: "3 Possible", Mine: "2 Unlikely", Theirs: "4 Likely", HasMine: true}},
	Taken:  []ConflictChange{{Field: "Owner", Before: "Jonas Weber", Theirs: "Amara Okafor"}},
	Mine:   []string{"Notes"},
	Others: []ConflictChange{{Field: "Status", Before: "Open", Theirs: "Closed"}},
}

var styleHistory = []HistoryEntry{
	{When: "2026-11-22T09:30:00Z", Who: "Amara Okafor", Act: "accepted the residual risk", Version: 3, Reason: "Within the criteria of 6.1.2 until the next review."},
	{When: "2026-11-20T14:05:00Z", Who: "Jonas Weber", Act: "treated the risk", Version: 2, Via: "import", Changes: []Change{
		{Field: "Treatment", After: "Modify"}, {Field: "Residual likelihood", Before: "4", After: "2"}}},
	{When: "2026-11-18T08:00:00Z", Who: "Jonas Weber", Act: "identified the risk", Version: 1},
}
