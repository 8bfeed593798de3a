// Package trail is the audit trail: one entry for each act, holding the whole
// record as it stood after the act, joined to the entry before by its hash.
//
// History of a record, the state of everything as of a moment, verification and
// undo are all reading of the same thing: the newest image at or before a
// position. The package knows no database; internal/store keeps the entries.
//
// What the chain proves: no entry was changed, removed, added or moved between
// two known entries. What it cannot prove alone: that the newest entries were
// not cut off, or all of it rebuilt. For that a Checkpoint is kept outside the
// database, beside it and in every evidence pack.
package trail

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strconv"

	"github.com/aims-workbench/aims/internal/when"
)

// Entry is one act. Seq counts from 1 without gaps.
type Entry struct {
	Seq      int64        `json:"seq" gorm:"primaryKey;autoIncrement:false"`
	At       when.Instant `json:"at"`
	Actor    string       `json:"actor"`      // account reference
	Name     string       `json:"actor_name"` // as it was then
	Role     string       `json:"actor_role"`
	Via      string       `json:"via"`
	Act      string       `json:"act"`      // the verb: "identify", "approve", "sign"
	Register string       `json:"register"` // "risk", "policy version"
	Ref      string       `json:"ref"`
	Version  int          `json:"version"`
	Reason   string       `json:"reason"`
	Batch    string       `json:"batch"` // shared by all entries of one import or bulk change
	Image    string       `json:"image"` // canonical JSON of the record after the act
	ImageSum string       `json:"image_sha256" gorm:"column:image_sha256"`
	Prev     string       `json:"prev"` // hash of the entry before; empty for the first
	Hash     string       `json:"hash"`
}

// TableName is the table of entries.
func (Entry) TableName() string { return "trail_entries" }

// Seal fills ImageSum, Prev and Hash so that the entry follows prev.
func (e *Entry) Seal(prev string) {
	e.ImageSum = Sum([]byte(e.Image))
	e.Prev = prev
	e.Hash = e.digest()
}

// digest hashes every field but Hash itself. Each field is preceded by its
// length, so that no two different entries give the same bytes.
func (e *Entry) digest() string {
	var b bytes.Buffer
	for _, s := range []string{
		strconv.FormatInt(e.Seq, 10), string(e.At), e.Actor, e.Name, e.Role, e.Via, e.Act,
		e.Register, e.Ref, strconv.Itoa(e.Version), e.Reason, e.Batch, e.ImageSum, e.Prev,
	} {
		b.WriteString(strconv.Itoa(len(s)))
		b.WriteByte(':')
		b.WriteString(s)
	}
	return Sum(b.Bytes())
}

// Sum is the SHA-256 of b in hexadecimal.
func Sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Canonical writes a record in its one form: keys sorted, no HTML escapes, and
// nothing that is empty. Leaving empty values out keeps old images equal to the
// rows after a migration adds a column.
func Canonical(record any) (string, error) {
	raw, err := json.Marshal(record)
	if err != nil {
		return "", fmt.Errorf("trail: image: %w", err)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return "", fmt.Errorf("trail: image: %w", err)
	}
	v = prune(v)
	if v == nil {
		v = map[string]any{}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fmt.Errorf("trail: image: %w", err)
	}
	return string(bytes.TrimSuffix(out.Bytes(), []byte("\n"))), nil
}

// prune drops empty values from objects; array items keep their place.
func prune(v any) any {
	switch v := v.(type) {
	case map[string]any:
		return pruneObject(v)
	case []any:
		return pruneArray(v)
	case string, bool, json.Number:
		if v == "" || v == false || v == json.Number("0") {
			return nil
		}
	}
	return v
}

func pruneObject(object map[string]any) any {
	for k, item := range object {
		if p := prune(item); p == nil {
			delete(object, k)
		} else {
			object[k] = p
		}
	}
	if len(object) == 0 {
		return nil
	}
	return object
}

func pruneArray(array []any) any {
	for i, item := range array {
		if p := prune(item); p != nil {
			array[i] = p
		}
	}
	if len(array) == 0 {
		return nil
	}
	return array
}
