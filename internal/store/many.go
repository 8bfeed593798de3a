package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// Choice is the records that one act changes together, as a person saw them.
type Choice struct {
	Refs     []string
	Seen     int64 // position of the trail when they were looked at
	Expected int   // how many should change; the act is refused when it is another number
	Try      bool  // do everything and keep nothing: the preview
}

// Turn is what came of one chosen record. Before and After are its images; After is
// empty where nothing changed, and Err says why where the record was refused.
type Turn struct {
	Ref, Title, Before, After string
	Err                       error
}

// Changed says that the record is not as it was.
func (t Turn) Changed() bool { return t.After != "" }

// Same says that the record is like that already.
func (t Turn) Same() bool { return t.After == "" && t.Err == nil }

// Refused says that a rule kept the record as it is.
func (t Turn) Refused() bool { return t.Err != nil }

// Outcome is what a change of many records did, or would do. Batch is empty when
// nothing was kept.
type Outcome struct {
	Batch string
	Turns []Turn
}

// Count counts the turns of one kind.
func (o Outcome) Count(kind func(Turn) bool) int {
	n := 0
	for _, t := range o.Turns {
		if kind(t) {
			n++
		}
	}
	return n
}

// errTried takes a preview back.
var errTried = errors.New("store: not kept")

// Amend changes each chosen record within one act and under one batch. set writes
// the change into the record, revise is the verb of its stage, whose rules hold for
// each: what they refuse stays as it is and is named in the outcome. The act is
// refused as a whole when a chosen record was changed since it was seen, or when
// another number would change than the person was told.
func Amend[T any, P row[T]](ctx context.Context, db *DB, who access.Actor, p access.Permission, c Choice, set func(*T), revise func(*Tx, *T) error) (Outcome, error) {
	var out Outcome
	err := db.Write(ctx, who, p, func(tx *Tx) error {
		if err := tx.unmoved(P(new(T)).TableName(), c); err != nil {
			return err
		}
		batch, err := tx.NextRef("BAT")
		if err != nil {
			return err
		}
		tx.Batch, out.Batch = batch, batch
		for _, ref := range c.Refs {
			turn, err := amendOne[T, P](tx, ref, set, revise)
			if err != nil {
				return err
			}
			out.Turns = append(out.Turns, turn)
		}
		return c.agrees(out)
	})
	if err != nil {
		out.Batch = ""
	}
	if errors.Is(err, errTried) {
		return out, nil
	}
	return out, err
}

// agrees holds the act to what the preview said.
func (c Choice) agrees(o Outcome) error {
	switch n := o.Count(Turn.Changed); {
	case c.Try:
		return errTried
	case n == 0:
		return fault.New(fault.Invalid, "Nothing would change, so nothing was saved. Choose another value, or other rows.")
	case n != c.Expected:
		return fault.New(fault.Conflict, "Now %d would change, and the preview said %d. Nothing was saved. Look at the new preview below.", n, c.Expected)
	}
	return nil
}

func amendOne[T any, P row[T]](tx *Tx, ref string, set func(*T), revise func(*Tx, *T) error) (Turn, error) {
	turn := Turn{Ref: ref}
	now, err := LoadNow[T, P](tx, ref)
	if err != nil {
		return turn.refused(err)
	}
	if turn.Before, err = trail.Canonical(P(&now)); err != nil {
		return turn, err
	}
	turn.Title = TitleOf(turn.Before)
	if h := P(&now).head(); h.Retired() {
		return turn.refused(fault.New(fault.Invalid, "It was retired on %s and stays as it was.", h.RetiredOn.Human()))
	}
	then := now
	if set(&then); reflect.DeepEqual(now, then) {
		return turn, nil
	}
	if err := revise(tx, &then); err != nil {
		return turn.refused(err)
	}
	turn.After, err = trail.Canonical(P(&then))
	return turn, err
}

// refused keeps what a rule holds against the record; a failure of ours ends the act.
func (t Turn) refused(err error) (Turn, error) {
	if fault.KindOf(err) == fault.Internal {
		return t, err
	}
	t.Err = err
	return t, nil
}

// unmoved refuses to change what somebody else has changed meanwhile, and names it.
func (tx *Tx) unmoved(register string, c Choice) error {
	if c.Try {
		return nil
	}
	var since []trail.Entry
	err := tx.db.Select("ref", "name").Where("register = ? AND seq > ?", register, c.Seen).Order("seq").Find(&since).Error
	if err != nil {
		return fmt.Errorf("store: changes since %d: %w", c.Seen, err)
	}
	var moved []string
	for _, e := range since {
		if says := e.Ref + " (by " + e.Name + ")"; slices.Contains(c.Refs, e.Ref) && !slices.Contains(moved, says) {
			moved = append(moved, says)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	return fault.New(fault.Conflict, "Changed since you saw the preview: %s. Nothing was saved. Look at the new preview below.", listed(moved))
}

// listed names the first few and counts the rest.
func listed(all []string) string {
	const most = 5
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return strings.Join(all[:most], ", ") + fmt.Sprintf(" and %d more", len(all)-most)
}

// Batch is what one act changed together in one register.
type Batch struct {
	Ref    string
	Actor  string // account reference of who did it
	Who    string // name
	At     when.Instant
	Refs   []string
	Undone bool
}

// BatchIn tells what a batch changed in a register. One that touched other registers
// too, such as an import, is not found here: its own page tells of it.
func (db *DB) BatchIn(ctx context.Context, batch, register string) (Batch, error) {
	var entries []trail.Entry
	q := db.Read(ctx)
	if err := q.Select("batch", "register", "ref", "actor", "name", "at").Where("batch IN ?", []string{batch, undone + batch}).Order("seq").Find(&entries).Error; err != nil {
		return Batch{}, fmt.Errorf("store: batch %s: %w", batch, err)
	}
	b := Batch{Ref: batch}
	for _, e := range entries {
		switch {
		case e.Batch != batch:
			b.Undone = true
		case e.Register != register:
			return Batch{}, noBatch(batch)
		default:
			b.Actor, b.Who, b.At, b.Refs = e.Actor, e.Name, e.At, append(b.Refs, e.Ref)
		}
	}
	if batch == "" || strings.HasPrefix(batch, undone) || len(b.Refs) == 0 {
		return Batch{}, noBatch(batch)
	}
	return b, nil
}

func noBatch(batch string) error {
	return fault.New(fault.NotFound, "There is no change %s of this register. The history has all of them.", batch)
}

// LastBatch gives what a person changed together last in a register, if that was
// after a moment, touched no other register and they have not taken it back; else a
// Batch without a reference.
func (db *DB) LastBatch(ctx context.Context, who access.Actor, register string, after when.Instant) (Batch, error) {
	var e trail.Entry
	err := db.Read(ctx).Select("batch", "name", "at").Where("actor = ? AND register = ? AND batch > ''", who.Ref, register).
		Order("seq DESC").Limit(1).Find(&e).Error
	if err != nil {
		return Batch{}, fmt.Errorf("store: last change of %s: %w", who.Ref, err)
	}
	if e.At < after || strings.HasPrefix(e.Batch, undone) {
		return Batch{}, nil
	}
	var elsewhere int64
	err = db.Read(ctx).Model(&trail.Entry{}).Where("batch = ? AND register <> ?", e.Batch, register).Limit(1).Count(&elsewhere).Error
	if err != nil || elsewhere > 0 {
		return Batch{}, err
	}
	return Batch{Ref: e.Batch, Actor: who.Ref, Who: e.Name, At: e.At}, nil
}

// UndoneBy says whether a person may take the batch back: who did it, and the leads,
// who keep every register.
func (b Batch) UndoneBy(who access.Actor) bool {
	return !b.Undone && (b.Actor == who.Ref || who.Role == access.Lead)
}

// TakeBack undoes what a batch changed in one register; see [Batch.UndoneBy].
func (db *DB) TakeBack(ctx context.Context, who access.Actor, p access.Permission, batch string, r Register) (int, error) {
	b, err := db.BatchIn(ctx, batch, r.New().TableName())
	if err != nil {
		return 0, err
	}
	if b.Undone {
		return 0, fault.New(fault.Conflict, "%s was undone already.", batch)
	}
	if !b.UndoneBy(who) {
		return 0, fault.New(fault.Forbidden, "%s did this, so only they or an AI governance lead may undo it. Ask one of them.", b.Who)
	}
	n := 0
	err = db.Write(ctx, who, p, func(tx *Tx) error {
		n, err = tx.Undo(batch, []Register{r})
		return err
	})
	return n, err
}
