// Package evidence keeps what shows that something was done (clause 7.5): files,
// stored once under their SHA-256 and never changed, and links. One item can
// serve many records, controls and clauses.
package evidence

import (
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Kind is how the evidence is held.
type Kind string

// The kinds.
const (
	File    Kind = "file"
	Address Kind = "link"
)

// Review is what a person other than its owner made of it.
type Review string

// The review states.
const (
	Unreviewed Review = "not reviewed"
	Accepted   Review = "accepted"
	Rejected   Review = "rejected"
)

// Reviews lists them.
var Reviews = []Review{Unreviewed, Accepted, Rejected}

// Item is one piece of evidence in its newest revision. Older revisions are its
// older images in the trail; their files stay.
type Item struct {
	store.Head
	Title      string       `json:"title"`
	Kind       Kind         `json:"kind"`
	About      string       `json:"about"`
	Address    string       `json:"address"`   // of a link; stored as text, never fetched
	FileName   string       `json:"file_name"` // as given, cleaned for display
	MediaType  string       `json:"media_type"`
	Size       int64        `json:"size"` // bytes
	SHA256     string       `json:"sha256" gorm:"column:sha256"`
	Revision   int          `json:"revision"`                        // of the file or address, from 1
	Supports   []string     `json:"supports" gorm:"serializer:json"` // records, controls and clauses: "RSK-2026-001", "42001:6.1.3"
	PeriodFrom when.Day     `json:"period_from"`                     // the time it shows, not the day of upload
	PeriodTo   when.Day     `json:"period_to"`
	ValidUntil when.Day     `json:"valid_until"`
	Owner      string       `json:"owner"`
	Review     Review       `json:"review"`
	ReviewNote string       `json:"review_note"`
	ReviewedBy string       `json:"reviewed_by"`
	ReviewedAt when.Instant `json:"reviewed_at"`
	Source     string       `json:"source"` // its name in the file it was imported from
}

// TableName is the table of evidence.
func (Item) TableName() string { return "evidence_items" }

// Links points to everything the item supports.
func (i Item) Links() []string { return i.Supports }

// Registers lists what this package keeps.
func Registers() []store.Register {
	return []store.Register{store.Of[Item]("evidence", "EVD", "Evidence")}
}
