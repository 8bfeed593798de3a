package soa

import (
	"sync"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/store"
)

// Statements is the Statement of Applicability and its approved versions.
type Statements struct {
	db       *store.DB
	overview kept[Overview]
	proposal kept[Proposal]
	version  kept[[2]Version] // the one last asked for, and the one before it
}

// New gives the soa stage of a workspace.
func New(db *store.DB) *Statements { return &Statements{db: db} }

// kept is a value that follows from the records and a key alone. It is read anew
// only when the trail has moved or another key is asked for, so a page costs one
// statement while nothing changes. What it gives is shared: treat it as read-only.
type kept[T any] struct {
	mu    sync.Mutex
	at    string
	value T
}

func (k *kept[T]) get(q *gorm.DB, key string, read func(*gorm.DB) (T, error)) (T, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	pos, err := store.Position(q)
	at := pos.Hash + " " + key
	if err != nil || at == k.at {
		return k.value, err
	}
	value, err := read(q)
	if err == nil {
		k.at, k.value = at, value
	}
	return value, err
}
