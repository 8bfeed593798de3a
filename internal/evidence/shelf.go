package evidence

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Limit is the largest file that is taken, in bytes.
const Limit = 512_000_000

// Soon is how many days ahead an expiry is worth a warning.
const Soon = 60

// Shelf is the evidence of one workspace: its items and their files.
type Shelf struct {
	// Known says whether a key such as "42001:6.1.3" names a clause or control. Until
	// it is set no key is known and items may support records only.
	Known func(key string) bool

	db     *store.DB
	files  Files
	secret []byte // seals tickets; lives as long as the process
}

// New gives the shelf of a workspace, with its files in the folder evidence of the
// data folder dir.
func New(db *store.DB, dir string) *Shelf {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	return &Shelf{db: db, files: NewFolder(filepath.Join(dir, "evidence")), secret: secret}
}

// Sweep removes what uploads left behind that died more than an hour ago. Call it
// at the start of the workbench.
func (s *Shelf) Sweep() error { return s.files.Sweep(s.db.Now().Time().Add(-time.Hour)) }

// Put stores a file for whoever may add evidence. It is an orphan until an item
// cites it.
func (s *Shelf) Put(ctx context.Context, who access.Actor, r io.Reader) (Stored, error) {
	if err := who.Require(access.AddEvidence); err != nil {
		return Stored{}, err
	}
	return s.files.Put(ctx, r, Limit)
}

// Open reads a stored file by its SHA-256.
func (s *Shelf) Open(sum string) (io.ReadCloser, error) { return s.files.Open(sum) }

// Fits says, without reading it, whether a file is there in its recorded size.
func (s *Shelf) Fits(sum string, size int64) bool {
	n, err := s.files.Size(sum)
	return err == nil && n == size
}

// Take reads one item.
func (s *Shelf) Take(ctx context.Context, ref string) (Item, error) {
	return store.Take[Item](s.db.Read(ctx), ref)
}

// Query narrows the list. Empty fields do not narrow.
type Query struct {
	Text     string // in title, file name, address, owner or reference
	Review   Review
	Expiring bool   // no longer valid, or not for longer than Soon days
	Unlinked bool   // supports nothing
	For      string // a record, control or clause it supports
	Retired  bool   // the retired ones instead of those in force
	store.Place
}

// sorts are the orders of the list.
var sorts = store.Sorts{
	"ref": "ref", "title": "title", "owner": "owner", "period": "period_from", "until": "valid_until",
	"review": "review", "added": "created_at", "updated": "updated_at",
}

// UsualSort puts the newest first.
const UsualSort = "-added"

// List gives one page of the evidence.
func (s *Shelf) List(ctx context.Context, q Query) (store.Page[Item], error) {
	return store.ListBy[Item](q.where(s.db.Read(ctx), s.db.Now().Day()), sorts, UsualSort, q.Place)
}

// Refs gives the references of all items that fit a query.
func (s *Shelf) Refs(ctx context.Context, q Query) ([]string, error) {
	return store.Refs[Item](q.where(s.db.Read(ctx), s.db.Now().Day()))
}

func (q Query) where(db *gorm.DB, today when.Day) *gorm.DB {
	links := func() *gorm.DB {
		return db.Session(&gorm.Session{NewDB: true}).Model(&store.Link{}).Select("ref").Where("register = ?", Item{}.TableName())
	}
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		db = store.Contains(db, q.Text, "title", "file_name", "address", "owner", "ref")
	}
	if q.Review != "" {
		db = db.Where("review = ?", q.Review)
	}
	if q.Expiring {
		db = db.Where("valid_until <> '' AND valid_until <= ?", today.Add(Soon))
	}
	if q.Unlinked {
		db = db.Where("ref NOT IN (?)", links())
	}
	if q.For != "" {
		db = db.Where("ref IN (?)", links().Where("target = ?", q.For))
	}
	return db
}

// Supporting lists the items in force that support a record, control or clause.
func (s *Shelf) Supporting(ctx context.Context, target string) ([]Item, error) {
	var items []Item
	if err := (Query{For: target}).where(s.db.Read(ctx), "").Order("ref").Find(&items).Error; err != nil {
		return nil, fmt.Errorf("evidence: supporting %s: %w", target, err)
	}
	return items, nil
}
