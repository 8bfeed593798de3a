package pack

import (
	"slices"
	"strings"
)

const mostTitleLines = 5 // the bookmark holds a longer title whole

// heading is a title, its number in the margin, and where it came to stand.
type heading struct {
	level         int
	depth         int // in the tree of bookmarks, from 1
	number, title string
	lines         []line
	at            spot
}

// heading adds a title of level 1 (a clause, on a new page) to 4, with a bookmark
// and, for levels 1 and 2, a line of contents. It keeps with what follows.
func (d *document) heading(level int, number, title string) {
	d.headingAt(level, level, number, title)
}

// subclause adds the title of a numbered sub-clause. All stand alike on the page,
// 6.1.3 as much as 5.1; only the bookmarks show which is part of which.
func (d *document) subclause(number, title string) {
	d.headingAt(2, 1+strings.Count(number, "."), number, title)
}

func (d *document) headingAt(level, depth int, number, title string) {
	h := heading{level: min(max(level, 1), 4), depth: max(depth, 1)}
	if h.level == 1 {
		d.settle()
	}
	h.number, h.title = d.oneLine(number), d.oneLine(title)
	size, _, _, _ := h.measures()
	h.lines = d.lay(strongText(h.title), size, d.right()-axis)
	h.lines = h.lines[:min(len(h.lines), mostTitleLines)]
	d.pending = append(d.pending, h)
}

// measures are size, line height, space over and space under, in points.
func (h heading) measures() (size, lead, before, after float64) {
	switch h.level {
	case 1:
		return 20, 25, 15, 16
	case 2:
		return 12.5, 17, 20, 5
	case 3:
		return 10, 14, 13, 3
	}
	return 9.5, 14, 9, 1
}

func (h heading) height() float64 {
	_, lead, before, after := h.measures()
	return before + lead*float64(len(h.lines)) + after
}

func (d *document) headingsHeight() (sum float64) {
	for _, h := range d.pending {
		sum += h.height()
	}
	return sum
}

func (d *document) setHeadings() {
	for _, h := range d.pending {
		size, lead, before, after := h.measures()
		if !d.fresh() || h.level == 1 {
			d.y += before
		}
		h.at = spot{d.page, d.y - 4}
		number := size
		if h.level == 1 {
			d.rule(inkText, 1.2, leftEdge, d.y-before, d.right()-leftEdge)
			number = 30
		}
		for number > 6 && faces()[semibold].width(h.number, number) > axis-leftEdge-8 {
			number -= 0.5
		}
		baseline := d.y + lead/2 + size*0.36
		if h.number != "" {
			d.put(semibold, number, leftEdge, baseline, inkAccent, fit(h.number, semibold, number, axis-leftEdge-8))
		}
		for _, l := range h.lines {
			d.draw(l, axis, d.y, size, lead, inkText)
			d.y += lead
		}
		d.y += after
		d.headings = append(d.headings, h)
	}
	d.pending = nil
}

// para sets a paragraph at the axis.
func (d *document) para(s string) { d.flow(text(s), gap, axis, bodySize, bodyLine, inkText) }

// small sets an aside in the second ink.
func (d *document) small(s string) { d.flow(text(s), gap, axis, smallSize, smallLine, inkQuiet) }

// flow sets lines from x to the right edge; a paragraph breaks over pages with at
// least two lines on either side, and keeps three with a heading over it.
func (d *document) flow(c cell, before, x, size, lead float64, color ink) {
	lines := d.lay(c, size, d.right()-x)
	d.lines(lines, before, x, size, lead, color)
}

func (d *document) lines(lines []line, before, x, size, lead float64, color ink) {
	keep := min(3, len(lines))
	d.room(before, float64(keep)*lead)
	for i, l := range lines {
		left := len(lines) - i
		need := lead
		if left == 2 && len(lines) > 3 {
			need = 2 * lead
		}
		if i >= keep && d.y+need > d.bottom() {
			d.addPage()
		}
		d.draw(l, x, d.y, size, lead, color)
		d.y += lead
	}
}

// bullets sets a list, each item with a dash hanging before it.
func (d *document) bullets(items []string) {
	for i, item := range items {
		d.item(text(item), "–", 0, i == 0)
	}
}

// points sets sentences one below the other, each behind a dash, with a label in
// the margin beside the first.
func (d *document) points(label string, all []cell) {
	d.labelled(label)
	for i, c := range all {
		before := 2.0
		if i == 0 {
			before = 0
		}
		x := axis + 11.0
		lines := d.lay(c, bodySize, d.right()-x)
		d.room(before, float64(min(3, len(lines)))*bodyLine)
		d.put(regular, bodySize, axis, d.y+bodyLine/2+bodySize*0.36, inkQuiet, "–")
		d.lines(lines, 0, x, bodySize, bodyLine, inkText)
	}
}

// smallPoints sets the same in small type, in the second ink and without a label.
func (d *document) smallPoints(all []string) {
	for i, s := range all {
		before := 0.5
		if i == 0 {
			before = 3
		}
		x := axis + 9.0
		lines := d.lay(text(s), smallSize, d.right()-x)
		d.room(before, float64(min(3, len(lines)))*smallLine)
		d.put(regular, smallSize, axis, d.y+smallLine/2+smallSize*0.36, inkQuiet, "–")
		d.lines(lines, 0, x, smallSize, smallLine, inkQuiet)
	}
}

// labelled sets a label in the margin, level with the block that follows.
func (d *document) labelled(label string) { d.labelledOver(label, 3*bodyLine) }

// labelledOver keeps the label on one page with so many points of what follows.
func (d *document) labelledOver(label string, height float64) {
	lines := d.lay(text(label), 8, axis-leftEdge-10)
	d.room(gap+3, height)
	for i, l := range lines {
		d.draw(l, leftEdge, d.y+0.4+11*float64(i), 8, bodyLine, inkQuiet)
	}
}

// item sets one entry of a list at a depth, its mark hanging.
func (d *document) item(c cell, mark string, depth int, first bool) {
	before := 2.0
	if first {
		before = 4
	}
	x := axis + 14*float64(depth+1)
	lines := d.lay(c, bodySize, d.right()-x)
	d.room(before, float64(min(3, len(lines)))*bodyLine)
	d.put(regular, bodySize, x-2-max(9, faces()[regular].width(mark, bodySize)+3), d.y+bodyLine/2+bodySize*0.36, inkQuiet, mark)
	d.lines(lines, 0, x, bodySize, bodyLine, inkText)
}

// fact is a label with its value.
type fact struct {
	Label string
	Value cell
}

// facts sets labels in the margin and values at the axis. An empty value shows
// as a dash, so that nothing recorded is seen.
func (d *document) facts(all ...fact) {
	for i, f := range all {
		before := 2.5
		if i == 0 {
			before = gap
		}
		d.fact(f, before)
	}
}

// filled sets the facts that have a value. The others are named in one line, so that
// what is not there is seen and takes no page.
func (d *document) filled(label string, all ...fact) {
	var bare []string
	given := filter(all, func(f fact) bool {
		if f.Value.blank() {
			bare = append(bare, f.Label)
		}
		return !f.Value.blank()
	})
	if len(bare) > 0 {
		given = append(given, fact{label, quietText(strings.Join(bare, "; "))})
	}
	d.facts(given...)
}

func (d *document) fact(f fact, before float64) {
	label := d.lay(text(f.Label), 8, axis-leftEdge-10)
	value := d.lay(orDash(f.Value), bodySize, d.right()-axis)
	d.room(before, bodyLine*float64(max(min(3, len(value)), len(label))))
	top, sheet := d.y, d.page
	for i, l := range label {
		d.draw(l, leftEdge, d.y+0.4+11*float64(i), 8, bodyLine, inkQuiet)
	}
	d.lines(value, 0, axis, bodySize, bodyLine, inkText)
	if d.page == sheet {
		d.y = max(d.y, top+11*float64(len(label))+3)
	}
}

func orDash(c cell) cell {
	if c.blank() {
		return quietText("–")
	}
	return c
}

// blank says whether there is nothing to read.
func (c cell) blank() bool {
	return !slices.ContainsFunc(c, func(s span) bool { return strings.TrimSpace(s.Text) != "" })
}

// noticeKind says in a word, not by colour, what a boxed notice is about.
type noticeKind string

const (
	noticeGap     noticeKind = "Nothing recorded" // the standard asks for it and there is none
	noticePartly  noticeKind = "Not recorded"     // a part of what is asked for is not there
	noticeWarning noticeKind = "Attention"        // a reader must know this before relying on the pack
	noticeInfo    noticeKind = "Note"
)

// notice sets a boxed text that is never split from its label: a gap in a dashed
// frame, a warning with its word reversed on black, a note behind a bar.
func (d *document) notice(kind noticeKind, s string) {
	const pad = 9
	lines := d.lay(text(s), bodySize, d.right()-axis-2*pad)
	height := 2*pad + 13 + bodyLine*float64(len(lines)) - 2
	tall := height > (d.bottom()-topEdge)/2
	need := height
	if tall {
		need = 2*pad + 13 + 3*bodyLine
	}
	d.room(gap+4, need)
	if !tall {
		d.noticeFrame(kind, height)
	}
	width := faces()[semibold].width(string(kind), 7.5)
	label := inkText
	if kind == noticeWarning {
		d.box(opFill, inkText, 0, axis+pad, d.y+pad-1, width+8, 12)
		d.put(semibold, 7.5, axis+pad+4, d.y+pad+7.7, inkPaper, string(kind))
	} else {
		if kind == noticeInfo {
			label = inkAccent
		}
		d.put(semibold, 7.5, axis+pad, d.y+pad+7, label, string(kind))
	}
	d.y += pad + 13
	d.lines(lines, 0, axis+pad, bodySize, bodyLine, inkText)
	d.y += pad + 1
}

func (d *document) noticeFrame(kind noticeKind, height float64) {
	w := d.right() - axis
	switch kind {
	case noticeGap, noticePartly:
		d.box(opDashed, inkText, 0.7, axis, d.y, w, height)
	case noticeWarning:
		d.box(opFrame, inkText, 1.1, axis, d.y, w, height)
	default:
		d.box(opFill, inkAccent, 0, axis, d.y, 1.6, height)
	}
}

// hash sets a SHA-256 in two lines of 32 digits that can be copied exactly.
func (d *document) hash(label, sha256 string) {
	d.fact(fact{label, monoText(sha256)}, 2.5)
}
