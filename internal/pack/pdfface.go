package pack

import (
	"embed"
	"encoding/binary"
	"fmt"
	"math"
	"sync"
)

// The typefaces are whole static TrueType files under the Open Font License; see fonts/.
//
//go:embed fonts/*.ttf
var fontFiles embed.FS

// face is one cut of type: its file and what the line breaker must know of it.
type face struct {
	family, style string          // as gofpdf calls it
	file          []byte          // never handed out itself: gofpdf writes into what it is given
	advance       [1 << 16]uint16 // thousandths of an em by rune
	covered       [1 << 16]bool
}

type faceID uint8

const (
	regular faceID = iota
	semibold
	italic
	monospace
	faceCount
)

// faces reads the four cuts once for the process; afterwards they are only read.
var faces = sync.OnceValue(func() *[faceCount]*face {
	return &[faceCount]*face{
		regular:   loadFace("inter", "", "fonts/Inter_400Regular.ttf", true),
		semibold:  loadFace("inter", "B", "fonts/Inter_600SemiBold.ttf", true),
		italic:    loadFace("inter", "I", "fonts/Inter_400Regular_Italic.ttf", true),
		monospace: loadFace("mono", "", "fonts/JetBrainsMono_400Regular.ttf", false),
	}
})

func loadFace(family, style, path string, tabular bool) *face {
	file, err := fontFiles.ReadFile(path)
	if err != nil {
		panic(fmt.Sprintf("pack: embedded typeface: %v", err))
	}
	f := &face{family: family, style: style, file: file}
	t := truetype{f.file}
	if tabular {
		f.file = t.withTabularDigits()
		t = truetype{f.file}
	}
	unit := 1000 / float64(t.u16(t.table("head")+18))
	metrics := t.u16(t.table("hhea") + 34)
	hmtx := t.table("hmtx")
	t.eachGlyph(func(r rune, _, glyph int) {
		width := t.u16(hmtx + 4*min(glyph, metrics-1))
		f.advance[r] = uint16(math.Round(unit * float64(width)))
		f.covered[r] = true
	})
	return f
}

// width measures text in points at the given size.
func (f *face) width(text string, size float64) float64 {
	sum := 0
	for _, r := range text {
		if r < 1<<16 {
			sum += int(f.advance[r])
		}
	}
	return float64(sum) * size / 1000
}

func (f *face) covers(text string) bool {
	for _, r := range text {
		if r >= 1<<16 || !f.covered[r] {
			return false
		}
	}
	return true
}

// truetype reads the few tables of a font file that gofpdf reads too.
type truetype struct{ b []byte }

func (t truetype) u16(at int) int { return int(binary.BigEndian.Uint16(t.b[at:])) }
func (t truetype) u32(at int) int { return int(binary.BigEndian.Uint32(t.b[at:])) }

// table is the offset of a table; the embedded files have all that are asked for.
func (t truetype) table(tag string) int {
	for i := range t.u16(4) {
		if at := 12 + 16*i; string(t.b[at:at+4]) == tag {
			return t.u32(at + 8)
		}
	}
	panic("pack: embedded typeface lacks table " + tag)
}

// eachGlyph walks the character map in format 4, the only one gofpdf uses. entry
// is where the glyph number is stored, or 0 when it is computed.
func (t truetype) eachGlyph(visit func(r rune, entry, glyph int)) {
	cmap := t.table("cmap")
	for i := range t.u16(cmap + 2) {
		at := cmap + 4 + 8*i
		sub := cmap + t.u32(at+4)
		unicode := t.u16(at) == 0 || t.u16(at) == 3 && t.u16(at+2) == 1
		if !unicode || t.u16(sub) != 4 {
			continue
		}
		n := t.u16(sub+6) / 2
		for k := range n {
			t.eachInSegment(sub+14+2*k, n, visit)
		}
		return
	}
}

func (t truetype) eachInSegment(end, n int, visit func(r rune, entry, glyph int)) {
	first, last := t.u16(end+2+2*n), t.u16(end)
	delta, ranges := t.u16(end+2+4*n), end+2+6*n
	for r := first; r <= last && r < 0xFFFF; r++ {
		entry, glyph := 0, r
		if offset := t.u16(ranges); offset != 0 {
			entry = ranges + offset + 2*(r-first)
			if glyph = t.u16(entry); glyph == 0 {
				continue
			}
		}
		if glyph = (glyph + delta) & 0xFFFF; glyph != 0 {
			visit(rune(r), entry, glyph) //nolint:gosec // from 16-bit tables
		}
	}
}

// withTabularDigits gives a copy whose digits are the ones of the typeface's own
// "tnum" feature, all of one width, so that columns of figures stand in line.
// gofpdf knows no OpenType features; the character map is the way in.
func (t truetype) withTabularDigits() []byte {
	out := append([]byte(nil), t.b...)
	swap := t.tnum()
	t.eachGlyph(func(r rune, entry, glyph int) {
		if to, ok := swap[glyph]; ok && entry != 0 && r >= '0' && r <= '9' {
			binary.BigEndian.PutUint16(out[entry:], uint16(to)) //nolint:gosec // a glyph of 16 bits
		}
	})
	return out
}

// tnum reads the single substitutions (lookup type 1, format 2) of the feature.
func (t truetype) tnum() map[int]int {
	gsub := t.table("GSUB")
	features, lookups := gsub+t.u16(gsub+6), gsub+t.u16(gsub+8)
	swap := map[int]int{}
	for i := range t.u16(features) {
		at := features + 2 + 6*i
		if string(t.b[at:at+4]) != "tnum" {
			continue
		}
		feature := features + t.u16(at+4)
		lookup := lookups + t.u16(lookups+2+2*t.u16(feature+4))
		sub := lookup + t.u16(lookup+6)
		if t.u16(lookup) != 1 || t.u16(sub) != 2 {
			continue
		}
		t.eachCovered(sub+t.u16(sub+2), func(index, glyph int) { swap[glyph] = t.u16(sub + 6 + 2*index) })
		break
	}
	return swap
}

func (t truetype) eachCovered(coverage int, visit func(index, glyph int)) {
	for k := range t.u16(coverage + 2) {
		if t.u16(coverage) == 1 {
			visit(k, t.u16(coverage+4+2*k))
			continue
		}
		at := coverage + 4 + 6*k
		for g := t.u16(at); g <= t.u16(at+2); g++ {
			visit(t.u16(at+4)+g-t.u16(at), g)
		}
	}
}
