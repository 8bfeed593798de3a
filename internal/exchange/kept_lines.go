package exchange

import (
	"strings"

	described "github.com/aims-workbench/aims/internal/register"
)

// A table of lines stands in one cell: a line each, its parts divided by " | ". What
// would divide in the wrong place is written with a backslash, so nothing is lost.
const betweenParts = " | "

var (
	closed = strings.NewReplacer(`\`, `\\`, "|", `\|`, "\n", `\n`)
	opened = strings.NewReplacer(`\\`, `\`, `\|`, "|", `\n`, "\n")
)

// linesOf writes the lines of a table into one cell.
func linesOf(a described.Answer) string {
	var lines []string
	for _, line := range a.Lines() {
		parts := make([]string, len(line))
		for i, c := range line {
			parts[i] = closed.Replace(c.Value())
		}
		lines = append(lines, strings.Join(parts, betweenParts))
	}
	return strings.Join(lines, "\n")
}

// partsOf reads them again, part by part; a line that is too short is filled up.
func partsOf(q described.Question, cell string) []string {
	var out []string
	for line := range strings.SplitSeq(cell, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		parts := strings.SplitN(line+" ", betweenParts, len(q.Cells))
		for i := range q.Cells {
			part := ""
			if i < len(parts) {
				part = opened.Replace(strings.TrimSpace(parts[i]))
			}
			out = append(out, part)
		}
	}
	return out
}
