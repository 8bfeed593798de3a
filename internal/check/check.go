// Package check collects what is wrong with a form or an imported row, all of
// it at once, each message at its field and saying what to do.
package check

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

// Message is one thing to mend. Field is the form field's name.
type Message struct{ Field, Text string }

// List gathers messages in the order the fields are asked.
type List struct{ messages []Message }

// Add puts a message at a field.
func (l *List) Add(field, format string, args ...any) {
	l.messages = append(l.messages, Message{field, fmt.Sprintf(format, args...)})
}

// Required adds the message when value holds nothing but blanks.
func (l *List) Required(field, value, text string) {
	if strings.TrimSpace(value) == "" {
		l.Add(field, "%s", text)
	}
}

// AtMost refuses more than limit characters.
func (l *List) AtMost(field, value string, limit int) {
	if n := utf8.RuneCountInString(value); n > limit {
		l.Add(field, "Shorten this to %d characters or fewer; it has %d", limit, n)
	}
}

// OneOf refuses a value outside the choices; an empty value is the business of Required.
func OneOf[T ~string](l *List, field string, value T, choices []T) {
	if value == "" || slices.Contains(choices, value) {
		return
	}
	all := make([]string, len(choices))
	for i, c := range choices {
		all[i] = string(c)
	}
	l.Add(field, "%q is not one of the choices: %s", value, strings.Join(all, ", "))
}

// Between refuses a number outside lo…hi.
func (l *List) Between(field string, n, lo, hi int, what string) {
	if n < lo || n > hi {
		l.Add(field, "%s must be a whole number from %d to %d", what, lo, hi)
	}
}

// Day refuses what is not a real date; empty is allowed.
func (l *List) Day(field string, d when.Day) {
	if !d.Valid() {
		l.Add(field, "%q is not a date. Write it as year-month-day, for example 2026-11-22", string(d))
	}
}

// Link refuses an address that is not http, https or mailto, so that no page ever
// offers a javascript: or file: link. Empty is allowed.
func (l *List) Link(field, address string) {
	if address == "" {
		return
	}
	u, err := url.Parse(address)
	if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
		l.Add(field, "Give an address that starts with https:// or http://")
	}
}

// Err is nil when nothing is wrong.
func (l *List) Err() error {
	if len(l.messages) == 0 {
		return nil
	}
	return &Error{Messages: l.messages}
}

// Error carries every message of one refused form.
type Error struct{ Messages []Message }

// Error lists all messages in one line.
func (e *Error) Error() string {
	parts := make([]string, len(e.Messages))
	for i, m := range e.Messages {
		parts[i] = m.Field + ": " + m.Text
	}
	return strings.Join(parts, "; ")
}

// FaultKind says that a refused form is the giver's to mend.
func (e *Error) FaultKind() fault.Kind { return fault.Invalid }

// Messages takes the messages out of err, nil when it carries none.
func Messages(err error) []Message {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Messages
	}
	return nil
}
