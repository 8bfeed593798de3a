package pack

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"github.com/aims-workbench/aims/internal/when"
)

// meta is what stands on every page, and what fixes the bytes.
type meta struct {
	Organisation string
	Title        string       // "AIMS evidence pack"
	AsAt         when.Instant // the state shown; also the only date inside the file
	DocumentID   string
	TrailHead    string // the trail's newest hash in hex; the footer prints its first twelve digits
}

// document is an A4 document under construction. Blocks are laid out as they
// are added, page after page; output puts cover and contents before them, when
// every page number is known, and writes the file. Equal calls give equal bytes.
//
// A document is used by one goroutine. Text may hold anything: what cannot be
// printed is dropped if invisible, and else shown as □ and counted in replaced.
type document struct {
	meta     meta
	pages    []*page
	page     *page   // the one being filled; nil before the first
	y        float64 // points from its top
	wide     bool
	pending  []heading // headings waiting for what they stand over
	names    []string  // anchors waiting for the same
	headings []heading
	anchors  map[string]spot
	front    *cover
	toc      bool
	mark     string
	lost     int
	err      error
	progress func(done, total int)
}

// page is a list of marks to make.
type page struct {
	number int
	wide   bool
	bare   bool // without header and footer
	ops    []op
}

type spot struct {
	page *page
	y    float64
}

type opKind uint8

const (
	opText   opKind = iota // baseline at x, y
	opRule                 // from x, y to x+w, y+h; size is the thickness
	opDots                 // the same, dotted
	opFill                 // box
	opFrame                // box outline; size is the thickness
	opDashed               // the same, dashed
	opLink                 // box that leads to text
	opMark                 // the watermark, across the page
	opPage                 // the page number of the anchor named by text, ending at x
)

type op struct {
	kind       opKind
	face       faceID
	ink        ink
	size       float64
	x, y, w, h float64
	text       string
}

// newDocument begins a document; m's texts may be hostile too.
func newDocument(m meta) *document {
	d := &document{meta: m, anchors: map[string]spot{}}
	for _, s := range []*string{&d.meta.Organisation, &d.meta.Title, &d.meta.DocumentID, &d.meta.TrailHead} {
		*s = d.oneLine(*s)
	}
	return d
}

// watermark prints a word across every page and in its header, such as SAMPLE.
func (d *document) watermark(word string) { d.mark = d.oneLine(word) }

// onProgress is told, while output writes, how many of all pages are done.
func (d *document) onProgress(tell func(done, total int)) { d.progress = tell }

// replaced is how many characters so far had no glyph and stand as □.
func (d *document) replaced() int { return d.lost }

// output writes the document. An error names the page and the text that caused
// it; then w may have received nothing or, when writing failed, a part.
func (d *document) output(w io.Writer) (pages int, err error) {
	all := d.assemble()
	if d.err != nil {
		return 0, d.err
	}
	p := printer{doc: d, all: all, links: map[string]int{}}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("pack: page %d cannot be printed, at the text %.120q: %v", p.at, p.text, r)
		}
	}()
	p.open()
	for _, pg := range all {
		p.print(pg)
		if d.progress != nil {
			d.progress(pg.number, len(all))
		}
	}
	p.bookmark(d.headings)
	if p.pdf.Error() != nil {
		return 0, fmt.Errorf("pack: page %d: %w", p.at, p.pdf.Error())
	}
	if err := p.pdf.Output(w); err != nil {
		return 0, fmt.Errorf("pack: write the document: %w", err)
	}
	return len(all), nil
}

// printer turns marks into gofpdf calls. It is the only place that knows gofpdf.
type printer struct {
	doc   *document
	pdf   *gofpdf.Fpdf
	all   []*page
	links map[string]int
	at    int // page and text at work, for the error
	text  string
	face  faceID
	size  float64
	ink   ink
}

func (p *printer) open() {
	f := gofpdf.New("P", "pt", "A4", "")
	m := p.doc.meta
	f.SetCatalogSort(true)
	f.SetCreationDate(m.AsAt.Time())
	f.SetModificationDate(m.AsAt.Time())
	f.SetTitle(m.Title+" · "+m.Organisation, true)
	f.SetAuthor(m.Organisation, true)
	f.SetSubject("Document "+m.DocumentID, true)
	f.SetCreator("AIMS Workbench", true)
	f.SetAutoPageBreak(false, 0)
	f.SetMargins(0, 0, 0)
	f.SetCellMargin(0)
	for _, c := range p.used() {
		f.AddUTF8FontFromBytes(c.family, c.style, bytes.Clone(c.file))
	}
	p.pdf = f
}

// used are the faces the pages need, in their fixed order: others are not embedded.
func (p *printer) used() []*face {
	var seen [faceCount]bool
	seen[regular] = true
	for _, pg := range p.all {
		for i := range pg.ops {
			if k := pg.ops[i].kind; k == opText || k == opMark || k == opPage {
				seen[pg.ops[i].face] = true
			}
		}
	}
	var out []*face
	for id, yes := range seen {
		if yes {
			out = append(out, faces()[id])
		}
	}
	return out
}

func (p *printer) print(pg *page) {
	orientation := "P"
	if pg.wide {
		orientation = "L"
	}
	p.at, p.face, p.size, p.ink = pg.number, faceCount, 0, inkNone
	p.pdf.AddPageFormat(orientation, p.pdf.GetPageSizeStr("A4"))
	for i := range pg.ops {
		p.make(&pg.ops[i])
	}
}

func (p *printer) make(o *op) {
	f := p.pdf
	switch o.kind {
	case opText:
		p.set(o)
		f.Text(o.x, o.y, o.text)
	case opRule, opDots:
		r, g, b := o.ink.rgb()
		f.SetDrawColor(r, g, b)
		f.SetLineWidth(o.size)
		if o.kind == opDots {
			f.SetDashPattern([]float64{0.5, 3}, 0)
			defer f.SetDashPattern(nil, 0)
		}
		f.Line(o.x, o.y, o.x+o.w, o.y+o.h)
	case opFill:
		r, g, b := o.ink.rgb()
		f.SetFillColor(r, g, b)
		f.Rect(o.x, o.y, o.w, o.h, "F")
	case opFrame, opDashed:
		r, g, b := o.ink.rgb()
		if o.kind == opDashed {
			f.SetDashPattern([]float64{3, 2.2}, 0)
			defer f.SetDashPattern(nil, 0)
		}
		f.SetDrawColor(r, g, b)
		f.SetLineWidth(o.size)
		f.Rect(o.x, o.y, o.w, o.h, "D")
	case opLink:
		p.link(o)
	case opPage:
		p.pageNumber(o)
	case opMark:
		p.set(o)
		f.TransformBegin()
		f.TransformRotate(o.h, o.x, o.y)
		f.Text(o.x-faces()[o.face].width(o.text, o.size)/2, o.y+o.size*0.36, o.text)
		f.TransformEnd()
	}
}

// pageNumber prints the number that is known only now, or a dash where the
// document has no such place.
func (p *printer) pageNumber(o *op) {
	number := "–"
	if to, known := p.doc.anchors[o.text]; known {
		number = strconv.Itoa(to.page.number)
	}
	at := *o
	at.text = number
	p.set(&at)
	p.pdf.Text(o.x-faces()[o.face].width(number, o.size), o.y, number)
}

// set changes typeface and ink only when they differ: each change is bytes.
func (p *printer) set(o *op) {
	p.text = o.text
	if o.face != p.face || o.size != p.size {
		c := faces()[o.face]
		p.pdf.SetFont(c.family, c.style, o.size)
		p.face, p.size = o.face, o.size
	}
	if o.ink != p.ink {
		r, g, b := o.ink.rgb()
		p.pdf.SetTextColor(r, g, b)
		p.ink = o.ink
	}
}

// link leads to an anchor, when the document has it, or to a web address.
func (p *printer) link(o *op) {
	name, internal := strings.CutPrefix(o.text, "#")
	if !internal {
		p.pdf.LinkString(o.x, o.y, o.w, o.h, o.text)
		return
	}
	to, known := p.doc.anchors[name]
	if !known {
		return
	}
	id, made := p.links[name]
	if !made {
		id = p.pdf.AddLink()
		p.pdf.SetLink(id, to.y, to.page.number)
		p.links[name] = id
	}
	p.pdf.Link(o.x, o.y, o.w, o.h, id)
}

// bookmark writes the outline tree. gofpdf takes every height from the last
// page's upper edge, so a landscape page's is moved by the difference.
func (p *printer) bookmark(all []heading) {
	if len(all) == 0 {
		return
	}
	p.pdf.SetFont(faces()[regular].family, "", 10) // outlines take their encoding from the current font
	_, last := p.pdf.GetPageSize()
	level := -1
	for _, h := range all {
		level = min(h.depth-1, level+1)
		_, height := pageSize(h.at.page.wide)
		p.pdf.SetPage(h.at.page.number)
		p.pdf.Bookmark(strings.TrimSpace(h.number+"  "+h.title), level, h.at.y+last-height)
	}
	p.pdf.SetPage(len(p.all))
}

var errTooManyCells = errors.New("a table row has more cells than the table has columns")
