package store

import (
	"github.com/aims-workbench/aims/internal/when"
)

// Head is what every record has. It is embedded, not inherited from: the door
// keeps it, stages only read it.
type Head struct {
	Ref            string       `json:"ref" gorm:"primaryKey"` // "RSK-2026-014": key, URL, PDF text and trail key alike
	Version        int          `json:"version"`               // counts acts on this record from 1
	CreatedAt      when.Instant `json:"created_at"`
	UpdatedAt      when.Instant `json:"updated_at"`
	UpdatedBy      string       `json:"updated_by"` // the person's name then
	RetiredOn      when.Day     `json:"retired_on"` // no longer in force from this day; empty while it is
	RetiredBecause string       `json:"retired_because"`
}

func (h *Head) head() *Head { return h } // makes a Record of every struct that embeds Head

// Retired says whether the record is out of force.
func (h Head) Retired() bool { return h.RetiredOn != "" }

// Record is a row that the door can write. Only a struct that embeds Head is one.
type Record interface {
	head() *Head
	TableName() string
}

// Linker is a Record that points to others: records by reference, clauses and
// controls by their key. The door keeps these in the table of links, so that
// every record can say what points to it.
type Linker interface{ Links() []string }

// Register describes one kind of record to the parts that treat all alike:
// verification, snapshots, undo, exports.
type Register struct {
	Name   string        // as the trail and the command line write it: "risk"
	Prefix string        // of its references: "RSK"; empty where references are not counted
	Title  string        // for people: "Risks"
	New    func() Record // an empty record
}

// Of builds a Register for the record type T.
func Of[T any, P interface {
	*T
	Record
}](name, prefix, title string) Register {
	return Register{name, prefix, title, func() Record { return P(new(T)) }}
}

// Link is one line of the thread: Ref of Register points to Target.
type Link struct {
	Register string `gorm:"primaryKey"`
	Ref      string `gorm:"primaryKey"`
	Target   string `gorm:"primaryKey"`
}

// TableName is the table of links.
func (Link) TableName() string { return "links" }
