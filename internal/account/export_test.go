package account

import (
	"context"
	"sync/atomic"
	"time"

	"golang.org/x/crypto/argon2"
)

// Thrifty makes hashing cheap, for tests that are about something else.
func (a *Accounts) Thrifty() *Accounts {
	a.hasher.key = func(password, salt []byte, _, _ uint32, threads uint8, keyLen uint32) []byte {
		return argon2.IDKey(password, salt, 1, 64, threads, keyLen)
	}
	return a
}

// CountHashes counts every password hash that is computed from now on.
func (a *Accounts) CountHashes() *atomic.Int64 {
	var n atomic.Int64
	key := a.hasher.key
	a.hasher.key = func(password, salt []byte, passes, memory uint32, threads uint8, keyLen uint32) []byte {
		n.Add(1)
		return key(password, salt, passes, memory, threads, keyLen)
	}
	return &n
}

// MostAtOnce gives a hasher and the greatest number of hashes it computed at once.
func MostAtOnce() (*atomic.Int64, func(context.Context, string) (string, error)) {
	var now, most atomic.Int64
	h := newHasher()
	h.key = func(_, _ []byte, _, _ uint32, _ uint8, keyLen uint32) []byte {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(5 * time.Millisecond) // long enough for the others to come
		return make([]byte, keyLen)
	}
	return &most, h.hash
}

// Hash and Matches are the hasher of an account at its full cost.
var (
	Hash    = newHasher().hash
	Matches = newHasher().matches
)

// Guessable is the rule against common passwords, for a person.
func Guessable(password string, d Details) bool {
	return guessable(password, append(ownWords(d), commonWords...))
}
