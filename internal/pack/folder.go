package pack

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/certification"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// Handover is what a numbered folder is made of: all that answers the requests of one
// audit. Equal values give equal bytes.
type Handover struct {
	Snapshot  *snapshot.Snapshot
	Catalogue *controls.Catalogue
	Source    Source // of the evidence files
	Event     certification.Event
}

// How long the names of folders and files may be, so that both together, below a
// folder of somebody's own, stay within what Windows opens.
const (
	longestFolder = 60
	longestPiece  = 80
)

// handed is one request with its folder and what lies in it.
type handed struct {
	certification.Request

	Folder string
	Pieces []piece
	Lacks  []string // what answers it and is not in the archive, with the reason
}

// piece is a file of a request: a record made into a PDF, or evidence as it is.
type piece struct {
	Path, Ref, Title, Sum string
}

// folder is one archive in the making.
type folder struct {
	*bagWriter

	h     Handover
	book  *book
	wrong map[bagFile]Notice
}

// Folder writes an archive with one numbered folder for each request in force of an
// audit: the records that answer it as PDF, the evidence as it is, and what was said in
// words. An index to read in a browser and a list of SHA-256 stand beside them. Evidence
// that is not what was recorded is left out, and the index says so.
func Folder(ctx context.Context, w io.Writer, h Handover) error {
	b, err := newBook(Options{Snapshot: h.Snapshot, Catalogue: h.Catalogue, Source: h.Source}, nil)
	if err != nil {
		return err
	}
	requests := h.Snapshot.RequestsOf(h.Event.Ref)
	slices.SortStableFunc(requests, func(x, y certification.Request) int { return byNumber(x.Number, y.Number) })
	f := folder{newBagWriter(ctx, w, bag{Made: h.Snapshot.Position.At, Source: h.Source}), h, b, nil}
	if f.wrong, err = checkFiles(ctx, h.Source, f.files(requests)); err != nil {
		return err
	}
	var all []handed
	for i, q := range requests {
		one := handed{Request: q, Folder: f.taken.unique(folderName(q, i+1))}
		if err := f.fillOne(&one); err != nil {
			return fmt.Errorf("pack: folder of %s: %w", q.Ref, err)
		}
		all = append(all, one)
	}
	if err := f.close(all); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	return nil
}

// close adds what stands beside the folders.
func (f folder) close(all []handed) error {
	index, err := f.index(all)
	if err != nil {
		return err
	}
	if err := f.add("index.html", index); err != nil {
		return err
	}
	if f.h.Snapshot.Mark() != "" {
		if err := f.add(sampleName, []byte(whatASampleIs+"\n")); err != nil {
			return err
		}
	}
	if err := f.add(manifestName, []byte(strings.Join(f.manifest, ""))); err != nil {
		return err
	}
	return f.zip.Close()
}

// byNumber orders 2 before 10, and numbers before words.
func byNumber(a, b string) int {
	x, errX := strconv.Atoi(strings.TrimSpace(a))
	y, errY := strconv.Atoi(strings.TrimSpace(b))
	switch {
	case errX == nil && errY == nil:
		return cmp.Compare(x, y)
	case errX == nil:
		return -1
	case errY == nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// folderName begins with the number that the auditor gave, or else with the place in
// the list: "01 Scope statement".
func folderName(q certification.Request, place int) string {
	number := strings.TrimSpace(q.Number)
	if n, err := strconv.Atoi(number); err == nil || number == "" {
		if err != nil {
			n = place
		}
		number = fmt.Sprintf("%02d", n)
	}
	return strings.TrimRight(shorten(cleanName(number+" "+q.Title), longestFolder), " .")
}

// files are the evidence files that answer the requests, each once.
func (f folder) files(requests []certification.Request) []bagFile {
	var items []evidence.Item
	for _, q := range requests {
		for _, ref := range q.Evidence {
			if i, ok := f.item(ref); ok {
				items = append(items, i)
			}
		}
	}
	return slices.Compact(inOrder(bagFiles(items)))
}

func (f folder) item(ref string) (evidence.Item, bool) {
	i := slices.IndexFunc(f.h.Snapshot.Evidence, func(i evidence.Item) bool { return i.Ref == ref })
	if i < 0 {
		return evidence.Item{}, false
	}
	return f.h.Snapshot.Evidence[i], true
}

// fillOne writes what answers one request.
func (f folder) fillOne(q *handed) error {
	for _, ref := range q.Records {
		title, pdf, err := f.book.recordPDF(ref)
		if err != nil {
			return err
		}
		if pdf == nil {
			q.Lacks = append(q.Lacks, ref+": no record of the management system with this reference is in force or kept.")
			continue
		}
		if err := f.put(q, ref, title, ref+" "+title+".pdf", strings.NewReader(string(pdf))); err != nil {
			return err
		}
	}
	for _, ref := range q.Evidence {
		if err := f.evidenceOf(q, ref); err != nil {
			return err
		}
	}
	if q.Answer != "" {
		return f.put(q, q.Ref, "Answer in words", "Answer.txt", strings.NewReader(q.Answer+"\n"))
	}
	return nil
}

// evidenceOf puts one piece of evidence into the folder, or says why it is not there.
func (f folder) evidenceOf(q *handed, ref string) error {
	i, known := f.item(ref)
	switch {
	case !known:
		q.Lacks = append(q.Lacks, ref+": there is no such evidence.")
		return nil
	case i.Kind == evidence.Address:
		q.Lacks = append(q.Lacks, fmt.Sprintf("%s, %s: a link, not a file. It leads to %s", ref, i.Title, i.Address))
		return nil
	}
	files := bagFiles([]evidence.Item{i})
	if len(files) == 0 {
		q.Lacks = append(q.Lacks, fmt.Sprintf("%s, %s: retired, or without a file.", ref, i.Title))
		return nil
	}
	if n, bad := f.wrong[files[0]]; bad {
		q.Lacks = append(q.Lacks, fmt.Sprintf("%s, %s: left out, because the file is %s.", ref, i.Title, n.Kind))
		return nil
	}
	r, n, err := open(f.ctx, f.h.Source, files[0])
	if err != nil {
		return err
	}
	if r == nil {
		return fmt.Errorf("%s was there a moment ago: %s", ref, n.Sentence)
	}
	defer r.Close()
	return f.put(q, ref, i.Title, ref+" "+i.FileName, r)
}

// put streams one file into the folder of a request, under a name that every common
// system can unpack.
func (f folder) put(q *handed, ref, title, name string, r io.Reader) error {
	path := f.taken.unique(q.Folder + "/" + shorten(cleanName(name), longestPiece))
	sum, err := f.stream(path, r)
	q.Pieces = append(q.Pieces, piece{path, ref, title, sum})
	return err
}
