package pack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/trail"
)

// Title is what a pack calls itself on its cover and in its running header.
const Title = "AIMS evidence pack"

// Options are all that a pack depends on. Equal options give equal bytes.
type Options struct {
	Snapshot  *snapshot.Snapshot
	Catalogue *controls.Catalogue
	Source    Source          // of the evidence files
	OutDir    string          // where PDF and ZIP are put; it must exist
	Verified  bool            // whether the trail and the records were verified for this pack
	Damage    []trail.Problem // what that found; the cover says it
	Progress  func(step string, done, total int)
}

// Result is a pack that was made. SHA256 is of the ZIP, which holds the PDF too.
type Result struct {
	PDF       string   `json:"pdf"` // path
	ZIP       string   `json:"zip"` // path
	Pages     int      `json:"pages"`
	SHA256    string   `json:"sha256"`
	PDFSHA256 string   `json:"pdf_sha256"`
	Notices   []Notice `json:"notices"` // everything the cover warns about; empty, never null
}

// Steps that Progress hears of.
const (
	StepEvidence = "Reading evidence files"
	StepDocument = "Writing pages"
	StepChecking = "Computing SHA-256"
)

// Name is what the files of a pack are called, without extension: the day on which
// it judges and the trail entry it shows. The same state judged on the same day has
// the same name.
func Name(s *snapshot.Snapshot) string {
	return s.FileName(fmt.Sprintf("aims-evidence-pack-%s-%d", s.Today(), s.Position.Seq))
}

// documentID names the state shown: the trail entry and the head of its hash.
func documentID(at trail.Checkpoint) string {
	return fmt.Sprintf("PACK-%d-%.12s", at.Seq, at.Hash)
}

// Make writes the PDF and the ZIP of a snapshot into a folder. Both appear under
// their names only when they are complete; an error or the end of ctx leaves
// neither. A pack that is there already is never overwritten: see shelve. Evidence
// that is missing, unreadable, empty or altered is named in the pack and in the
// result, and the pack is made all the same.
func Make(ctx context.Context, o Options) (Result, error) {
	if o.Snapshot.Position.Seq == 0 {
		return Result{}, fault.New(fault.Invalid, "Nothing was recorded at that time, so there is nothing to show. Choose a later date.")
	}
	if o.Progress == nil {
		o.Progress = func(string, int, int) {}
	}
	part, err := os.CreateTemp(o.OutDir, ".pack-*.part")
	if err != nil {
		return Result{}, fmt.Errorf("pack: make the archive: %w", err)
	}
	defer os.Remove(part.Name()) //nolint:errcheck // it is gone when it was shelved
	if err := part.Close(); err != nil {
		return Result{}, fmt.Errorf("pack: make the archive: %w", err)
	}
	r, pdf, err := fill(ctx, o, part.Name())
	if err != nil {
		return Result{}, err
	}
	o.Progress(StepChecking, 0, 1)
	r.PDFSHA256 = trail.Sum(pdf)
	if r.SHA256, err = sumFile(part.Name()); err != nil {
		return Result{}, err
	}
	if err := r.shelve(filepath.Join(o.OutDir, Name(o.Snapshot)), part.Name(), pdf); err != nil {
		return Result{}, err
	}
	o.Progress(StepChecking, 1, 1)
	return r, nil
}

// fill writes the archive to path and gives the document that lies in it.
func fill(ctx context.Context, o Options, path string) (r Result, pdf []byte, err error) {
	r.Notices = []Notice{}
	_, err = writeBag(ctx, path, bag{
		Made: o.Snapshot.Position.At, Files: bagFiles(o.Snapshot.Evidence), Source: o.Source,
		Progress: func(done, total int) { o.Progress(StepEvidence, done, total) },
		Document: func(wrong []Notice) ([]bagEntry, error) {
			b, err := newBook(o, wrong)
			if err != nil {
				return nil, err
			}
			r.Notices = append([]Notice{}, b.notices...)
			if pdf, r.Pages, err = b.print(ctx); err != nil {
				return nil, err
			}
			return b.entries(Name(o.Snapshot)+".pdf", pdf)
		},
	})
	return r, pdf, err
}

// bagFiles are the files of the evidence in force. What was retired is listed in
// the document and not handed on.
func bagFiles(items []evidence.Item) []bagFile {
	var files []bagFile
	for _, i := range items {
		if i.Kind == evidence.File && i.SHA256 != "" && !i.Retired() {
			files = append(files, bagFile{Ref: i.Ref, Name: i.FileName, SHA256: i.SHA256, Size: i.Size})
		}
	}
	return files
}

// print composes the document and writes it into memory: it is small beside the
// evidence, which is streamed.
func (b *book) print(ctx context.Context) (pdf []byte, pages int, err error) {
	b.compose()
	b.onProgress(func(done, total int) { b.progress(StepDocument, done, total) })
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	var out bytes.Buffer
	if pages, err = b.output(&out); err != nil {
		return nil, 0, err
	}
	return out.Bytes(), pages, nil
}

// sampleName is listed in the manifest of a pack that was made of a sample.
const sampleName = "SAMPLE.txt"

// packNote is what must be known about the whole archive.
func (b *book) packNote() string {
	if b.s.Mark() == "" {
		return ""
	}
	return whatASampleIs
}

// entries are the listed files that stand beside the evidence.
func (b *book) entries(pdfName string, pdf []byte) ([]bagEntry, error) {
	head, err := json.MarshalIndent(struct {
		Seq  int64  `json:"seq"`
		Hash string `json:"hash"`
		At   string `json:"at"`
		Note string `json:"note,omitempty"`
	}{b.s.Position.Seq, b.s.Position.Hash, string(b.s.Position.At), b.packNote()}, "", "  ")
	if err != nil {
		return nil, err
	}
	all := []bagEntry{{pdfName, pdf}, {headName, append(head, '\n')}}
	if note := b.packNote(); note != "" {
		all = append(all, bagEntry{sampleName, []byte(note + "\n")})
	}
	for _, r := range b.registers {
		all = append(all, bagEntry{r.File, r.Content})
	}
	return all, nil
}
