package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// row is a pointer to a record type: what the generic readers fill.
type row[T any] interface {
	*T
	Record
}

// Take reads one record by its reference.
func Take[T any, P row[T]](q *gorm.DB, ref string) (T, error) {
	var rec T
	err := q.Where("ref = ?", ref).Take(&rec).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return rec, fault.New(fault.NotFound, "There is no %s here. The address may be mistyped, or it belongs to another workspace.", ref)
	}
	if err != nil {
		return rec, fmt.Errorf("store: read %s: %w", ref, err)
	}
	return rec, nil
}

// Load reads a record to be changed. version is the one the person saw; if the
// record has moved on, the answer is a conflict. Version 0 is for callers in code
// whose act does not depend on what was seen; a form never gives it.
func Load[T any, P row[T]](tx *Tx, ref string, version int) (T, error) {
	rec, err := LoadNow[T, P](tx, ref)
	if err != nil {
		return rec, err
	}
	if v := P(&rec).head().Version; version != 0 && v != version {
		return rec, Stale(ref)
	}
	return rec, nil
}

// LoadNow reads a record for an act that does not depend on what a person saw.
func LoadNow[T any, P row[T]](tx *Tx, ref string) (T, error) {
	rec, err := Take[T, P](tx.db, ref)
	if err != nil {
		return rec, err
	}
	return rec, tx.genuine(P(&rec))
}

// Past reads a record from the trail as it was in one of its versions; one that it
// never had is a conflict.
func Past[T any, P row[T]](tx *Tx, ref string, version int) (T, error) {
	var rec T
	var images []string
	q := tx.db.Session(&gorm.Session{NewDB: true}).Model(&trail.Entry{})
	if err := q.Where("register = ? AND ref = ? AND version = ?", P(&rec).TableName(), ref, version).Pluck("image", &images).Error; err != nil {
		return rec, fmt.Errorf("store: version %d of %s: %w", version, ref, err)
	}
	if len(images) == 0 {
		return rec, Stale(ref)
	}
	if err := json.Unmarshal([]byte(images[0]), &rec); err != nil {
		return rec, fmt.Errorf("store: version %d of %s: %w", version, ref, err)
	}
	return rec, nil
}

// genuine refuses a row that is not the newest image of the trail. Saving it would
// make a record out of what somebody changed outside the workbench.
func (tx *Tx) genuine(rec Record) error {
	h := rec.head()
	if sum, ok := tx.sums[key{rec.TableName(), h.Ref}]; ok {
		return same(rec, sum)
	}
	var e trail.Entry
	err := tx.db.Session(&gorm.Session{NewDB: true}).Select("seq", "image_sha256").
		Where("register = ? AND ref = ?", rec.TableName(), h.Ref).Order("version DESC").Limit(1).Find(&e).Error
	if err != nil {
		return fmt.Errorf("store: newest entry of %s: %w", h.Ref, err)
	}
	if err := same(rec, e.ImageSum); err != nil {
		return err
	}
	tx.sums[key{rec.TableName(), h.Ref}] = e.ImageSum
	return nil
}

// untouched asks genuine of the row that a record is about to replace, so that no verb
// can forget to. What this act loaded or wrote was asked already.
func (tx *Tx) untouched(rec Record) error {
	ref := rec.head().Ref
	if _, known := tx.sums[key{rec.TableName(), ref}]; known {
		return nil
	}
	row := reflect.New(reflect.TypeOf(rec).Elem()).Interface().(Record) //nolint:forcetypeassert // of the type of rec
	err := tx.db.Session(&gorm.Session{NewDB: true}).Where("ref = ?", ref).Take(row).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return Stale(ref)
	}
	if err != nil {
		return fmt.Errorf("store: read %s: %w", ref, err)
	}
	return tx.genuine(row)
}

// same refuses a record whose image has another sum.
func same(rec Record, sum string) error {
	image, err := trail.Canonical(rec)
	if err != nil {
		return err
	}
	if trail.Sum([]byte(image)) != sum {
		return fault.New(fault.Forbidden, "%s was changed outside the workbench, or its file is damaged. It stays as it is until that is cleared up: run `aims verify`, and restore the last good backup.", rec.head().Ref)
	}
	return nil
}

// byAge orders references as they were given out: after RSK-2026-999 comes
// RSK-2026-1000, and after v9 comes v10.
const byAge = "LENGTH(ref), ref"

// All reads every record of a register in the order of references.
func All[T any, P row[T]](q *gorm.DB) ([]T, error) {
	var recs []T
	if err := q.Order(byAge).Find(&recs).Error; err != nil {
		return nil, fmt.Errorf("store: read %s: %w", P(new(T)).TableName(), err)
	}
	return recs, nil
}

// Pointing lists what points to a target, in the order of register and reference;
// except names the registers that are left out.
func (db *DB) Pointing(ctx context.Context, target string, except ...string) ([]Link, error) {
	var links []Link
	q := db.Read(ctx).Where("target = ?", target)
	if len(except) > 0 {
		q = q.Where("register NOT IN ?", except)
	}
	if err := q.Order("register, ref").Find(&links).Error; err != nil {
		return nil, fmt.Errorf("store: links to %s: %w", target, err)
	}
	return links, nil
}

// History gives every entry about a reference, the newest first.
func (db *DB) History(ctx context.Context, ref string) ([]trail.Entry, error) {
	var entries []trail.Entry
	if err := db.Read(ctx).Where("ref = ?", ref).Order("seq DESC").Find(&entries).Error; err != nil {
		return nil, fmt.Errorf("store: history of %s: %w", ref, err)
	}
	return entries, nil
}

// Recent gives the newest entries for the history of everything, and how many there
// are in all. What is confidential is left out and not counted: before is a place among
// the entries that are shown (the oldest is 1; 0: from the end), because a hole in the
// numbers of the trail would tell between which moments a confidential act fell.
func (db *DB) Recent(ctx context.Context, before int64, limit int) (entries []trail.Entry, total int64, err error) {
	err = db.Consistent(ctx, func(q *gorm.DB) error {
		var hidden []int64
		if err := q.Model(&trail.Entry{}).Where("register IN ?", confidential).Order("seq").Pluck("seq", &hidden).Error; err != nil {
			return err
		}
		pos, err := Position(q)
		if err != nil {
			return err
		}
		total = pos.Seq - int64(len(hidden))
		shown := q.Omit("image").Where("register NOT IN ?", confidential).Order("seq DESC").Limit(limit)
		if before > 0 {
			shown = shown.Where("seq < ?", seqOf(before, hidden))
		}
		return shown.Find(&entries).Error
	})
	if err != nil {
		return nil, 0, fmt.Errorf("store: recent entries: %w", err)
	}
	return entries, total, nil
}

// seqOf is where the nth entry that is shown stands in the trail; hidden are those
// that are not, in their order.
func seqOf(nth int64, hidden []int64) int64 {
	for _, h := range hidden {
		if h > nth {
			break
		}
		nth++
	}
	return nth
}

// Position is where the trail stands now: its newest entry, or sequence 0.
func Position(q *gorm.DB) (trail.Checkpoint, error) {
	return positionAt(q, "")
}

// PositionAt is the newest entry at or before a moment.
func PositionAt(q *gorm.DB, t when.Instant) (trail.Checkpoint, error) { return positionAt(q, t) }

func positionAt(q *gorm.DB, t when.Instant) (trail.Checkpoint, error) {
	var e trail.Entry
	q = q.Select("seq", "hash", "at").Order("seq DESC").Limit(1)
	if t != "" {
		q = q.Where("at <= ?", t)
	}
	if err := q.Find(&e).Error; err != nil {
		return trail.Checkpoint{}, fmt.Errorf("store: trail position: %w", err)
	}
	return trail.Checkpoint{Seq: e.Seq, Hash: e.Hash, At: e.At}, nil
}

// Images gives, for every record of a register, its newest image at or before a
// position, in the order of references.
func Images(q *gorm.DB, register string, seq int64) ([]string, error) {
	var images []string
	newest := q.Session(&gorm.Session{NewDB: true}).Model(&trail.Entry{}).
		Select("MAX(seq)").Where("register = ? AND seq <= ?", register, seq).Group("ref")
	err := q.Session(&gorm.Session{NewDB: true}).Model(&trail.Entry{}).
		Where("seq IN (?)", newest).Order(byAge).Pluck("image", &images).Error
	if err != nil {
		return nil, fmt.Errorf("store: images of %s: %w", register, err)
	}
	return images, nil
}

// Find reads the first record in force whose column holds the value, and says
// whether there is one. The column comes from code, never from a request.
func Find[T any, P row[T]](tx *Tx, column, value string) (T, bool, error) {
	var rec T
	err := InForce(tx.db, true).Where(clause.Eq{Column: clause.Column{Name: column}, Value: value}).Order("ref").Limit(1).Take(&rec).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return rec, false, nil
	}
	if err != nil {
		return rec, false, fmt.Errorf("store: find %s: %w", value, err)
	}
	return rec, true, nil
}
