package ui

import (
	"slices"
	"strings"
)

// edge says where the threshold runs along a cell: it lies above, and its
// neighbour to the left or below does not.
func (m MatrixSpec) edge(row, column int) string {
	if m.Legend == "" || !m.above(row, column) {
		return ""
	}
	var sides []string
	if column > 0 && !m.above(row, column-1) {
		sides = append(sides, "left")
	}
	if row+1 < len(m.Rows) && !m.above(row+1, column) {
		sides = append(sides, "below")
	}
	return strings.Join(sides, " ")
}

func (m MatrixSpec) above(row, column int) bool {
	cells := m.Rows[row].Cells
	return column < len(cells) && cells[column].Above
}

// matrixBand is a band with the cells in which something stands.
type matrixBand struct {
	tone   int
	word   string
	total  int
	filled []filledCell
}

type filledCell struct {
	row, column string
	cell        MatrixCell
}

// bands gathers the cells by the word of their band, the highest tone first.
func (m MatrixSpec) bands() []matrixBand {
	var all []matrixBand
	for _, r := range m.Rows {
		for j, c := range r.Cells {
			at := slices.IndexFunc(all, func(b matrixBand) bool { return b.word == c.Word })
			if at < 0 {
				at, all = len(all), append(all, matrixBand{tone: c.Band, word: c.Word})
			}
			all[at].total += c.Count
			if c.Count > 0 {
				all[at].filled = append(all[at].filled, filledCell{r.Title, m.column(j), c})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b matrixBand) int { return b.tone - a.tone })
	return all
}

func (m MatrixSpec) column(j int) string {
	if j < len(m.Columns) {
		return m.Columns[j]
	}
	return itoa(j + 1)
}

func (b matrixBand) title() string {
	if b.word == "" {
		return "No band"
	}
	return b.word
}

// label tells one number from the others where only links are read out.
func (f filledCell) label() string {
	return itoa(f.cell.Count) + " at " + f.row + " and " + f.column
}

func lower(title string) string { return strings.ToLower(title) }
