package ui

import (
	"strings"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
)

// Field is one question of a form.
type Field struct {
	Name  string // form name; Errors are picked by it and error links point at it
	ID    string // element id where it must differ from Name
	Label string
	Hint  string

	Value    string          // what was typed or is stored, always shown again
	Values   []string        // the chosen ones, for Checkboxes
	Errors   []check.Message // all messages of the form; the field takes its own
	Required bool            // where false the label says "(optional)"

	Type         string // of Text: "" is text; also email, search, url, tel
	Rows         int    // of TextArea; 0 is 4
	Width        string // "short" for numbers, "medium" for names; "" fills the line
	Autocomplete string
	InputMode    string
	Accept       string // of File: media types
	Multiple     bool   // of File

	AsHeading bool // the label is the page's heading, for one question a page
	HideLabel bool // the label is for screen readers only, for filters and rows
}

// own gives the messages of this field.
func (f Field) own() []check.Message { return messagesFor(f.Name, f.Errors) }

// wrong says whether the field was refused.
func (f Field) wrong() bool { return len(f.own()) > 0 }

// id is the element id; an error link finds the control by it.
func (f Field) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Name
}

func (f Field) described() string { return describedBy(f.id(), f.Hint != "", f.wrong()) }

func (f Field) rows() string {
	if f.Rows > 0 {
		return itoa(f.Rows)
	}
	return "4"
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// DateKind keeps a text that is not a date visible: a date input would blank it.
func (f Field) DateKind() string {
	if when.Day(f.Value).Valid() {
		return "date"
	}
	return "text"
}

func dateDefaults(f Field) Field {
	if f.Width == "" {
		f.Width = "date"
	}
	return f
}

func withoutValue(f Field) Field {
	f.Value = ""
	return f
}

// keepNewline doubles a leading line break, because HTML drops the first one in a
// textarea and the text would shrink with every save.
func keepNewline(text string) string {
	if strings.HasPrefix(text, "\n") || strings.HasPrefix(text, "\r\n") {
		return "\n" + text
	}
	return text
}
