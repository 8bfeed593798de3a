package pack

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"
)

// errBeginAnew asks for a second run, with everything checked before.
var errBeginAnew = errors.New("evidence changed while it was packed; make the pack again")

// bagWriter streams entries and keeps the manifest.
type bagWriter struct {
	ctx      context.Context
	bag      bag
	zip      *zip.Writer
	at       time.Time
	taken    names
	manifest []string
	notices  []Notice
	known    map[bagFile]Notice // nil in the first run, which trusts
	buffer   []byte
}

func newBagWriter(ctx context.Context, f io.Writer, b bag) *bagWriter {
	return &bagWriter{ctx: ctx, bag: b, zip: zip.NewWriter(f), at: b.Made.Time(), taken: names{}, buffer: make([]byte, 1<<20)}
}

func (w *bagWriter) fill() error {
	files := inOrder(w.bag.Files)
	for i, f := range files {
		if err := w.evidence(f); err != nil {
			return err
		}
		if w.bag.Progress != nil {
			w.bag.Progress(i+1, len(files))
		}
	}
	made, err := w.bag.Document(w.notices)
	if err != nil {
		return err
	}
	for _, e := range append(made, bagEntry{readmeName, []byte(readme)}) {
		if err := w.add(w.taken.unique(cleanPath(e.Name)), e.Content); err != nil {
			return err
		}
	}
	slices.SortFunc(w.manifest, func(a, b string) int { return strings.Compare(a[sha256.Size*2:], b[sha256.Size*2:]) })
	list := []byte(strings.Join(w.manifest, ""))
	if err := w.add(manifestName, list); err != nil {
		return err
	}
	return w.zip.Close()
}

func inOrder(files []bagFile) []bagFile {
	key := func(f bagFile) string { return f.Ref + "\x00" + f.Name + "\x00" + f.SHA256 }
	return slices.SortedStableFunc(slices.Values(files), func(a, b bagFile) int { return strings.Compare(key(a), key(b)) })
}

// evidence puts one file where it belongs, or notes why it cannot be there.
func (w *bagWriter) evidence(f bagFile) error {
	folder, want := goodFolder, f.SHA256
	notice, wrong := w.known[f]
	if wrong {
		w.notices = append(w.notices, notice)
		if notice.Kind != Altered {
			return nil
		}
		folder, want = badFolder, notice.Found
	}
	r, notice, err := open(w.ctx, w.bag.Source, f)
	if err != nil {
		return err
	}
	if r == nil {
		if w.known != nil {
			return errBeginAnew // it could be read when it was checked
		}
		w.notices = append(w.notices, notice)
		return nil
	}
	defer r.Close()
	name := w.taken.unique(folder + "/" + cleanName(f.Ref) + "/" + cleanName(f.Name))
	got, err := w.stream(name, r)
	switch {
	case w.ctx.Err() != nil:
		return w.ctx.Err()
	case r.failed != nil || err == nil && got != want:
		return errBeginAnew
	}
	return err
}

func (w *bagWriter) add(name string, content []byte) error {
	_, err := w.stream(name, strings.NewReader(string(content)))
	return err
}

// stream writes one entry and its line of the manifest, which does not list itself.
func (w *bagWriter) stream(name string, r io.Reader) (string, error) {
	h := &zip.FileHeader{Name: name, Method: method(name), Modified: w.at}
	h.SetMode(0o644)
	out, err := w.zip.CreateHeader(h)
	if err != nil {
		return "", fmt.Errorf("add %s: %w", name, err)
	}
	sum := sha256.New()
	if _, err := io.CopyBuffer(io.MultiWriter(out, sum), struct{ io.Reader }{r}, w.buffer); err != nil {
		return "", fmt.Errorf("add %s: %w", name, err)
	}
	got := hex.EncodeToString(sum.Sum(nil))
	if name != manifestName {
		w.manifest = append(w.manifest, got+"  "+name+"\n")
	}
	return got, nil
}

// method stores what is compressed already, which is most evidence.
func method(name string) uint16 {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".csv", ".json", ".md", ".html", ".htm", ".xml", ".yaml", ".yml", ".log", ".svg", ".tsv":
		return zip.Deflate
	}
	return zip.Store
}

// bounded reads until its context ends.
type bounded struct {
	ctx context.Context
	r   io.Reader
}

func (b bounded) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	return b.r.Read(p)
}

// evidenceReader remembers a failure to read, to be told from one to write.
type evidenceReader struct {
	io.Closer
	peeked *bufio.Reader
	failed error
}

func (r *evidenceReader) Read(b []byte) (int, error) {
	n, err := r.peeked.Read(b)
	if err != nil && err != io.EOF {
		r.failed = err
	}
	return n, err
}
