package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The cost of one hash: 19 MiB and two passes, about 20 ms. OWASP's first choice
// for argon2id where memory matters.
const (
	memoryKiB  = 19 * 1024
	passes     = 2
	lanes      = 1
	saltBytes  = 16
	keyBytes   = 32
	hashAtOnce = 2 // so that hashing never takes more than 38 MiB
)

// keyFunc is argon2.IDKey.
type keyFunc func(password, salt []byte, time, memory uint32, threads uint8, keyLen uint32) []byte

// hasher makes and compares password hashes, hashAtOnce at a time.
type hasher struct {
	slots chan struct{}
	key   keyFunc
}

func newHasher() hasher { return hasher{make(chan struct{}, hashAtOnce), argon2.IDKey} }

// derive waits for its turn; it gives up when the request does.
func (h hasher) derive(ctx context.Context, password string, d digest) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return h.key([]byte(password), d.salt, d.passes, d.memory, d.lanes, uint32(len(d.key))), nil //nolint:gosec // keys have tens of bytes
}

// hash gives the PHC string of a password.
func (h hasher) hash(ctx context.Context, password string) (string, error) {
	d := decoy()
	_, _ = rand.Read(d.salt) // never fails
	var err error
	if d.key, err = h.derive(ctx, password, d); err != nil {
		return "", err
	}
	return d.String(), nil
}

// matches says whether the password is the one that was hashed. An empty phc
// matches nothing, but costs the same work, so that time tells nothing.
func (h hasher) matches(ctx context.Context, phc, password string) (bool, error) {
	d := decoy()
	if phc != "" {
		var err error
		if d, err = parseDigest(phc); err != nil {
			return false, err
		}
	}
	if len(password) > maxPasswordBytes {
		password = ""
	}
	key, err := h.derive(ctx, password, d)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(key, d.key) == 1 && phc != "", nil
}

// digest is a PHC string taken apart.
type digest struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

// decoy has today's cost and no password.
func decoy() digest {
	return digest{memoryKiB, passes, lanes, make([]byte, saltBytes), make([]byte, keyBytes)}
}

// String writes the PHC form, $argon2id$v=19$m=…,t=…,p=…$salt$key.
func (d digest) String() string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, d.memory, d.passes, d.lanes, b64(d.salt), b64(d.key))
}

var errDigest = errors.New("account: damaged password hash")

func parseDigest(phc string) (digest, error) {
	var d digest
	var version int
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" {
		return d, errDigest
	}
	_, errVersion := fmt.Sscanf(parts[2], "v=%d", &version)
	_, errCost := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &d.memory, &d.passes, &d.lanes)
	var errSalt, errKey error
	d.salt, errSalt = base64.RawStdEncoding.DecodeString(parts[4])
	d.key, errKey = base64.RawStdEncoding.DecodeString(parts[5])
	if err := errors.Join(errVersion, errCost, errSalt, errKey); err != nil {
		return d, errors.Join(errDigest, err)
	}
	if version != argon2.Version || d.passes == 0 || d.lanes == 0 || len(d.key) == 0 {
		return d, errDigest
	}
	return d, nil
}
