package exchange

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

// Loose is a file that becomes evidence as it is, titled by its name.
type Loose struct {
	Name string
	Open func() (io.ReadCloser, error)
}

// ImportFiles takes files themselves as evidence, one item each. A file that is on
// the shelf already under the same name is unchanged. What cannot be evidence,
// such as an empty file, is a problem and keeps all out unless LeaveOut says else.
func ImportFiles(a Attach, files []Loose) (Report, error) {
	rep := Report{Result: Result{Register: "evidence"}}
	if err := a.Who.Require(access.Import); err != nil {
		return rep, err
	}
	if a.DryRun {
		shelf, clear, err := trial(a.DB, a.Shelf)
		if err != nil {
			return rep, err
		}
		defer clear()
		a.Shelf = shelf
	}
	arrivals, err := a.receive(files, &rep)
	if err != nil {
		return rep, err
	}
	err = a.DB.Write(a.Ctx, a.Who, access.Import, func(tx *store.Tx) error {
		if err := a.begin(tx, &rep); err != nil {
			return err
		}
		for _, f := range arrivals {
			if err := a.add(tx, f, &rep); err != nil {
				return err
			}
		}
		return a.end(&rep)
	})
	return rep, ended(err)
}

// trial gives a shelf for a dry run: it takes files like the real one, and what it
// took goes when clear is called.
func trial(db *store.DB, real *evidence.Shelf) (*evidence.Shelf, func(), error) {
	dir, err := os.MkdirTemp("", "aims-dry-run-")
	if err != nil {
		return nil, nil, fmt.Errorf("exchange: dry run: %w", err)
	}
	shelf := evidence.New(db, dir)
	shelf.Known = real.Known
	return shelf, func() { _ = os.RemoveAll(dir) }, nil // what cannot be removed is the system's to clear
}

// receive stores the files and refuses those that cannot be evidence.
func (a Attach) receive(files []Loose, rep *Report) ([]evidence.Arrival, error) {
	var arrivals []evidence.Arrival
	var problems []Problem
	for _, f := range files {
		stored, err := a.put(f)
		if fault.KindOf(err) == fault.Invalid {
			problems = append(problems, Problem{File: f.Name, Reason: fault.Sentence(err), Fix: "Leave the file out, or put a whole one in its place"})
			continue
		}
		if err != nil {
			return nil, err
		}
		arrivals = append(arrivals, evidence.Arrival{Stored: stored, Name: path.Base(f.Name)})
	}
	rep.Refuse(problems...)
	return arrivals, nil
}

func (a Attach) put(f Loose) (evidence.Stored, error) {
	in, err := f.Open()
	if err != nil {
		return evidence.Stored{}, err
	}
	defer in.Close()
	return a.Shelf.Put(a.Ctx, a.Who, in)
}

func (a Attach) add(tx *store.Tx, f evidence.Arrival, rep *Report) error {
	known, found, err := store.Find[evidence.Item](tx, "sha256", f.SHA256)
	if err != nil {
		return err
	}
	if found && known.FileName == evidence.CleanName(f.Name) {
		rep.Unchanged++
		return nil
	}
	item := evidence.Item{
		Title: f.Name, Kind: evidence.File, FileName: f.Name, SHA256: f.SHA256, Size: f.Size, MediaType: f.MediaType,
		Supports: a.Supports, Owner: a.Owner,
	}
	if err := a.Shelf.Add(tx, &item); err != nil {
		return err
	}
	rep.Created++
	return nil
}

// begin opens the batch of an import.
func (a Attach) begin(tx *store.Tx, rep *Report) (err error) {
	rep.Batch, err = tx.NextRef("BAT")
	tx.Batch = rep.Batch
	return err
}

// end keeps the import only where it is meant and there is something to keep.
func (a Attach) end(rep *Report) error {
	if a.DryRun || rep.Created == 0 || len(rep.Problems) > 0 && !a.LeaveOut {
		rep.Batch = ""
		return errStop
	}
	return nil
}

// ended turns an import that was not to be kept into one without an error.
func ended(err error) error {
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}
