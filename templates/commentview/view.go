// Package commentview shows what people say about records: the list, one comment or
// decision, the forms, and the inbox.
package commentview

import (
	"github.com/aims-workbench/aims/internal/comment"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// Line is a comment with the name of what it is about.
type Line struct {
	Comment comment.Comment
	Title   string // of the target
	Unread  bool   // in the inbox: new since the reader last cleared it
}

// ListPage is the list of comments and decisions.
type ListPage struct {
	Rows     []Line
	Count    string
	Filter   ui.Filter
	Pager    ui.Pager
	Narrowed bool
}

// RecordPage is one comment or decision.
type RecordPage struct {
	Line    Line
	Thread  ui.Thread
	MayEdit bool
}

// FormPage is the form of a comment or decision; Comment carries what was typed.
type FormPage struct {
	Comment comment.Comment
	Title   string // of the target
	People  []string
	State   ui.State
}

// InboxPage is what names the reader.
type InboxPage struct {
	Asked  []ui.Task // what the reader is asked to do
	Rows   []Line
	Count  string
	Unread int64
	Newest when.Instant // of what is shown; cleared up to here
	Pager  ui.Pager
}
