package store

import (
	"context"
	"fmt"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
)

// SampleMark is the word that stands on everything that comes out of a sample:
// screens, papers, names of files.
const SampleMark = "SAMPLE"

// Sample marks a workspace whose people and facts are made up. It is the first
// record of its trail or is not there at all: no verb makes it later, changes it
// or takes it away, and the database refuses that too.
type Sample struct {
	Head
	What string `json:"what"` // what the mark says to a person
}

// TableName is the table of the one mark.
func (Sample) TableName() string { return "sample_mark" }

// SampleRegister lets verification hold the mark against the trail like any record.
func SampleRegister() Register { return Of[Sample]("sample", "", "Sample mark") }

// IsSample says whether the workspace is a sample.
func (db *DB) IsSample() bool { return db.sample.Load() }

// Sample says whether the act happens in a sample.
func (tx *Tx) Sample() bool { return tx.sample }

// MarkSample makes an empty workspace a sample for good. It is refused as soon as
// the trail holds anything.
func (db *DB) MarkSample(ctx context.Context, who access.Actor) error {
	err := db.Write(ctx, who, access.ManagePeople, func(tx *Tx) error {
		if at, err := Position(tx.Read()); err != nil {
			return err
		} else if at.Seq > 0 {
			return fault.New(fault.Invalid, "This workspace holds records already, so it cannot become a sample. Make the sample in a folder of its own.")
		}
		return tx.Create("mark as sample", &Sample{
			Head: Head{Ref: SampleMark},
			What: "Everything in this workspace is made up, for looking around and learning. Nothing in it is evidence of anything.",
		}, "")
	})
	if err == nil {
		db.sample.Store(true)
	}
	return err
}

// readSample finds the mark when the database is opened; it cannot change after.
func (db *DB) readSample(ctx context.Context) error {
	var n int64
	if err := db.Read(ctx).Model(&Sample{}).Count(&n).Error; err != nil {
		return fmt.Errorf("store: sample mark: %w", err)
	}
	db.sample.Store(n > 0)
	return nil
}
