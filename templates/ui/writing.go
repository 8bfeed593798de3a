package ui

import (
	"context"
	"net/url"
	"strconv"

	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/link"
)

// WritingField is the hidden field that says which draft a form is kept as. A form
// without it is never kept.
const WritingField = "_writing"

// Writing is what the forms of one page need to be kept as drafts. It travels in the
// context, because every form needs it and no view has a say in it.
type Writing struct {
	Page  string // address of the page that shows the form, without its draft
	Title string // of that page
	For   string // account of the person it is shown to
	ID    string // of this showing of the page; forms after the first add their number

	Form    string       // action of the form that goes on with Draft
	Draft   string       // what that form is kept as: refused before, or continued
	Resumed when.Instant // when the draft that fills this form was saved
	Begun   []Begun      // drafts of this page that wait

	forms int
}

// Begun is a form that somebody has begun and not saved.
type Begun struct {
	Key   string // of the draft
	Form  string // action of the form
	Title string // of the page
	At    when.Instant
	Href  string // where it goes on
}

// writingKey finds the Writing of a page in its context.
type writingKey struct{}

// WithWriting lets the forms below be kept as drafts.
func WithWriting(ctx context.Context, w *Writing) context.Context {
	return context.WithValue(ctx, writingKey{}, w)
}

// kept is what one form is told of its drafts.
type kept struct {
	ticket  string // value of WritingField; empty where nothing is kept
	begun   []Begun
	resumed when.Instant
}

// keeping numbers the forms of a page, so that no two share a draft.
func keeping(ctx context.Context, a FormAttrs) kept {
	w, _ := ctx.Value(writingKey{}).(*Writing)
	if w == nil || w.Page == "" || a.Fleeting {
		return kept{}
	}
	var k kept
	id := w.ID
	if w.forms++; w.forms > 1 {
		id += "-" + strconv.Itoa(w.forms)
	}
	if w.Form == a.Action && w.Draft != "" {
		id, k.resumed = w.Draft, w.Resumed
	}
	for _, b := range w.Begun {
		if b.Form == a.Action {
			k.begun = append(k.begun, b)
		}
	}
	k.ticket = url.Values{"page": {w.Page}, "title": {w.Title}, "id": {id}, "for": {w.For}, "form": {a.Action}}.Encode()
	return k
}

// dropHref throws a draft away.
func (b Begun) dropHref() string { return link.DraftDrop() }
