package pack

import "slices"

// mostWhole is the longest word, in bytes, that a column is widened for; file names,
// addresses and hashes may be broken.
const mostWhole = 24

// widths shares what is free among the columns of a table by their weights, but makes
// none narrower than its longest word while the others have room to give.
func widths(t table, free float64) []float64 {
	w, fixed, need := make([]float64, len(t.Columns)), make([]bool, len(t.Columns)), longest(t)
	for i, c := range t.Columns {
		if c.Weight == 0 {
			w[i], fixed[i] = refWidth, true
			free -= refWidth
		}
	}
	share(t, w, fixed, free)
	byWeight := slices.Clone(w)
	for again := true; again; {
		again = false
		for i := range w {
			if !fixed[i] && w[i] < need[i] {
				w[i], fixed[i], again = need[i], true, true
				free -= need[i]
			}
		}
		if again && !share(t, w, fixed, free) {
			return byWeight
		}
	}
	return w
}

// share gives each column that is not fixed its part; false where nothing is left.
func share(t table, w []float64, fixed []bool, free float64) bool {
	sum := 0.0
	for i, c := range t.Columns {
		if !fixed[i] {
			sum += c.Weight
		}
	}
	if sum > 0 && free <= 0 {
		return false
	}
	for i, c := range t.Columns {
		if !fixed[i] {
			w[i] = free * c.Weight / sum
		}
	}
	return sum > 0 || free >= 0
}

// longest is the width of the longest word of each column.
func longest(t table) []float64 {
	need := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		need[i] = faces()[semibold].width(longestWord(c.Title), 7.2)
		word := ""
		for _, r := range t.Rows {
			if i >= len(r.Cells) {
				continue
			}
			for _, s := range r.Cells[i] {
				if one := longestWord(s.Text); len(one) > len(word) && s.Look != mono {
					word = one
				}
			}
		}
		if printable, _ := clean(word); word != "" {
			need[i] = max(need[i], faces()[semibold].width(printable, tableSize))
		}
	}
	return need
}

// longestWord is the longest word of a text, leaving out those that may be broken.
func longestWord(s string) string {
	best, from := "", 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] != ' ' && s[i] != '\n' {
			continue
		}
		if n := i - from; n > len(best) && n <= mostWhole {
			best = s[from:i]
		}
		from = i + 1
	}
	return best
}
