// Package ui holds the components every page is made of: fields, forms, tables,
// badges, histories. They take plain values and know no store, no request and no
// role; what may not be done is simply not passed in.
//
// Fields follow the GOV.UK rules: a label, a hint, the error at the field and again
// in a summary on top, the typed text kept, and no validation by the browser. A
// colour never says what a word does not say as well.
package ui

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/static"
)

// Kind is the tone of a badge, notice or button.
type Kind string

// The tones. Badges and notices know Neutral, Info, Good, Warn and Bad; buttons
// know Primary, Secondary, Quiet and Danger.
const (
	Neutral Kind = "neutral"
	Info    Kind = "info"
	Good    Kind = "good"
	Warn    Kind = "warn"
	Bad     Kind = "bad"

	Primary   Kind = "primary"
	Secondary Kind = "secondary"
	Quiet     Kind = "quiet"
	Danger    Kind = "danger"
)

// Status is how far a piece of work is, in one of four words.
type Status = aims.Status

// The four words of [aims.Statuses].
const (
	NotStarted     = aims.NotStarted
	InProgress     = aims.InProgress
	NeedsAttention = aims.NeedsAttention
	Done           = aims.Done
)

// Str is plain text as a component, for table cells and facts. It is escaped.
func Str(s string) templ.Component { return text(s) }

// text is a component without a closure, because lists hold hundreds of them.
type text string

// Render writes the text escaped.
func (t text) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, templ.EscapeString(t))
	return err
}

// Num is a whole number as a component.
func Num(n int) templ.Component { return Str(strconv.Itoa(n)) }

// Icon is an embedded icon by its lucide name. It is hidden from screen readers, so
// words must stand beside it.
func Icon(name string) templ.Component { return drawing(static.Icon(name)) }

// Mark is the product's mark.
func Mark() templ.Component { return drawing(static.Mark()) }

// drawing is an embedded SVG. It is no text of anybody's, so it is not escaped.
type drawing string

// Render writes the drawing as it is.
func (d drawing) Render(_ context.Context, w io.Writer) error {
	_, err := io.WriteString(w, string(d))
	return err
}

// RowField names the cell of a repeatable row in messages and ids: the column's
// name and the row's number from 0, "measures.what.2". The control itself carries
// only the column's name, so a form posts one list of values a column.
func RowField(column string, row int) string { return column + "." + strconv.Itoa(row) }

// messagesFor picks the messages of one field.
func messagesFor(field string, all []check.Message) []check.Message {
	var own []check.Message
	for _, m := range all {
		if m.Field == field {
			own = append(own, m)
		}
	}
	return own
}

// describedBy names the hint and the error of a field for aria-describedby; empty
// when there is neither.
func describedBy(id string, hint, wrong bool) string {
	var ids []string
	if hint {
		ids = append(ids, id+"-hint")
	}
	if wrong {
		ids = append(ids, id+"-error")
	}
	return strings.Join(ids, " ")
}

// clauseWord says what a number from the standard is: the controls of Annex A carry
// a letter, clauses do not.
func clauseWord(clause string) string {
	if strings.HasPrefix(clause, "A.") {
		return "Control "
	}
	return "Clause "
}

func itoa(n int) string { return strconv.Itoa(n) }

// Sentence begins a value that is stored in small letters with a capital.
func Sentence[T ~string](value T) string {
	if value == "" {
		return ""
	}
	return strings.ToUpper(string(value[:1])) + string(value[1:])
}

// NameAs is a name with the role in which somebody acted: "Ada Grønbech, Executive".
// Acts of old have no role.
func NameAs(name, role string) string {
	if role == "" {
		return name
	}
	return name + ", " + role
}
