package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Query is what is asked: words that must all be found, the last one as a beginning.
// The zero value asks nothing and finds nothing.
type Query []string

// widest is how many words of a question count.
const widest = 16

// Ask reads a question as it was typed. No character in it has a meaning of its own.
func Ask(typed string) Query {
	all := runs(typed)
	var q Query
	for i := 0; i < len(all) && len(q) < widest; {
		n := together(typed, all[i:])
		if text := joined(all[i : i+n]).text; !slices.Contains(q, text) {
			q = append(q, text)
		}
		i += n
	}
	return q
}

// Match says whether every word of the question is among sorted words, as Of gives them.
func (q Query) Match(sorted []string) bool {
	for i, asked := range q {
		at, exact := slices.BinarySearch(sorted, asked)
		if !exact && (i < len(q)-1 || at == len(sorted) || !strings.HasPrefix(sorted[at], asked)) {
			return false
		}
	}
	return len(q) > 0
}

// hit gives the place of the question's word that w answers, or -1.
func (q Query) hit(w word) int {
	last := len(q) - 1
	for i, asked := range q {
		if w.text == asked || i == last && strings.HasPrefix(w.text, asked) {
			return i
		}
	}
	return -1
}

// Part is a piece of a text; Hit says that it answers the question.
type Part struct {
	Text string
	Hit  bool
}

// Mark cuts a text into parts, those that answer the question set apart.
func (q Query) Mark(text string) []Part { return parts(text, q.hits(text)) }

// hits lists the words of a text that answer the question, without overlaps.
func (q Query) hits(text string) []word {
	var out []word
	for _, w := range split(text) {
		if q.hit(w) < 0 {
			continue
		}
		for len(out) > 0 && out[len(out)-1].from >= w.from {
			out = out[:len(out)-1] // a number holds its runs
		}
		out = append(out, w)
	}
	return out
}

func parts(text string, hits []word) []Part {
	var out []Part
	at := 0
	for _, h := range hits {
		if h.from > at {
			out = append(out, Part{Text: text[at:h.from]})
		}
		out = append(out, Part{text[h.from:h.to], true})
		at = h.to
	}
	if at < len(text) {
		out = append(out, Part{Text: text[at:]})
	}
	return out
}

// The window that a snippet shows, in bytes of its text.
const (
	before = 60
	window = 220
)

// Snippet shows, of the text that answers most of the question, the surroundings of
// its first answer. It is empty where no text answers.
func (q Query) Snippet(texts []string) []Part {
	best, found, most := "", []word(nil), 0
	for _, t := range texts {
		hits := q.hits(t)
		answered := map[int]bool{}
		for _, h := range hits {
			answered[q.hit(h)] = true
		}
		if len(answered) > most {
			best, found, most = t, hits, len(answered)
		}
	}
	if most == 0 {
		return nil
	}
	return q.around(best, found[0])
}

// around cuts the window out of a text, at blanks where there are some.
func (q Query) around(text string, first word) []Part {
	from, to := max(0, first.from-before), min(len(text), max(first.to, first.from-before+window))
	if from > 0 {
		if blank := strings.IndexAny(text[from:first.from], " \n\t"); blank >= 0 {
			from += blank + 1
		}
	}
	if to < len(text) {
		if blank := strings.LastIndexAny(text[first.to:to], " \n\t"); blank >= 0 {
			to = first.to + blank
		}
	}
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	shown := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		shown = "… " + shown
	}
	if to < len(text) {
		shown += " …"
	}
	return q.Mark(shown)
}

// Begins says whether every word of the question begins a word of a name: "id r"
// answers "Identify a risk". It is for short lists that are narrowed while typing.
func (q Query) Begins(name string) bool {
	all := Of(name)
	for _, asked := range q {
		at, _ := slices.BinarySearch(all, asked)
		if at == len(all) || !strings.HasPrefix(all[at], asked) {
			return false
		}
	}
	return len(q) > 0
}
