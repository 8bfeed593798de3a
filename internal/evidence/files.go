package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/aims-workbench/aims/internal/fault"
)

// Files keeps contents, each once, under their SHA-256. Folder is the one of a
// single machine; a bucket can stand in its place.
type Files interface {
	// Put stores what r gives. When it returns without an error the content is on
	// disk, was read back and hashed again. More than limit bytes are refused.
	Put(ctx context.Context, r io.Reader, limit int64) (Stored, error)
	// Open reads a content; a missing one answers fs.ErrNotExist.
	Open(sum string) (io.ReadCloser, error)
	// Size is the length in bytes; a missing content answers fs.ErrNotExist.
	Size(sum string) (int64, error)
	// Sums lists what is kept.
	Sums() ([]string, error)
	// Sweep removes what uploads left behind that died before a moment.
	Sweep(before time.Time) error
}

// Stored is a content that is safely kept.
type Stored struct {
	SHA256    string `json:"sha256"`     // hexadecimal
	Size      int64  `json:"size"`       // bytes
	MediaType string `json:"media_type"` // by its first bytes, never as the sender claims
}

// Folder keeps contents as files: <dir>/ab/abcdef….
type Folder struct{ dir string }

// NewFolder gives the files below dir, which is made with the first content.
func NewFolder(dir string) Folder { return Folder{dir} }

// unfinished begins the names of files that are still arriving.
const unfinished = ".arriving-"

// chunk is how much of a file is in memory at once, in bytes.
const chunk = 128 << 10

// Put implements Files. The content streams through the hash into a file of its
// own; only a whole, synced file gets its name, and only a name that is synced
// and reads back with the same hash is acknowledged.
func (f Folder) Put(ctx context.Context, r io.Reader, limit int64) (s Stored, err error) {
	if err := makeDir(f.dir); err != nil {
		return s, err
	}
	tmp, err := os.CreateTemp(f.dir, unfinished+"*")
	if err != nil {
		return s, diskFault("make room for the file", err)
	}
	defer func() { err = errors.Join(err, discard(tmp)) }()
	if s, err = receive(ctx, tmp, r, limit); err != nil {
		return Stored{}, err
	}
	if err := f.settle(tmp.Name(), s); err != nil {
		return Stored{}, err
	}
	return s, nil
}

// receive writes r to file and syncs it.
func receive(ctx context.Context, file *os.File, r io.Reader, limit int64) (Stored, error) {
	in := &source{ctx: ctx, r: io.LimitReader(r, limit+1)}
	sum, head := sha256.New(), &opening{}
	n, err := io.CopyBuffer(io.MultiWriter(file, sum, head), in, make([]byte, chunk))
	switch {
	case in.err != nil:
		return Stored{}, fault.New(fault.Invalid, "The file did not arrive whole and was not kept. Choose it again.").Because(in.err)
	case err != nil:
		return Stored{}, diskFault("write the file", err)
	case n > limit:
		return Stored{}, fault.New(fault.Invalid, "The file is larger than %s. Split it, or keep it where it is and add its address as a link.", Bytes(limit))
	case n == 0:
		return Stored{}, fault.New(fault.Invalid, "The file is empty. Choose the file that holds the evidence.")
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return Stored{}, diskFault("write the file", err)
	}
	return Stored{SHA256: text(sum), Size: n, MediaType: head.mediaType()}, nil
}

// settle gives a finished file its name, unless the same content is there and sound.
func (f Folder) settle(tmp string, s Stored) error {
	final := f.path(s.SHA256)
	if err := makeDir(filepath.Dir(final)); err != nil {
		return err
	}
	if f.holds(s.SHA256) == nil {
		return syncDir(filepath.Dir(final))
	}
	if err := os.Rename(tmp, final); err != nil {
		return diskFault("keep the file", err)
	}
	if err := syncDir(filepath.Dir(final)); err != nil {
		return err
	}
	if err := f.holds(s.SHA256); err != nil {
		return errors.Join(fmt.Errorf("evidence: reading back %s: %w", s.SHA256, err), os.Remove(final))
	}
	return nil
}

// holds reads a content back and compares its hash.
func (f Folder) holds(sum string) error {
	file, err := f.Open(sum)
	if err != nil {
		return err
	}
	got, _, err := digest(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if got != sum {
		return fmt.Errorf("it has SHA-256 %s", got)
	}
	return nil
}

// Open implements Files.
func (f Folder) Open(sum string) (io.ReadCloser, error) {
	if !isSum(sum) {
		return nil, fs.ErrNotExist
	}
	return os.Open(f.path(sum))
}

// Size implements Files.
func (f Folder) Size(sum string) (int64, error) {
	if !isSum(sum) {
		return 0, fs.ErrNotExist
	}
	info, err := os.Stat(f.path(sum))
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}

// Sums implements Files, in ascending order.
func (f Folder) Sums() ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(f.dir, "??", "*"))
	if err != nil {
		return nil, fmt.Errorf("evidence: list files: %w", err)
	}
	var sums []string
	for _, p := range paths {
		if sum := filepath.Base(p); isSum(sum) {
			sums = append(sums, sum)
		}
	}
	return sums, nil
}

// Sweep implements Files. A file still arriving is written to all the time, so its
// own time tells it from one whose upload died.
func (f Folder) Sweep(before time.Time) error {
	entries, err := os.ReadDir(f.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), unfinished) {
			continue
		}
		info, e2 := e.Info()
		if e2 == nil && info.ModTime().Before(before) {
			e2 = os.Remove(filepath.Join(f.dir, e.Name()))
		}
		if !errors.Is(e2, fs.ErrNotExist) {
			err = errors.Join(err, e2)
		}
	}
	return err
}

func (f Folder) path(sum string) string { return filepath.Join(f.dir, sum[:2], sum) }

var sumShape = regexp.MustCompile(`^[0-9a-f]{64}$`)

// isSum keeps anything but a hash out of file names.
func isSum(s string) bool { return sumShape.MatchString(s) }

// digest reads all of r.
func digest(r io.Reader) (sum string, n int64, err error) {
	h := sha256.New()
	n, err = io.CopyBuffer(h, struct{ io.Reader }{r}, make([]byte, chunk))
	return text(h), n, err
}

func text(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }
