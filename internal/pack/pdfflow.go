package pack

import (
	"net/url"
	"slices"
	"strings"
)

// ink is one of the few colours of a document: ink on paper and one deep accent.
type ink uint8

const (
	inkNone   ink = iota
	inkText       // body
	inkQuiet      // labels, running heads; 7:1 on white
	inkHair       // rules
	inkAccent     // numbers, links
	inkPaper      // text on a dark box
	inkWater      // the watermark
)

func (i ink) rgb() (r, g, b int) {
	c := [...][3]int{inkText: {26, 30, 36}, inkQuiet: {82, 90, 101}, inkHair: {198, 203, 210},
		inkAccent: {18, 74, 84}, inkPaper: {255, 255, 255}, inkWater: {236, 236, 238}}[i]
	return c[0], c[1], c[2]
}

// Every page has two vertical lines: the left edge, where numbers and labels
// begin, and the axis, where text begins. Measures in points.
const (
	mm        = 72 / 25.4
	leftEdge  = 20 * mm
	rightEdge = 18 * mm // from the right
	axis      = leftEdge + 36*mm
	topEdge   = 27 * mm
	footEdge  = 24 * mm // from below

	bodySize, bodyLine   = 9.5, 14.0
	smallSize, smallLine = 7.5, 10.5
	gap                  = 7.0 // between blocks
)

func pageSize(wide bool) (w, h float64) {
	if wide {
		return 297 * mm, 210 * mm
	}
	return 210 * mm, 297 * mm
}

func (d *document) right() float64  { w, _ := pageSize(d.wide); return w - rightEdge }
func (d *document) bottom() float64 { _, h := pageSize(d.wide); return h - footEdge }

// landscape turns the pages from the next block on, with the headings waiting
// for it; portrait turns them back.
func (d *document) landscape() { d.turnTo(true) }
func (d *document) portrait()  { d.turnTo(false) }

func (d *document) turnTo(wide bool) {
	if d.wide != wide {
		d.wide, d.page = wide, nil
	}
}

// newPage begins the next block on a page of its own; there is never an empty page.
func (d *document) newPage() {
	d.settle()
	d.page = nil
}

func (d *document) addPage() {
	d.page = &page{wide: d.wide}
	d.pages = append(d.pages, d.page)
	d.y = topEdge
}

func (d *document) fresh() bool { return d.page != nil && d.y == topEdge }

// room makes sure that h points, and the headings waiting over them, stand on
// one page; then sets the headings. Space before is dropped where it would only
// lower the top of a page or stand between a heading and its text.
func (d *document) room(before, h float64) {
	if len(d.pending) > 0 {
		before, h = max(0, before-gap), max(h, 3*bodyLine)
	} else if d.fresh() {
		before = 0
	}
	over := d.headingsHeight()
	if d.turns(over + before + h) {
		d.addPage()
	}
	for _, name := range d.names {
		d.anchors[name] = spot{d.page, d.y}
	}
	d.names = nil
	d.setHeadings()
	if !d.fresh() {
		d.y += before
	}
}

// turns says whether the next block, h points high with its headings, begins a page.
func (d *document) turns(h float64) bool {
	clause := len(d.pending) > 0 && d.pending[0].level == 1
	return d.page == nil || !d.fresh() && (clause || d.y+h > d.bottom())
}

// settle sets headings that nothing followed.
func (d *document) settle() {
	if len(d.pending) > 0 || len(d.names) > 0 {
		d.room(0, 0)
	}
}

// anchor names the place of the next block, or of the heading over it, so that
// "#name" leads to it. The first place of a name counts.
func (d *document) anchor(name string) {
	if _, taken := d.anchors[name]; !taken && !slices.Contains(d.names, name) {
		d.names = append(d.names, name)
	}
}

// draw sets one broken line; y is its upper edge and lead its height.
func (d *document) draw(l line, x, y, size, lead float64, color ink) {
	for _, f := range l {
		o := op{kind: opText, face: f.look.face(), ink: color, size: size * f.look.scale(),
			x: x + f.x, y: y + lead/2 + size*0.36, w: f.w, text: f.text}
		target := webLink(f.link)
		if f.look == pageNo {
			o.kind, o.text, o.x = opPage, target[1:], o.x+f.w
		}
		switch {
		case target != "":
			o.ink = inkAccent
		case f.look == quiet:
			o.ink = inkQuiet
		}
		if f.look == badge {
			d.box(opFrame, inkQuiet, 0.5, o.x, y+1.2, f.w, lead-2.4)
			o.x += badgePad
			o.y -= size * 0.14 * 0.36
		}
		d.page.ops = append(d.page.ops, o)
		if target != "" {
			d.page.ops = append(d.page.ops, op{kind: opLink, x: x + f.x, y: y, w: f.w, h: lead, text: target})
		}
	}
}

// webLink gives an anchor or a safe address, and "" for anything else.
func webLink(link string) string {
	if link == "" || strings.HasPrefix(link, "#") {
		return link
	}
	u, err := url.Parse(link)
	if err != nil || !slices.Contains([]string{"http", "https", "mailto"}, u.Scheme) {
		return ""
	}
	return u.String()
}

// put writes one unbroken piece with its baseline at y, and gives its width.
func (d *document) put(f faceID, size, x, y float64, color ink, text string) float64 {
	d.page.ops = append(d.page.ops, op{kind: opText, face: f, ink: color, size: size, x: x, y: y, text: text})
	return faces()[f].width(text, size)
}

func (d *document) putRight(f faceID, size, right, y float64, color ink, text string) {
	d.put(f, size, right-faces()[f].width(text, size), y, color, text)
}

func (d *document) rule(color ink, thick, x, y, w float64) {
	d.page.ops = append(d.page.ops, op{kind: opRule, ink: color, size: thick, x: x, y: y, w: w})
}

func (d *document) box(kind opKind, color ink, thick, x, y, w, h float64) {
	d.page.ops = append(d.page.ops, op{kind: kind, ink: color, size: thick, x: x, y: y, w: w, h: h})
}

// fit shortens text with … until it is at most width wide.
func fit(text string, f faceID, size, width float64) string {
	if faces()[f].width(text, size) <= width {
		return text
	}
	room := width - faces()[f].width("…", size)
	for i, r := range text {
		if room -= faces()[f].width(string(r), size); room < 0 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}
