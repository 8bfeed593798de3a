package ui

import (
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/internal/check"
)

var oneError = []check.Message{{Field: "title", Text: "Give the risk a title"}, {Field: "other", Text: "Not mine"}}

func TestFieldsTieLabelHintAndError(t *testing.T) {
	field := Field{Name: "title", Label: "Title", Hint: "In one line", Value: "kept text", Values: []string{"b"}, Errors: oneError, Required: true}
	options := []Option{{Value: "a", Label: "First"}, {Value: "b", Label: "Second", Hint: "More"}}
	tests := map[string]templ.Component{
		"Text": Text(field), "TextArea": TextArea(field), "DateField": DateField(field), "Password": Password(field),
		"File": File(field), "Select": Select(field, options), "Radios": Radios(field, options), "Checkboxes": Checkboxes(field, options),
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			p := read(t, c)
			p.holdsTogether()
			p.one("id", "title") // where the error link of the summary leads
			described := p.all(func(n *html.Node) bool { return value(n, "aria-describedby") == "title-hint title-error" })
			if len(described) != 1 {
				t.Errorf("%d elements are tied to hint and error, want 1", len(described))
			}
			if got := words(p.one("id", "title-error")); got != "Error: Give the risk a title" {
				t.Errorf("error reads %q", got)
			}
			if text := p.text(); strings.Contains(text, "(optional)") || strings.Contains(text, "Not mine") {
				t.Errorf("a required field shows %q", text)
			}
			for _, n := range p.all(isControl) {
				if _, ok := attr(n, "required"); ok {
					t.Error("the browser must not validate")
				}
			}
		})
	}
}

func TestFieldsWithoutErrorAreQuiet(t *testing.T) {
	p := read(t, Text(Field{Name: "title", Label: "Title"}))
	n := p.one("id", "title")
	for _, key := range []string{"aria-invalid", "aria-describedby", "autocomplete", "inputmode"} {
		if _, ok := attr(n, key); ok {
			t.Errorf("an empty field carries %s", key)
		}
	}
	if got := words(p.tags("label")[0]); got != "Title (optional)" {
		t.Errorf("label reads %q", got)
	}
}

func TestValuesAreKept(t *testing.T) {
	if got := value(read(t, Text(Field{Name: "a", Value: `"<b>`})).one("id", "a"), "value"); got != `"<b>` {
		t.Errorf("Text keeps %q", got)
	}
	for _, text := range []string{"one\ntwo", "\nfirst line empty", "  indented", "", "</textarea><script>"} {
		area := read(t, TextArea(Field{Name: "a", Value: text})).one("id", "a")
		got := ""
		if area.FirstChild != nil {
			got = area.FirstChild.Data
		}
		if got != text {
			t.Errorf("TextArea keeps %q of %q", got, text)
		}
	}
	if got := value(read(t, Password(Field{Name: "p", Value: "secret"})).one("id", "p"), "value"); got != "" {
		t.Errorf("Password sends %q back", got)
	}
}

func TestDateFieldShowsWhatIsNotADate(t *testing.T) {
	for text, kind := range map[string]string{"2026-11-22": "date", "": "date", "next week": "text", "2026-02-30": "text"} {
		n := read(t, DateField(Field{Name: "d", Value: text})).one("id", "d")
		if value(n, "type") != kind || value(n, "value") != text {
			t.Errorf("%q is shown as type %q with %q", text, value(n, "type"), value(n, "value"))
		}
	}
}

func TestSelectDecidesNothing(t *testing.T) {
	options := Choices([]Status{NotStarted, Done})
	chosen := func(c templ.Component) (first, selected string) {
		for _, o := range read(t, c).tags("option") {
			if first == "" {
				first = words(o)
			}
			if _, ok := attr(o, "selected"); ok {
				selected += words(o)
			}
		}
		return first, selected
	}
	if first, sel := chosen(Select(Field{Name: "s"}, options)); first != "Choose one" || sel != "" {
		t.Errorf("empty: first %q, selected %q", first, sel)
	}
	if _, sel := chosen(Select(Field{Name: "s", Value: "Done"}, options)); sel != "Done" {
		t.Errorf("stored: selected %q", sel)
	}
	if _, sel := chosen(Select(Field{Name: "s", Value: "Dropped"}, options)); sel != "Dropped" {
		t.Errorf("a value no longer offered is lost: selected %q", sel)
	}
	own := append([]Option{{Value: "", Label: "Nobody"}}, options...)
	if first, sel := chosen(Select(Field{Name: "s"}, own)); first != "Nobody" || sel != "Nobody" {
		t.Errorf("own empty option: first %q, selected %q", first, sel)
	}
}

func TestCheckboxesKeepEveryChoice(t *testing.T) {
	p := read(t, Checkboxes(Field{Name: "who", Values: []string{"a", "c"}}, Choices([]string{"a", "b", "c"})))
	var got []string
	for _, n := range p.tags("input") {
		if _, ok := attr(n, "checked"); ok {
			got = append(got, value(n, "value"))
		}
	}
	if strings.Join(got, ",") != "a,c" {
		t.Errorf("checked %v", got)
	}
}

func TestAsHeadingIsTheOnlyHeading(t *testing.T) {
	for _, c := range []templ.Component{Text(Field{Name: "q", Label: "What is it for?", AsHeading: true, Required: true}), Radios(Field{Name: "q", Label: "What is it for?", AsHeading: true, Required: true}, nil)} {
		h := read(t, c).tags("h1")
		if len(h) != 1 || words(h[0]) != "What is it for?" {
			t.Errorf("%d headings", len(h))
		}
	}
}

func TestRowsWorkWithoutAScript(t *testing.T) {
	p := read(t, Rows(styleRows))
	p.holdsTogether()
	lines := len(styleRows.Values) + blankRows
	named := map[string]int{}
	for _, n := range p.all(isControl) {
		named[value(n, "name")]++
	}
	for _, c := range styleRows.Columns {
		if named[c.Name] != lines {
			t.Errorf("%s is posted %d times, want once a line, %d", c.Name, named[c.Name], lines)
		}
	}
	wrong := p.one("id", RowField("measures.what", 1))
	if value(wrong, "aria-invalid") != "true" || value(wrong, "aria-describedby") != "measures.what.1-error" {
		t.Errorf("the refused cell carries %v", wrong.Attr)
	}
	if got := value(p.one("id", RowField("measures.due", 0)), "value"); got != "2026-12-01" {
		t.Errorf("first due date is %q", got)
	}
	empty := read(t, Rows(RowsSpec{Name: "m", Label: "Measures", Singular: "measure", Columns: styleRows.Columns}))
	if got := len(empty.tags("textarea")); got != blankRows {
		t.Errorf("%d blank lines, want %d", got, blankRows)
	}
}
