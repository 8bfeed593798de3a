package pack

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
)

// BenchmarkTable sets a register of about 500 landscape pages with document.table
// and then with bare gofpdf: the same cells, widths, size and typeface. The first
// must not take 1.5 times as long as the second.
func BenchmarkTable(b *testing.B) {
	spec := demoRisks(4300)
	b.Run("document.table", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			d := newDocument(demoMeta)
			d.landscape()
			d.table(spec)
			var err error
			if pages, err = d.output(io.Discard); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(pages), "pages")
	})
	b.Run("bare gofpdf", func(b *testing.B) {
		pages := 0
		for b.Loop() {
			pages = bareTable(b, spec)
		}
		b.ReportMetric(float64(pages), "pages")
	})
}

func bareTable(b *testing.B, spec table) int {
	f := gofpdf.New("L", "pt", "A4", "")
	f.SetAutoPageBreak(false, 0)
	for _, id := range []faceID{regular, semibold} {
		c := faces()[id]
		f.AddUTF8FontFromBytes(c.family, c.style, bytes.Clone(c.file))
	}
	d := newDocument(demoMeta)
	d.landscape()
	g := d.grid(spec)
	f.SetCellMargin(0)
	y := d.bottom()
	for _, r := range spec.Rows {
		cells, deepest := make([][]string, len(r.Cells)), 1
		for i, c := range r.Cells {
			if f.PageNo() == 0 {
				f.AddPage()
				y = topEdge
			}
			f.SetFont("inter", "", tableSize)
			cells[i] = f.SplitText(c[0].Text, g.w[i])
			deepest = max(deepest, len(cells[i]))
		}
		if y+d.rowHeight(deepest) > d.bottom() {
			f.AddPage()
			f.SetFont("inter", "B", 7.2)
			y = topEdge
			for i, c := range spec.Columns {
				f.SetXY(g.x[i], y)
				f.CellFormat(g.w[i], 9, c.Title, "", 0, "L", false, 0, "")
			}
			y += g.tall + 14
			f.SetFont("inter", "", tableSize)
		}
		for i, lines := range cells {
			for k, l := range lines {
				f.SetXY(g.x[i], y+cellPad+tableLine*float64(k))
				f.CellFormat(g.w[i], tableLine, l, "", 0, "L", false, 0, "")
			}
		}
		y += d.rowHeight(deepest)
		f.Line(leftEdge, y, d.right(), y)
	}
	if err := f.Output(io.Discard); err != nil {
		b.Fatal(err)
	}
	return f.PageCount()
}

func TestTableOfManyRows(t *testing.T) {
	d := newDocument(demoMeta)
	spec := table{Caption: "Many rows", Columns: []column{{"First column", 1, false}, {"Second column", 3, false}}}
	for i := range 300 {
		words := 1 + i*7%120
		if i == 150 {
			words = 2000 // taller than a page
		}
		var b strings.Builder
		for w := range words {
			fmt.Fprintf(&b, "r%dw%d ", i, w)
		}
		spec.Rows = append(spec.Rows, row{"", []cell{text(fmt.Sprintf("row-%d", i)), text(b.String())}})
	}
	d.table(spec)
	pages := pagesOf(t, render(t, d))
	all := strings.Join(pages, "\n")
	if got := strings.Count(all, "Many rows (continued)"); got != len(pages)-1 {
		t.Errorf("%d continued captions on %d pages", got, len(pages))
	}
	if got := strings.Count(all, "Second column"); got != len(pages) {
		t.Errorf("%d header rows on %d pages", got, len(pages))
	}
	words := map[string]int{}
	for _, w := range strings.Fields(all) {
		words[w]++
	}
	for i, r := range spec.Rows {
		for _, w := range strings.Fields(r.Cells[1][0].Text) {
			if words[w] != 1 {
				t.Fatalf("%s is printed %d times", w, words[w])
			}
		}
		w := strings.Fields(r.Cells[1][0].Text)
		for n, p := range pages {
			first := regexp.MustCompile(`\b` + w[0] + `\b`).MatchString(p)
			if first && i != 150 && !strings.Contains(p, w[len(w)-1]) {
				t.Errorf("row %d is broken after page %d", i, n+1)
			}
		}
	}
}
