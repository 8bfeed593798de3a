package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/when"
)

// draft is a file that arrived and waits for the person's decisions. It belongs to
// who sent it and is forgotten after draftLife.
type draft struct {
	ID        string             `json:"id"`
	Person    string             `json:"person"` // account reference
	Register  string             `json:"register"`
	FileName  string             `json:"file_name"`
	SHA256    string             `json:"sha256"`
	Mapping   *exchange.Mapping  `json:"mapping,omitempty"` // nil until the person has decided
	Files     []evidence.Arrival `json:"files,omitempty"`   // what came with a list of evidence
	CreatedAt when.Instant       `json:"created_at"`
}

// draftLife is how long a file that was not imported is kept.
const draftLife = 7 * 24 * time.Hour

// drafts keeps files before they are imported, in a folder: <sha256> holds a
// content, <id>.json what is known about it. Nothing in it is a record.
type drafts struct{ dir string }

func (s *Server) drafts() drafts { return drafts{filepath.Join(s.Dir, "imports")} }

var (
	draftID  = regexp.MustCompile(`^[0-9a-f]{32}$`)
	draftSum = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// newDraftID cannot be guessed, although a draft is also asked whose it is.
func newDraftID() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id) // never fails
	return hex.EncodeToString(id)
}

// keep stores a content under its SHA-256. It is written anew even when it is
// there, so that its time tells a sweep that somebody needs it.
func (d drafts) keep(content []byte) (string, error) {
	sum := sha256.Sum256(content)
	name := hex.EncodeToString(sum[:])
	return name, d.write(name, content)
}

// save writes what is known about a draft.
func (d drafts) save(f draft) error {
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return d.write(f.ID+".json", text)
}

// write puts a whole file in place, or none.
func (d drafts) write(name string, content []byte) error {
	if err := os.MkdirAll(d.dir, 0o700); err != nil {
		return fmt.Errorf("import drafts: %w", err)
	}
	tmp, err := os.CreateTemp(d.dir, ".arriving-*")
	if err != nil {
		return fmt.Errorf("import drafts: %w", err)
	}
	_, err = tmp.Write(content)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), filepath.Join(d.dir, name))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("import drafts: %w", err), os.Remove(tmp.Name()))
	}
	return nil
}

// errNoDraft is the same for a draft that never was and for somebody else's.
var errNoDraft = fault.New(fault.NotFound, "There is no file of yours waiting here. Files that are not imported are removed after 7 days. Choose the file again on the Import page.")

// take reads a draft for the person it belongs to.
func (d drafts) take(id, person string) (draft, error) {
	if !draftID.MatchString(id) {
		return draft{}, errNoDraft
	}
	f, err := d.read(id + ".json")
	if errors.Is(err, fs.ErrNotExist) || err == nil && f.Person != person {
		return draft{}, errNoDraft
	}
	return f, err
}

func (d drafts) read(name string) (draft, error) {
	var f draft
	text, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(text, &f); err != nil {
		return f, fmt.Errorf("import draft %s: %w", name, err)
	}
	return f, nil
}

// claim takes a draft out of everybody's reach while it is imported: of two presses
// of the button only one imports. It ends with release, or with drop.
func (d drafts) claim(f draft) error {
	err := os.Rename(filepath.Join(d.dir, f.ID+".json"), filepath.Join(d.dir, f.ID+".claimed"))
	if errors.Is(err, fs.ErrNotExist) {
		return fault.New(fault.NotFound, "This file is being imported already. Look at the list of imports on the Import page.")
	}
	return err
}

// release puts back a draft that could not be imported.
func (d drafts) release(f draft) error {
	return os.Rename(filepath.Join(d.dir, f.ID+".claimed"), filepath.Join(d.dir, f.ID+".json"))
}

// drop forgets a draft that was imported.
func (d drafts) drop(f draft) error { return d.remove(f.ID + ".claimed") }

// content gives the file of a draft, if it is still the one that arrived.
func (d drafts) content(f draft) ([]byte, error) {
	if !draftSum.MatchString(f.SHA256) {
		return nil, errNoDraft
	}
	content, err := os.ReadFile(filepath.Join(d.dir, f.SHA256))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errNoDraft
	}
	if err != nil {
		return nil, fmt.Errorf("import draft: %w", err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, fault.New(fault.Invalid, "The file that waited here is damaged. Choose it again on the Import page.")
	}
	return content, nil
}

// sweep forgets drafts from before draftLife and contents that no draft names. A
// content younger than an hour may belong to a draft that is being written.
func (d drafts) sweep(now time.Time) error {
	entries, err := os.ReadDir(d.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	needed := map[string]bool{}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		f, e2 := d.read(e.Name())
		if e2 == nil && now.Sub(f.CreatedAt.Time()) < draftLife {
			needed[f.SHA256] = true
		} else {
			err = errors.Join(err, d.remove(e.Name()))
		}
	}
	for _, e := range entries {
		info, e2 := e.Info()
		if e2 == nil && !strings.HasSuffix(e.Name(), ".json") && !needed[e.Name()] && now.Sub(info.ModTime()) > time.Hour {
			err = errors.Join(err, d.remove(e.Name()))
		}
	}
	return err
}

// remove forgets one file; one that is gone already is forgotten.
func (d drafts) remove(name string) error {
	if err := os.Remove(filepath.Join(d.dir, name)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
