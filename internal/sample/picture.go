package sample

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/exchange"
)

// glyphs are letters three dots wide and five high: one octal digit a row.
var glyphs = map[rune]string{
	'A': "25755", 'B': "65656", 'C': "34443", 'D': "65556", 'E': "74647", 'F': "74644", 'G': "34553", 'H': "55755", 'I': "72227",
	'J': "11152", 'K': "55655", 'L': "44447", 'M': "57755", 'N': "75555", 'O': "25552", 'P': "65644", 'Q': "25563", 'R': "65655",
	'S': "34216", 'T': "72222", 'U': "55557", 'V': "55522", 'W': "55775", 'X': "55255", 'Y': "55222", 'Z': "71247",
	'0': "75557", '1': "26227", '2': "61247", '3': "61216", '4': "55711", '5': "74616", '6': "34757", '7': "71222", '8': "75757", '9': "75716",
	'.': "00002", ',': "00024", ':': "02020", '%': "51245", '/': "11244", '-': "00700", '(': "24442", ')': "21112", '_': "00007", '?': "61202",
}

// The inks of the pictures.
var (
	paper = color.RGBA{0xff, 0xff, 0xff, 0xff}
	ink   = color.RGBA{0x22, 0x2b, 0x33, 0xff}
	quiet = color.RGBA{0x8a, 0x94, 0x9e, 0xff}
	blue  = color.RGBA{0x2f, 0x6f, 0xa8, 0xff}
	bar   = color.RGBA{0xe8, 0xec, 0xf0, 0xff}
)

// canvas is a picture being drawn.
type canvas struct{ *image.RGBA }

func newCanvas(w, h int) canvas {
	c := canvas{image.NewRGBA(image.Rect(0, 0, w, h))}
	c.box(0, 0, w, h, paper)
	return c
}

func (c canvas) box(x, y, w, h int, in color.Color) {
	draw.Draw(c, image.Rect(x, y, x+w, y+h), image.NewUniform(in), image.Point{}, draw.Src)
}

// write sets a line of text, dot by dot; what has no glyph leaves a blank.
func (c canvas) write(x, y, dot int, text string, in color.Color) {
	for _, r := range strings.ToUpper(text) {
		for row, digit := range glyphs[r] {
			for col := range 3 {
				if int(digit-'0')&(4>>col) != 0 {
					c.box(x+col*dot, y+row*dot, dot, dot, in)
				}
			}
		}
		x += 4 * dot
	}
}

// drawChart draws the last column of weekly figures as bars.
func drawChart(w io.Writer, title string, t exchange.Table) error {
	const width, height, left, top, floor = 900, 380, 70, 70, 320
	c := newCanvas(width, height)
	c.write(20, 20, 3, title, ink)
	c.write(20, 46, 2, t.Header[len(t.Header)-1], quiet)
	weeks := t.Rows[:len(t.Rows)-1] // the last row is the sum
	highest := 0.0
	values := make([]float64, len(weeks))
	for i, r := range weeks {
		values[i], _ = strconv.ParseFloat(r[len(r)-1], 64) // made by us
		highest = max(highest, values[i])
	}
	step := (width - left - 30) / len(weeks)
	for i, v := range values {
		h := int(v / max(highest, 1) * (floor - top))
		c.box(left+i*step+4, floor-h, step-8, h, blue)
	}
	c.box(left-6, top, 2, floor-top, quiet)
	c.box(left-6, floor, width-left-20, 2, quiet)
	c.write(10, top, 2, strconv.FormatFloat(highest, 'f', 1, 64), quiet)
	c.write(10, floor-10, 2, "0", quiet)
	c.write(left, floor+14, 2, weeks[0][0], quiet)
	c.write(width-130, floor+14, 2, weeks[len(weeks)-1][0], quiet)
	c.write(20, height-18, 2, "Merrowdale Mutual - made-up figures", quiet)
	return png.Encode(w, c)
}

// drawScreen draws a window with lines of text, as a screenshot shows.
func drawScreen(w io.Writer, title string, lines []string) error {
	const width = 900
	c := newCanvas(width, 110+len(lines)*26)
	c.box(0, 0, width, 44, bar)
	for i := range 3 {
		c.box(16+i*20, 16, 12, 12, quiet)
	}
	c.write(90, 15, 3, title, ink)
	for i, l := range lines {
		in := ink
		if strings.HasPrefix(l, " ") {
			in = quiet
		}
		c.write(24, 70+i*26, 3, l, in)
	}
	return png.Encode(w, c)
}
