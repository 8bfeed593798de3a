package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
)

// undone begins the batch of the entries that took a batch back.
const undone = "undo "

// Undo takes back one batch, such as an import: what it made is retired, what it
// changed becomes again what it was. It is refused as a whole when somebody has
// worked on one of the records since. It returns how many records it put back.
func (tx *Tx) Undo(batch string, registers []Register) (int, error) {
	var entries []trail.Entry
	if err := tx.db.Where("batch = ?", batch).Order("seq DESC").Find(&entries).Error; err != nil {
		return 0, fmt.Errorf("store: batch %s: %w", batch, err)
	}
	if batch == "" || strings.HasPrefix(batch, undone) || len(entries) == 0 {
		return 0, fault.New(fault.NotFound, "There is no batch %q to undo.", batch)
	}
	tx.Batch = undone + batch
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
	if err := tx.genuine(rec); err != nil {
		return err
	}
	if rec.head().Version != e.Version {
		return fault.New(fault.Conflict, "%s was changed since, so this cannot be undone as a whole. Retire or correct its records one by one.", e.Ref)
	}
	var before trail.Entry
	err = tx.db.Where("register = ? AND ref = ? AND batch <> ? AND seq < ?", e.Register, e.Ref, e.Batch, e.Seq).
		Order("seq DESC").Limit(1).Take(&before).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		if err := tx.unused(e.Ref, e.Batch); err != nil {
			return err
		}
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

// unused refuses to retire a record that another one has come to rely on since:
// the acceptance of a risk, an assessment of a system. What came with the same
// batch goes with it.
func (tx *Tx) unused(ref, batch string) error {
	var users []Link
	inBatch := tx.db.Session(&gorm.Session{NewDB: true}).Model(&trail.Entry{}).Select("ref").Where("batch = ?", batch)
	err := tx.db.Session(&gorm.Session{NewDB: true}).Where("target = ? AND ref NOT IN (?)", ref, inBatch).Order("register, ref").Limit(1).Find(&users).Error
	if err != nil {
		return fmt.Errorf("store: what uses %s: %w", ref, err)
	}
	if len(users) > 0 {
		return fault.New(fault.Conflict, "%s is used by %s meanwhile, so this cannot be undone as a whole. Retire or correct its records one by one.", ref, users[0].Ref)
	}
	return nil
}
