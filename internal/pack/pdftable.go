package pack

// column is a title, its share of the width, and whether it holds figures. A
// weight of 0 makes it as wide as a reference or a date, which are never broken.
type column struct {
	Title  string
	Weight float64
	Right  bool // figures: set against the right edge
}

// row is one line of a table. Anchor, if any, is the reference that links lead to.
type row struct {
	Anchor string
	Cells  []cell
}

// table is a register on paper. Missing cells and empty ones show as a dash.
type table struct {
	Caption string
	Inset   bool // begins at the axis, as part of a text
	Whole   bool // is read as one: not split over pages unless it is longer than one
	Columns []column
	Rows    []row
}

const (
	tableSize, tableLine = 7.8, 10.8
	cellGap              = 12.0 // between columns
	cellPad              = 3.4  // over and under
	refWidth             = 62.0 // of "RSK-2026-001" and of "31 Mar 2026" with a little air
	mostHeaderLines      = 6    // a title is not a text; the rows need the page
)

// grid is a table being set: where its columns stand and its broken header.
type grid struct {
	table  table
	left   float64
	x, w   []float64
	header [][]line
	tall   float64 // height of the header row
}

// table sets rows under a header that is repeated on every page, with the caption
// marked "(continued)". A row moves to the next page whole, unless it is taller
// than a third of a page; then it is continued there.
func (d *document) table(t table) {
	g := d.grid(t)
	for i := range t.Rows {
		if len(t.Rows[i].Cells) > len(t.Columns) {
			d.err = errTooManyCells
			return
		}
		cells, n := d.breakRow(g, t.Rows[i])
		if i == 0 {
			d.room(gap+4, max(d.over(g)+d.rowHeight(min(n, d.whole())), d.together(g)))
			d.head(g, t.Caption)
		}
		d.row(g, t.Rows[i], cells, n)
	}
	if len(t.Rows) == 0 {
		d.room(gap+4, d.over(g)+bodyLine)
		d.head(g, t.Caption)
	}
	d.rule(inkText, 0.6, g.left, d.y, d.right()-g.left)
	d.y += gap
}

func (d *document) grid(t table) *grid {
	g := &grid{table: t, left: leftEdge}
	if t.Inset {
		g.left = axis
	}
	g.w = widths(t, d.right()-g.left-cellGap*float64(len(t.Columns)-1))
	x, deepest := g.left, 1
	for i, c := range t.Columns {
		w := g.w[i]
		g.x = append(g.x, x)
		x += w + cellGap
		lines := d.lay(strongText(c.Title), 7.2, w)
		lines = lines[:min(len(lines), mostHeaderLines)]
		g.header = append(g.header, lines)
		deepest = max(deepest, len(lines))
	}
	g.tall = 9*float64(deepest) + 2*cellPad
	return g
}

func (d *document) over(g *grid) float64 {
	if g.table.Caption == "" {
		return g.tall
	}
	return g.tall + 14
}

// together is the height of a table that is to stand on one page; 0 for others and
// for one that cannot.
func (d *document) together(g *grid) float64 {
	if !g.table.Whole {
		return 0
	}
	h := d.over(g)
	for _, r := range g.table.Rows {
		_, n := d.breakRow(g, r)
		h += d.rowHeight(n)
	}
	if h > d.bottom()-topEdge-4*bodyLine { // a heading may stand over it
		return 0
	}
	return h
}

func (d *document) rowHeight(lines int) float64 { return tableLine*float64(lines) + 2*cellPad }

// whole is how many lines a row may have before it is split over pages.
func (d *document) whole() int { return int((d.bottom() - topEdge) / 3 / tableLine) }

func (d *document) breakRow(g *grid, r row) (cells [][]line, deepest int) {
	cells = make([][]line, len(g.w))
	for i := range g.w {
		var c cell
		if i < len(r.Cells) {
			c = r.Cells[i]
		}
		cells[i] = d.lay(orDash(c), tableSize, g.w[i])
		deepest = max(deepest, len(cells[i]))
	}
	return cells, deepest
}

func (d *document) head(g *grid, caption string) {
	if caption != "" {
		l := d.lay(strongText(caption), 8.5, d.right()-g.left)
		d.draw(l[0], g.left, d.y, 8.5, 11, inkText)
		d.y += 14
	}
	width := d.right() - g.left
	d.rule(inkText, 0.9, g.left, d.y, width)
	for i, lines := range g.header {
		top := d.y + g.tall - cellPad - 9*float64(len(lines))
		for k, l := range lines {
			d.draw(l, g.place(i, l), top+9*float64(k), 7.2, 9, inkQuiet)
		}
	}
	d.y += g.tall
	d.rule(inkText, 0.4, g.left, d.y, width)
}

// place is where a line of column i begins.
func (g *grid) place(i int, l line) float64 {
	if !g.table.Columns[i].Right || len(l) == 0 {
		return g.x[i]
	}
	last := l[len(l)-1]
	return g.x[i] + g.w[i] - last.x - last.w
}

func (d *document) continued(g *grid) {
	d.rule(inkHair, 0.4, g.left, d.y, d.right()-g.left)
	d.addPage()
	caption := g.table.Caption
	if caption == "" {
		caption = "Table"
	}
	d.head(g, caption+" (continued)")
}

func (d *document) row(g *grid, r row, cells [][]line, n int) {
	if n <= d.whole() && d.y+d.rowHeight(n) > d.bottom() {
		d.continued(g)
	}
	for from := 0; from < n; {
		fits := int((d.bottom() - d.y - 2*cellPad) / tableLine)
		if fits < min(3, n-from) {
			d.continued(g)
			continue
		}
		to := min(n, from+fits)
		if from == 0 {
			d.nameRow(r.Anchor)
		}
		d.drawRow(g, cells, from, to)
		if from = to; from < n {
			d.continued(g)
		}
	}
}

func (d *document) nameRow(anchor string) {
	if anchor != "" {
		if _, taken := d.anchors[anchor]; !taken {
			d.anchors[anchor] = spot{d.page, d.y}
		}
	}
}

func (d *document) drawRow(g *grid, cells [][]line, from, to int) {
	for i, lines := range cells {
		for k := from; k < min(to, len(lines)); k++ {
			y := d.y + cellPad + tableLine*float64(k-from)
			d.draw(lines[k], g.place(i, lines[k]), y, tableSize, tableLine, inkText)
		}
	}
	d.y += d.rowHeight(to - from)
	d.rule(inkHair, 0.3, g.left, d.y, d.right()-g.left)
}
