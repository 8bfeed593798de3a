package pack

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// NoticeKind says what is not as it should be.
type NoticeKind string

// The four ways in which an evidence file may not be what was recorded.
const (
	Missing    NoticeKind = "missing"
	Unreadable NoticeKind = "unreadable"
	Empty      NoticeKind = "empty"
	Altered    NoticeKind = "altered"
)

// What may be wrong with records.
const (
	NoFile    NoticeKind = "no file"           // evidence that says it is a file, without one
	BadSeal   NoticeKind = "invalid signature" // a signature that does not fit the text it stands under
	BadText   NoticeKind = "text changed"      // an approved text that no longer gives its SHA-256
	BadRecord NoticeKind = "damaged record"    // what verification of the trail and the records found
)

// Notice is one thing that a reader must know before relying on a pack. Sentence
// is for people and gives both hashes where both are known.
type Notice struct {
	Ref      string     `json:"ref"`
	Name     string     `json:"name"`
	Kind     NoticeKind `json:"kind"`
	Expected string     `json:"expected"` // SHA-256 as recorded, where one is
	Found    string     `json:"found"`    // SHA-256 as read; "" if nothing was read
	Sentence string     `json:"sentence"`
}

var emptyHash = hex.EncodeToString(sha256.New().Sum(nil))

func newNotice(f bagFile, kind NoticeKind, found string) Notice {
	name, _ := clean(f.Name)
	n := Notice{Ref: f.Ref, Name: name, Kind: kind, Expected: f.SHA256, Found: found}
	what := fmt.Sprintf("%s, %q", f.Ref, name)
	switch kind {
	case Missing:
		n.Sentence = fmt.Sprintf("The file of %s is missing from the evidence store and is not in this archive. Recorded SHA-256: %s.", what, f.SHA256)
	case Unreadable:
		n.Sentence = fmt.Sprintf("The file of %s is there but cannot be read, so it is not in this archive. Recorded SHA-256: %s.", what, f.SHA256)
	case Empty:
		n.Sentence = fmt.Sprintf("The file of %s is empty where %d bytes were recorded, and is not in this archive. Recorded SHA-256: %s; found: %s.", what, f.Size, f.SHA256, found)
	case Altered:
		n.Sentence = fmt.Sprintf("The file of %s was altered after it was recorded. It is in this archive under %s/. Recorded SHA-256: %s; found: %s.", what, badFolder, f.SHA256, found)
	default: // the other kinds are not about files
	}
	return n
}

// open opens evidence and looks at its first byte. r is nil when it is missing,
// unreadable or empty; then the notice says which.
func open(ctx context.Context, from Source, f bagFile) (r *evidenceReader, n Notice, err error) {
	if err := ctx.Err(); err != nil {
		return nil, n, err
	}
	file, err := from.Open(f.SHA256)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, newNotice(f, Missing, ""), nil
	}
	if err != nil {
		return nil, newNotice(f, Unreadable, ""), nil //nolint:nilerr // the notice says it
	}
	r = &evidenceReader{Closer: file, peeked: bufio.NewReaderSize(bounded{ctx, file}, 64<<10)}
	_, err = r.peeked.Peek(1)
	switch {
	case err == nil, errors.Is(err, io.EOF) && f.SHA256 == emptyHash:
		return r, n, nil
	case errors.Is(err, io.EOF):
		n = newNotice(f, Empty, emptyHash)
	default:
		n = newNotice(f, Unreadable, "")
	}
	return nil, n, r.Close()
}

// checkFiles reads all evidence and gives what is wrong with it.
func checkFiles(ctx context.Context, from Source, files []bagFile) (map[bagFile]Notice, error) {
	wrong := map[bagFile]Notice{}
	for _, f := range files {
		n, err := checkFile(ctx, from, f)
		if err != nil {
			return nil, err
		}
		if n.Kind != "" {
			wrong[f] = n
		}
	}
	return wrong, nil
}

func checkFile(ctx context.Context, from Source, f bagFile) (Notice, error) {
	r, n, err := open(ctx, from, f)
	if err != nil || r == nil {
		return n, err
	}
	defer r.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		return newNotice(f, Unreadable, ""), nil
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != f.SHA256 {
		return newNotice(f, Altered, got), nil
	}
	return n, nil
}
