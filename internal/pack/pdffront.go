package pack

import (
	"fmt"
	"strings"
)

// cover is the first page: whose pack, as at when, and what must be known first.
type cover struct {
	Title    string   // "AIMS evidence pack"
	Subtitle string   // "ISO/IEC 42001:2023, clauses 4 to 10"
	Numerals []string // stand in the margin as ornament: "4" … "10"
	Facts    []fact
	Notices  []coverNotice
	Colophon string // small, last: what the document is and is not
}

type coverNotice struct {
	Kind noticeKind
	Text string
}

// cover sets the first page; it may be called at any time, even last.
func (d *document) cover(c cover) { d.front = &c }

// contents asks for pages of contents after the cover, levels 1 and 2.
func (d *document) contents() { d.toc = true }

// assemble lays out what stands before the body, numbers all pages, and puts the
// running header and footer on them. The contents are set twice: the first time
// only tells how many pages they take.
func (d *document) assemble() []*page {
	d.settle()
	body, y, last, wide, lost := d.pages, d.y, d.page, d.wide, d.lost
	defer func() { d.pages, d.y, d.page, d.wide, d.lost = body, y, last, wide, lost }()
	d.wide = false

	list := func() []*page { return d.aside(d.setContents) }
	coverPages := d.aside(d.setCover)
	front := len(coverPages) + len(list())
	for i, p := range body {
		p.number = front + i + 1
	}
	all := append(append(coverPages, list()...), body...)
	out := make([]*page, len(all))
	for i, p := range all {
		framed := *p
		framed.number, p.number = i+1, i+1
		out[i] = d.frame(&framed, len(all))
	}
	return out
}

// aside lays out pages that do not belong to the body.
func (d *document) aside(set func()) []*page {
	d.pages, d.page = nil, nil
	set()
	return d.pages
}

// coverTop is where the name of the organisation begins, from above.
const coverTop = 56 * mm

func (d *document) setCover() {
	if d.front == nil {
		return
	}
	c := *d.front
	d.addPage()
	d.page.bare = true
	_, h := pageSize(false)
	d.rule(inkText, 1.2, leftEdge, 30*mm, d.right()-leftEdge)
	d.put(semibold, 8.5, leftEdge, 30*mm+16, inkQuiet, fit("ISO/IEC 42001", semibold, 8.5, 100))
	d.put(semibold, 8.5, axis, 30*mm+16, inkQuiet, fit(d.meta.AsAt.Human(), semibold, 8.5, 300))
	if d.mark != "" {
		d.putRight(semibold, 8.5, d.right(), 30*mm+16, inkText, fit(d.mark, semibold, 8.5, 100))
	}
	step := (h - coverTop - 60) / float64(max(len(c.Numerals), 1))
	for i, n := range c.Numerals {
		d.put(semibold, 30, leftEdge, coverTop+step*float64(i)+22, inkAccent, fit(d.oneLine(n), semibold, 30, axis-leftEdge-8))
	}
	d.y = coverTop
	d.lines(d.lay(strongText(d.meta.Organisation), 27, d.right()-axis), 0, axis, 27, 33, inkText)
	d.y += 8
	d.flow(text(c.Title), 0, axis, 15, 20, inkAccent)
	d.flow(text(c.Subtitle), 2, axis, bodySize, bodyLine, inkQuiet)
	d.y += 22
	d.rule(inkHair, 0.5, axis, d.y, d.right()-axis)
	d.y += 4
	for _, f := range c.Facts {
		d.coverFact(f)
	}
	d.y += 6
	for _, n := range c.Notices {
		d.notice(n.Kind, n.Text)
	}
	d.y += 4
	if d.lost > 0 {
		c.Colophon += " " + capital(count(d.lost, "character has", "characters have")) + " no glyph in the typefaces of this document, printed as □. The registers hold what was recorded unchanged."
	}
	if c.Colophon != "" {
		d.small(strings.TrimSpace(c.Colophon))
	}
}

// coverFact sets label and value side by side right of the axis, over a hairline.
func (d *document) coverFact(f fact) {
	const labelWidth = 30 * mm
	label := d.lay(text(f.Label), 8, labelWidth-8)
	value := d.lay(orDash(f.Value), 9, d.right()-axis-labelWidth)
	height := max(11*float64(len(label)), 13*float64(len(value))) + 6
	d.room(0, height)
	for i, l := range label {
		d.draw(l, axis, d.y+3+11*float64(i), 8, 13, inkQuiet)
	}
	for i, l := range value {
		d.draw(l, axis+labelWidth, d.y+3+13*float64(i), 9, 13, inkText)
	}
	d.y += height
	d.rule(inkHair, 0.3, axis, d.y, d.right()-axis)
}

func (d *document) setContents() {
	if !d.toc || len(d.headings) == 0 {
		return
	}
	d.addPage()
	d.draw(d.lay(strongText("Contents"), 20, 300)[0], axis, d.y, 20, 25, inkText)
	d.rule(inkText, 1.2, leftEdge, d.y-10, d.right()-leftEdge)
	d.y += 40
	for i, h := range d.headings {
		if h.level <= 2 {
			d.contentsLine(h, i)
		}
	}
}

func (d *document) contentsLine(h heading, i int) {
	before, size, f := 0.0, 9.0, regular
	if h.level == 1 {
		before, size, f = 9, 10, semibold
	}
	const lead = 15
	keep := lead * 1.0
	if h.level == 1 && i+1 < len(d.headings) {
		keep = 2 * lead
	}
	d.room(before, keep)
	base := d.y + lead/2 + size*0.36
	number := fmt.Sprint(h.at.page.number)
	d.put(f, size, leftEdge, base, inkAccent, fit(h.number, f, size, axis-leftEdge-6))
	room := d.right() - axis - 40
	title := fit(h.title, f, size, room)
	end := axis + d.put(f, size, axis, base, inkText, title) + 8
	stop := d.right() - faces()[f].width(number, size) - 8
	if stop > end+10 {
		d.page.ops = append(d.page.ops, op{kind: opDots, ink: inkQuiet, size: 0.5, x: stop, y: base - 0.5, w: end - stop})
	}
	d.putRight(f, size, d.right(), base, inkText, number)
	name := fmt.Sprintf("\x00contents %d", i) // no reference can hold a NUL
	d.anchors[name] = h.at
	d.page.ops = append(d.page.ops, op{kind: opLink, x: leftEdge, y: d.y, w: d.right() - leftEdge, h: lead, text: "#" + name})
	d.y += lead
}

// frame puts watermark under, and header and footer over, what p holds.
func (d *document) frame(p *page, total int) *page {
	marks := p.ops
	w, h := pageSize(p.wide)
	p.ops = make([]op, 0, len(marks)+10)
	if d.mark != "" {
		p.ops = append(p.ops, op{kind: opMark, face: semibold, ink: inkWater, size: 120, x: w / 2, y: h / 2, h: 50, text: d.mark})
	}
	p.ops = append(p.ops, marks...)
	held := d.page
	d.page = p
	defer func() { d.page = held }()
	if !p.bare {
		d.header(w)
	}
	d.footer(w, h, total)
	return p
}

func (d *document) header(w float64) {
	const y = 15 * mm
	right := w - rightEdge
	state := "As at " + d.meta.AsAt.Human()
	if d.mark != "" {
		state = fit(d.mark, regular, smallSize, 100) + "  ·  " + state
	}
	d.putRight(regular, smallSize, right, y, inkQuiet, state)
	name := fit(d.meta.Organisation+"  ·  "+d.meta.Title, semibold, smallSize, right-leftEdge-faces()[regular].width(state, smallSize)-20)
	d.put(semibold, smallSize, leftEdge, y, inkText, name)
	d.rule(inkHair, 0.4, leftEdge, y+6, right-leftEdge)
}

func (d *document) footer(w, h float64, total int) {
	y, right := h-13*mm, w-rightEdge
	d.rule(inkHair, 0.4, leftEdge, y-11, right-leftEdge)
	d.put(regular, smallSize, leftEdge, y, inkQuiet, fit(d.meta.DocumentID, regular, smallSize, 200))
	if head := d.meta.TrailHead; head != "" {
		at := max(axis, leftEdge+faces()[regular].width(fit(d.meta.DocumentID, regular, smallSize, 200), smallSize)+20)
		at += d.put(regular, smallSize, at, y, inkQuiet, "Trail head ")
		d.put(monospace, smallSize*0.95, at, y, inkQuiet, fmt.Sprintf("%.12s", head))
	}
	d.putRight(regular, smallSize, right, y, inkQuiet, fmt.Sprintf("Page %d of %d", d.page.number, total))
}
