package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/internal/when"
)

// Tx is one act under way. Now is its one instant and Who the person acting.
type Tx struct {
	Now   when.Instant
	Who   access.Actor
	Batch string // shared by the entries of an import or bulk change; set it before writing
	db    *gorm.DB
	ctx   context.Context //nolint:containedctx // the transaction's, which ends with it
	acts  []trail.Entry
	sums  map[key]string // of the records written or found genuine in this act, by their newest image

	sample bool // see Sample
}

// Write is the door. It asks for the permission, runs fn in one transaction and
// commits what fn wrote together with its trail entries; any error undoes all.
func (db *DB) Write(ctx context.Context, who access.Actor, p access.Permission, fn func(tx *Tx) error) error {
	if err := who.Require(p); err != nil {
		return err
	}
	gtx := db.write.WithContext(ctx).Begin()
	if gtx.Error != nil {
		return busy(gtx.Error)
	}
	tx := &Tx{Who: who, db: gtx, ctx: ctx, sums: map[key]string{}, sample: db.IsSample()}
	if err := tx.run(db.Now, fn); err != nil {
		return errors.Join(err, ignoreDone(gtx.Rollback().Error))
	}
	if err := gtx.Commit().Error; err != nil {
		return fault.New(fault.Internal, "commit").Because(errors.Join(ErrUnconfirmed, err))
	}
	return nil
}

// ErrUnconfirmed means that the commit itself failed: the act may or may not be
// on disk. The person must look before doing it again.
var ErrUnconfirmed = errors.New("store: outcome of the commit unknown")

func ignoreDone(err error) error {
	if errors.Is(err, gorm.ErrInvalidTransaction) {
		return nil
	}
	return err
}

// run reads the clock only when it is its turn to write, so that entries in the
// order of the trail are also in the order of time.
func (tx *Tx) run(now func() when.Instant, fn func(tx *Tx) error) error {
	head, err := tx.lockHead()
	if err != nil {
		return err
	}
	// The clock of the machine may be set back; the trail never goes back in time.
	tx.Now = max(now(), head.At)
	if err := fn(tx); err != nil {
		return err
	}
	return tx.writeTrail(head)
}

// trailHead is the one row that orders the writers.
type trailHead struct {
	ID   int `gorm:"primaryKey"`
	Seq  int64
	Hash string
	At   when.Instant // of the newest entry
}

// TableName is the table of the one row.
func (trailHead) TableName() string { return "trail_head" }

func (tx *Tx) lockHead() (trailHead, error) {
	var head trailHead
	q := tx.db
	if q.Name() == "postgres" {
		q = q.Clauses(clause.Locking{Strength: "UPDATE"})
	}
	if err := q.Where("id = ?", 1).Take(&head).Error; err != nil {
		return head, fmt.Errorf("store: trail head: %w", err)
	}
	return head, nil
}

func (tx *Tx) writeTrail(head trailHead) error {
	if len(tx.acts) == 0 {
		return nil
	}
	for i := range tx.acts {
		e := &tx.acts[i]
		e.Seq = head.Seq + 1
		e.Batch = tx.Batch
		e.Seal(head.Hash)
		head.Seq, head.Hash = e.Seq, e.Hash
	}
	if err := tx.allowed().CreateInBatches(tx.acts, 200).Error; err != nil {
		return fmt.Errorf("store: trail: %w", err)
	}
	if err := tx.index(tx.acts); err != nil {
		return err
	}
	res := tx.allowed().Model(&trailHead{}).Where("id = ?", 1).Updates(map[string]any{"seq": head.Seq, "hash": head.Hash, "at": tx.Now})
	if res.Error != nil || res.RowsAffected != 1 {
		return fmt.Errorf("store: trail head: %w", errors.Join(res.Error, errRows(res.RowsAffected)))
	}
	return nil
}

func errRows(n int64) error {
	if n == 1 {
		return nil
	}
	return fmt.Errorf("%d rows changed instead of 1", n)
}

// allowed is the transaction with the door's pass.
func (tx *Tx) allowed() *gorm.DB {
	return tx.db.WithContext(context.WithValue(tx.ctx, pass{}, true))
}

// Read gives a handle for queries inside the transaction. Writing through it is refused.
func (tx *Tx) Read() *gorm.DB { return tx.db }

// Create writes a new record as version 1, its links and its trail entry. The
// record must carry its reference already; see NextRef.
func (tx *Tx) Create(act string, rec Record, reason string) error {
	h := rec.head()
	if h.Ref == "" {
		return fault.New(fault.Internal, "%s without a reference", rec.TableName())
	}
	h.Version, h.CreatedAt = 1, tx.Now
	h.UpdatedAt, h.UpdatedBy = tx.Now, tx.Who.Name
	if err := tx.allowed().Create(rec).Error; err != nil {
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return fault.New(fault.Conflict, "%s exists already. Open it and change it there.", h.Ref).Because(err)
		}
		return fmt.Errorf("store: create %s: %w", h.Ref, err)
	}
	return tx.enter(act, rec, reason)
}

// Update writes a record that was loaded in this transaction, as its next version. It
// is refused where the row as it stands is not what the trail holds of it.
func (tx *Tx) Update(act string, rec Record, reason string) error {
	h := rec.head()
	if err := tx.untouched(rec); err != nil {
		return err
	}
	loaded := h.Version
	h.Version++
	h.UpdatedAt, h.UpdatedBy = tx.Now, tx.Who.Name
	res := tx.allowed().Model(rec).Select("*").Omit("ref", "created_at").Where("version = ?", loaded).Updates(rec)
	if res.Error != nil {
		return fmt.Errorf("store: update %s: %w", h.Ref, res.Error)
	}
	if res.RowsAffected != 1 {
		return Stale(h.Ref)
	}
	return tx.enter(act, rec, reason)
}

// Guarded is a record that not everybody may take out of force who may change it. The
// door asks it wherever it is retired: by hand, and where an import is undone.
type Guarded interface {
	MayRetire(who access.Actor) error
}

// Bound is a record that another one may keep in force: a signed report what it tells of.
// The door asks it as it asks a Guarded one.
type Bound interface {
	Free(tx *Tx) error
}

// Retire puts a record out of force from today, for a reason that must be given.
func (tx *Tx) Retire(rec Record, reason string) error {
	h := rec.head()
	if h.Retired() {
		return fault.New(fault.Invalid, "%s was retired on %s already.", h.Ref, h.RetiredOn.Human())
	}
	if reason == "" {
		return fault.New(fault.Invalid, "Say why %s is retired: the reason is kept with it.", h.Ref)
	}
	if g, ok := rec.(Guarded); ok {
		if err := g.MayRetire(tx.Who); err != nil {
			return err
		}
	}
	if b, ok := rec.(Bound); ok {
		if err := b.Free(tx); err != nil {
			return err
		}
	}
	h.RetiredOn, h.RetiredBecause = tx.Now.Day(), reason
	return tx.Update("retire", rec, reason)
}

// Stale is the conflict of who comes second.
func Stale(ref string) error {
	return fault.New(fault.Conflict, "%s was changed by somebody else while you were writing. Your text is kept below: compare, then save again.", ref)
}

// enter notes the act for the trail and rewrites the record's links.
func (tx *Tx) enter(act string, rec Record, reason string) error {
	image, err := trail.Canonical(rec)
	if err != nil {
		return err
	}
	h, register := rec.head(), rec.TableName()
	tx.acts = append(tx.acts, trail.Entry{
		At: tx.Now, Actor: tx.Who.Ref, Name: tx.Who.Name, Role: string(tx.Who.Role), Via: string(tx.Who.Via),
		Act: act, Register: register, Ref: h.Ref, Version: h.Version, Reason: reason, Image: image,
	})
	tx.sums[key{register, h.Ref}] = trail.Sum([]byte(image))
	return tx.relink(rec)
}

func (tx *Tx) relink(rec Record) error {
	l, ok := rec.(Linker)
	if !ok {
		return nil
	}
	h, register := rec.head(), rec.TableName()
	if h.Version > 1 {
		if err := tx.allowed().Where("register = ? AND ref = ?", register, h.Ref).Delete(&Link{}).Error; err != nil {
			return fmt.Errorf("store: links of %s: %w", h.Ref, err)
		}
	}
	links := linksOf(register, h.Ref, l)
	if len(links) == 0 {
		return nil
	}
	if err := tx.allowed().CreateInBatches(links, 200).Error; err != nil {
		return fmt.Errorf("store: links of %s: %w", h.Ref, err)
	}
	return nil
}

// linksOf lists each target once. A retired record still points: its history must be found.
func linksOf(register, ref string, l Linker) []Link {
	seen := map[string]bool{"": true}
	var out []Link
	for _, target := range l.Links() {
		if !seen[target] {
			seen[target] = true
			out = append(out, Link{register, ref, target})
		}
	}
	return out
}

// sequence is the last number given out.
type sequence struct {
	Prefix string `gorm:"primaryKey"`
	Year   int    `gorm:"primaryKey;autoIncrement:false"`
	Last   int
}

// NextRef gives out the next reference of a register, such as RSK-2026-014. The
// year is that of the act.
func (tx *Tx) NextRef(prefix string) (string, error) {
	s := sequence{Prefix: prefix, Year: tx.Now.Time().Year()}
	err := tx.db.Where("prefix = ? AND year = ?", s.Prefix, s.Year).Take(&s).Error
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		s.Last = 1
		err = tx.allowed().Create(&s).Error
	case err == nil:
		s.Last++
		err = tx.allowed().Model(&s).Where("prefix = ? AND year = ?", s.Prefix, s.Year).Update("last", s.Last).Error
	}
	if err != nil {
		return "", fmt.Errorf("store: next %s: %w", prefix, err)
	}
	return fmt.Sprintf("%s-%04d-%03d", s.Prefix, s.Year, s.Last), nil
}
