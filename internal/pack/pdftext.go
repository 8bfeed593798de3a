package pack

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// look is how a run of text is set.
type look uint8

const (
	plain  look = iota
	strong      // semibold
	emph        // italic
	quiet       // the second ink, for labels and asides
	mono        // fixed width, for hashes and identifiers; never reflowed by the reader's eye
	badge       // a word in a hairline frame: a status, never told by colour alone
	pageNo      // stands for the page number of the anchor in Link; Text only keeps the room
)

// span is a run of text in one look. Link is "#" and an anchor, or a web address;
// an address that is not http, https or mailto is printed and not linked.
type span struct {
	Text string
	Look look
	Link string
}

// cell is what stands in one place of a table, or in one paragraph.
type cell []span

func text(s string) cell       { return cell{{Text: s}} }
func strongText(s string) cell { return cell{{Text: s, Look: strong}} }
func quietText(s string) cell  { return cell{{Text: s, Look: quiet}} }
func monoText(s string) cell   { return cell{{Text: s, Look: mono}} }
func badgeText(s string) cell  { return cell{{Text: s, Look: badge}} }
func urlText(s string) cell    { return cell{{Text: s, Link: s}} }

// onPage prints the number of the page where an anchor stands, linked to it.
func onPage(anchor string) cell {
	return cell{{Text: "0000", Look: pageNo, Link: "#" + anchor}}
}

// refs prints references one below the other, each linked to the anchor of its own name.
func refs(all ...string) cell {
	var c cell
	for i, r := range all {
		if i > 0 {
			c = append(c, span{Text: "\n"})
		}
		c = append(c, span{Text: r, Link: "#" + r})
	}
	return c
}

func (l look) face() faceID {
	switch l {
	case strong, badge:
		return semibold
	case emph:
		return italic
	case mono:
		return monospace
	default:
	}
	return regular
}

// scale makes looks of one line appear of one size.
func (l look) scale() float64 {
	switch l {
	case mono:
		return 0.9
	case badge:
		return 0.86
	default:
	}
	return 1
}

const (
	zone     = " UTC"
	tofu     = '□' // stands where a character could not be shown
	badgePad = 3.2 // points left and right of the word in its frame
)

// clean makes text printable: composed, without what cannot be seen, and with a
// visible □ for what the typefaces lack, which it counts. "\n" stays a line break.
func clean(s string) (printable string, replaced int) {
	if isPlain(s) {
		return s, 0
	}
	var b strings.Builder
	known := faces()[regular]
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, string(utf8.RuneError))) {
		switch {
		case r == '\n':
			b.WriteByte('\n')
		case r == '\t' || unicode.Is(unicode.Zs, r) && r != '\u00a0':
			b.WriteByte(' ')
		case invisible(r):
		case r < 1<<16 && r != utf8.RuneError && known.covered[r]:
			b.WriteRune(r)
		default:
			b.WriteRune(tofu)
			replaced++
		}
	}
	return b.String(), replaced
}

// oneLine cleans text for a place that has one line.
func (d *document) oneLine(s string) string {
	s, lost := clean(strings.ReplaceAll(s, "\n", " "))
	d.lost += lost
	return s
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n') || c > '~' {
			return false
		}
	}
	return true
}

// invisible are controls, joiners, variation selectors and the marks that turn
// the direction of text round; dropped, because unseen they only mislead.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r >= 0xFE00 && r <= 0xFE0F
}

// frag is a piece of one line, x points right of the line's start.
type frag struct {
	x, w float64
	text string
	look look
	link string
}

type line []frag

// breaker sets spans into lines of a width, ragged right, without hyphens.
type breaker struct {
	size, width float64
	lines       []line
	line        line
	x           float64 // where the line has got to
	from        int     // where its last fragment begins in its span
}

// lay cleans and breaks spans; the answer has at least one line.
func (d *document) lay(spans cell, size, width float64) []line {
	b := breaker{size: size, width: width}
	for _, s := range spans {
		var lost int
		s.Text, lost = clean(s.Text)
		d.lost += lost
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 {
				b.turn()
			}
			s.Text = part
			b.add(s)
		}
	}
	b.turn()
	return b.lines
}

func (b *breaker) turn() {
	b.lines = append(b.lines, b.line)
	b.line, b.x = nil, 0
}

// add sets one span without line breaks. Neighbouring words become one fragment,
// so a line is one piece of text to select and to search.
func (b *breaker) add(s span) {
	f := faces()[s.Look.face()]
	size := b.size * s.Look.scale()
	if s.Look == badge {
		b.addBadge(s, f, size)
		return
	}
	if s.Look == mono && !f.covers(s.Text) {
		s.Look = plain
		b.add(s)
		return
	}
	w := word{span: s, face: f, size: size}
	for at := 0; at < len(s.Text); at = w.to {
		w.gap = 0
		for w.from = at; w.from < len(s.Text) && s.Text[w.from] == ' '; w.from++ {
			w.gap += float64(f.advance[' ']) * size / 1000
		}
		w.to = len(s.Text)
		if n := strings.IndexByte(s.Text[w.from:], ' '); n >= 0 {
			w.to = w.from + n
			if strings.HasPrefix(s.Text[w.to:], zone) { // a time is not parted from its zone
				w.to += len(zone)
			}
		}
		w.first = at == 0
		b.place(w)
	}
}

// word is span.Text[from:to], after a gap of blanks.
type word struct {
	span     span
	face     *face
	size     float64
	from, to int
	gap      float64
	first    bool // of its span
}

func (w word) text() string   { return w.span.Text[w.from:w.to] }
func (w word) width() float64 { return w.face.width(w.text(), w.size) }

func (b *breaker) place(w word) {
	width := w.width()
	glued := w.first && w.gap == 0 && len(b.line) > 0
	hangs := glued && utf8.RuneCountInString(w.text()) <= 2 // a comma after a bold word does not begin a line
	if b.x+w.gap+width > b.width+0.01 && len(b.line) > 0 && !hangs {
		b.turn()
	}
	if len(b.line) == 0 {
		w.gap = 0
	}
	for width > b.width && !hangs {
		n := cut(w.text(), w.face, w.size, b.width)
		if n >= w.to-w.from {
			break
		}
		head := w
		head.to = w.from + n
		b.put(head, head.width())
		b.turn()
		w.from, w.gap = head.to, 0
		width = w.width()
	}
	b.put(w, width)
}

// put appends a word. It lengthens the fragment before it when both are of one
// span, which costs no copy: the fragment is a longer slice of the same text.
func (b *breaker) put(w word, width float64) {
	if n := len(b.line); n > 0 && !w.first {
		last := &b.line[n-1]
		last.text = w.span.Text[b.from:w.to]
		last.w += w.gap + width
	} else if w.to > w.from {
		b.from = w.from
		b.line = append(b.line, frag{x: b.x + w.gap, w: width, text: w.text(), look: w.span.Look, link: w.span.Link})
	}
	b.x += w.gap + width
}

func (b *breaker) addBadge(s span, f *face, size float64) {
	w := f.width(s.Text, size) + 2*badgePad
	if w > b.width || s.Text == "" {
		s.Look = strong
		b.add(s)
		return
	}
	gap := 0.0
	if len(b.line) > 0 {
		gap = badgePad
	}
	if b.x+gap+w > b.width {
		b.turn()
		gap = 0
	}
	b.line = append(b.line, frag{x: b.x + gap, w: w, text: s.Text, look: badge, link: s.Link})
	b.x += gap + w
}

// cut says how many bytes of a word longer than the line stand on this one: a
// SHA-256 in two or four equal parts, an address after a mark, else what fits.
func cut(word string, f *face, size, width float64) int {
	if n := cutHash(strings.TrimRight(word, ".,;"), f, size, width); n > 0 {
		return n
	}
	fits, mark := 0, 0
	w := 0.0
	for i, r := range word {
		w += float64(f.advance[r]) * size / 1000
		if w > width && fits > 0 {
			break
		}
		fits = i + utf8.RuneLen(r)
		if strings.ContainsRune("/-_.@,;:?&=", r) {
			mark = fits
		}
	}
	if mark > fits*6/10 {
		return mark
	}
	return fits
}

// cutHash parts a hash so that its pieces are equal and can be compared; 0 for
// anything else.
func cutHash(hex string, f *face, size, width float64) int {
	if len(hex) != 64 && len(hex) != 32 || !isHex(hex) {
		return 0
	}
	for n := len(hex) / 2; n >= 16; n /= 2 {
		if f.width(hex[:n], size) <= width {
			return n
		}
	}
	return 0
}

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }
