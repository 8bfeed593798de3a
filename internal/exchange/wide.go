package exchange

import (
	"fmt"
	"slices"
	"strings"
)

// learn notes what each column looks like: the kind its register gives it, or
// for the others number or date when all rows of the right width agree.
func (t *table) learn(data []int) {
	t.kinds = map[int]Kind{}
	if !t.sheet.Delimited {
		return
	}
	width := filledTo(t.sheet.Rows[t.mapping.HeaderRow-1])
	for col := 1; col <= width; col++ {
		if c, ok := t.spec.column(t.columns[col]); ok && c.Kind != Text {
			t.kinds[col] = c.Kind
			continue
		}
		for _, kind := range []Kind{Number, Date, Email} {
			if t.all(data, col, width, kind) {
				t.kinds[col] = kind
			}
		}
	}
}

// all says whether every row of the right width has something of the kind in the
// column, and there is such a row.
func (t *table) all(data []int, col, width int, kind Kind) bool {
	seen := false
	for _, n := range data {
		value := tidy(t.sheet.cell(n, col))
		if filledTo(t.sheet.Rows[n-1]) > width || value == "" {
			continue
		}
		if !fits(value, kind) {
			return false
		}
		seen = true
	}
	return seen
}

// fits says whether a value could stand in a column of the kind.
func fits(value string, kind Kind) bool {
	if value == "" {
		return true
	}
	switch kind {
	case Number:
		_, err := parseInt(value)
		return err == nil
	case Date:
		meant, _ := suggest(value)
		return exactDay(value) != "" || meant != "" || dayInside(value) != ""
	case Email:
		_, err := parseEmail(value)
		return err == nil
	case Text:
	}
	return true
}

// join is one way to put a split cell together again.
type join struct {
	col    int // the column the joined cell falls into
	text   string
	spaced bool // each later piece starts with a space, as prose after a comma does
}

// aligned says whether the cells of a CSV row stand under their headings, and
// records the problem if they do not.
func (t *table) aligned(n int) bool {
	width, cells := filledTo(t.sheet.Rows[t.mapping.HeaderRow-1]), t.sheet.Rows[n-1]
	switch {
	case filledTo(cells) > width:
		t.tooWide(n, width)
		return false
	case len(cells) < width && !t.fitsAll(cells):
		t.problem(n, 0, strings.Join(cells, ","), fmt.Sprintf("The row has %d cells and the header %d, and its values do not suit the headings they stand under", len(cells), width),
			"Put in the separator that is missing, also for an empty cell")
		return false
	}
	return true
}

// tooWide refuses a row with more cells than the header and proposes the cell to quote.
func (t *table) tooWide(n, width int) {
	cells := t.sheet.Rows[n-1][:filledTo(t.sheet.Rows[n-1])]
	var extra []string
	for _, c := range cells[width:min(len(cells), width+5)] {
		extra = append(extra, fmt.Sprintf("%q", shorten(c)))
	}
	reason := fmt.Sprintf("The row has %d cells and the header %d; left over: %s. Most likely a comma stands in a cell without quotation marks",
		len(cells), width, strings.Join(extra, ", "))
	options := t.joins(cells, width)
	fix := "Put the cell that holds the comma in double quotes"
	value, col := strings.Join(cells[width:], ","), 0
	switch {
	case len(options) == 1:
		value, col = options[0].text, options[0].col
		fix = fmt.Sprintf(`Put column %s in double quotes: "%s"`, t.place(col), shorten(strings.ReplaceAll(value, `"`, `""`)))
	case len(options) > 1 && len(options) <= 4:
		var names []string
		for _, o := range options {
			names = append(names, fmt.Sprintf(`%s ("%s")`, t.place(o.col), shorten(o.text)))
		}
		fix += ". It could be column " + strings.Join(names, " or ")
	}
	t.problem(n, col, value, reason, fix)
}

// joins gives the likeliest ways to make the row fit: all other cells suit their
// columns, and if the pieces of some way read on like prose, only such ways.
func (t *table) joins(cells []string, width int) []join {
	var options []join
	extra := len(cells) - width
	for p := range width {
		text := strings.Join(cells[p:p+extra+1], ",")
		whole := slices.Concat(cells[:p], []string{text}, cells[p+extra+1:])
		if !t.fitsAll(whole) {
			continue
		}
		options = append(options, join{p + 1, text, !slices.ContainsFunc(cells[p+1:p+extra+1], func(c string) bool {
			return !strings.HasPrefix(c, " ")
		})})
	}
	if slices.ContainsFunc(options, func(o join) bool { return o.spaced }) {
		options = slices.DeleteFunc(options, func(o join) bool { return !o.spaced })
	}
	return options
}

func (t *table) fitsAll(cells []string) bool {
	for i, c := range cells {
		if !fits(tidy(c), t.kinds[i+1]) {
			return false
		}
	}
	return true
}
