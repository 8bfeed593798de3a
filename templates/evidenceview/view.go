// Package evidenceview shows what proves that things were done (clause 7.5).
package evidenceview

import (
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/ui"
)

// ListPage is the list of evidence.
type ListPage struct {
	Table   ui.TableSpec
	NewHref string // empty where evidence may not be added
}

// RecordPage is one item.
type RecordPage struct {
	Item        evidence.Item
	Supports    []ui.RelatedItem
	Finding     evidence.Finding // of the newest file; no state means it was not read whole
	Revisions   []Revision       // the newest first
	Today       when.Day
	MayEdit     bool
	MayReview   bool
	WhyNoReview string   // why this person may not review, where the role would allow it
	Replace     ui.State // of a refused replacement
	Kept        []Kept   // the file of a refused replacement
	Review      ReviewForm
	Thread      ui.Thread
}

// Revision is one file or address the item held, with what a look at it found.
type Revision struct {
	evidence.Revision
	Finding evidence.Finding // no state means nobody looked now
}

// ReviewForm is a review as typed.
type ReviewForm struct {
	Verdict evidence.Review
	Note    string
	State   ui.State
}

// FormPage is the form of one item; a new one has no reference.
type FormPage struct {
	Item     evidence.Item
	Supports string // as typed or as stored, one a line
	Kept     []Kept // files that arrived with a refused form
	Action   string
	Cancel   string
	State    ui.State
}

// Kept is a file that is held for the form, by its ticket.
type Kept struct{ Name, Size, Ticket string }

func (p FormPage) isNew() bool { return p.Item.Ref == "" }

func (p FormPage) title() string {
	if p.isNew() {
		return "Add evidence"
	}
	return "Change " + p.Item.Title
}

func (p FormPage) submit() string {
	if p.isNew() {
		return "Add evidence"
	}
	return "Save evidence"
}

// reviewKind is the tone of a review.
func reviewKind(r evidence.Review) ui.Kind {
	switch r {
	case evidence.Accepted:
		return ui.Good
	case evidence.Rejected:
		return ui.Bad
	case evidence.Unreviewed:
	}
	return ui.Neutral
}

// reviewWord is a review as a badge reads it.
func reviewWord(r evidence.Review) string {
	switch r {
	case evidence.Accepted:
		return "Accepted"
	case evidence.Rejected:
		return "Rejected"
	case evidence.Unreviewed:
	}
	return "Not reviewed"
}

// findingKind is the tone of a look at a file.
func findingKind(f evidence.Finding) ui.Kind {
	if f.Sound() {
		return ui.Good
	}
	return ui.Bad
}
