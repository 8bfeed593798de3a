package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
)

// Undo takes back one batch, such as an import: what it made is retired, what it
// changed becomes again what it was. It is refused as a whole when somebody has
// worked on one of the records since. It returns how many records it put back.
func (tx *Tx) Undo(batch string, registers []Register) (int, error) {
	var entries []trail.Entry
	if err := tx.db.Where("batch = ?", batch).Order("seq DESC").Find(&entries).Error; err != nil {
		return 0, fmt.Errorf("store: batch %s: %w", batch, err)
	}
	if batch == "" || len(entries) == 0 {
		return 0, fault.New(fault.NotFound, "There is no batch %q to undo.", batch)
	}
	tx.Batch = "undo " + batch
	done := map[key]bool{}
	for _, e := range entries {
		k := key{e.Register, e.Ref}
		if done[k] {
			continue
		}
		done[k] = true
		if err := tx.putBack(e, registers); err != nil {
			return 0, err
		}
	}
	return len(done), nil
}

// putBack undoes the batch for the record of e, the batch's newest entry about it.
func (tx *Tx) putBack(e trail.Entry, registers []Register) error {
	rec, err := recordFor(e.Register, registers)
	if err != nil {
		return err
	}
	if err := tx.db.Where("ref = ?", e.Ref).Take(rec).Error; err != nil {
		return fmt.Errorf("store: undo %s: %w", e.Ref, err)
	}
	if rec.head().Version != e.Version {
		return fault.New(fault.Conflict, "%s was changed since, so this cannot be undone as a whole. Retire or correct its records one by one.", e.Ref)
	}
	var before trail.Entry
	err = tx.db.Where("register = ? AND ref = ? AND batch <> ? AND seq < ?", e.Register, e.Ref, e.Batch, e.Seq).
		Order("seq DESC").Limit(1).Take(&before).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return tx.Retire(rec, "Undone with "+e.Batch)
	}
	if err != nil {
		return fmt.Errorf("store: undo %s: %w", e.Ref, err)
	}
	return tx.revert(rec, before)
}

func (tx *Tx) revert(rec Record, before trail.Entry) error {
	now := *rec.head()
	reflect.ValueOf(rec).Elem().SetZero()
	if err := json.Unmarshal([]byte(before.Image), rec); err != nil {
		return fmt.Errorf("store: undo %s: %w", before.Ref, err)
	}
	rec.head().Version = now.Version
	return tx.Update("undo", rec, "Undone: back to what entry "+fmt.Sprint(before.Seq)+" kept")
}

func recordFor(register string, registers []Register) (Record, error) {
	for _, r := range registers {
		if rec := r.New(); rec.TableName() == register {
			return rec, nil
		}
	}
	return nil, fault.New(fault.Internal, "no register %q", register)
}
