package leadership

import (
	"strings"
	"unicode"

	diff "github.com/aymanbagabas/go-udiff"
)

// Change says what happened to a piece of text between two versions.
type Change string

// The changes.
const (
	Same    Change = "same"
	Added   Change = "added"
	Removed Change = "removed"
	Changed Change = "changed" // of a line: its pieces tell
)

// Piece is a run of words within a line: same, added or removed.
type Piece struct {
	Change Change
	Text   string
}

// Passage is one line of a comparison, in Markdown a paragraph or heading.
type Passage struct {
	Change Change
	Pieces []Piece
}

// Compare tells two texts apart line by line, and word by word within lines that
// were rewritten. The passages together hold every line of both texts.
func Compare(before, after string) []Passage {
	var out []Passage
	old, fresh := splitLines(before), splitLines(after)
	at := 0
	edits := diff.Lines(strings.Join(old, ""), strings.Join(fresh, ""))
	offset := offsets(old)
	for _, e := range edits {
		from, to := offset[e.Start], offset[e.End]
		for ; at < from; at++ {
			out = append(out, whole(Same, old[at]))
		}
		out = append(out, rewritten(old[from:to], splitLines(e.New))...)
		at = to
	}
	for ; at < len(old); at++ {
		out = append(out, whole(Same, old[at]))
	}
	return out
}

// splitLines gives the lines of a text, each with its line feed; also the last.
func splitLines(text string) []string {
	if text == "" {
		return nil
	}
	lines := strings.SplitAfter(strings.TrimSuffix(text, "\n")+"\n", "\n")
	return lines[:len(lines)-1]
}

// offsets finds the number of the line that begins at a byte.
func offsets(lines []string) map[int]int {
	at := map[int]int{}
	n := 0
	for i, l := range lines {
		at[n] = i
		n += len(l)
	}
	at[n] = len(lines)
	return at
}

func whole(c Change, line string) Passage {
	return Passage{c, []Piece{{c, strings.TrimSuffix(line, "\n")}}}
}

// maxPairs bounds the work of pairing lines; a larger rewrite is shown as all old
// lines, then all new ones.
const maxPairs = 4000

// rewritten pairs each line that went with the next line that came and says much
// the same; a pair is shown as one changed line.
func rewritten(gone, come []string) []Passage {
	var out []Passage
	next := 0
	for _, g := range gone {
		at, pieces := alike(g, come[next:], len(gone)*len(come) <= maxPairs)
		if pieces == nil {
			out = append(out, whole(Removed, g))
			continue
		}
		for _, l := range come[next : next+at] {
			out = append(out, whole(Added, l))
		}
		out = append(out, Passage{Changed, pieces})
		next += at + 1
	}
	for _, l := range come[next:] {
		out = append(out, whole(Added, l))
	}
	return out
}

// alike finds the first line that shares at least half of its words with another,
// and tells the two apart; nil when there is none.
func alike(line string, among []string, look bool) (int, []Piece) {
	if look {
		for i, other := range among {
			if pieces, ok := words(line, other); ok {
				return i, pieces
			}
		}
	}
	return 0, nil
}

// words compares two lines word by word. They are alike when at least half of the
// longer one stayed.
func words(before, after string) ([]Piece, bool) {
	old, fresh := tokens(before), tokens(after)
	var out []Piece
	kept, longest := 0, max(len(old), len(fresh))
	for _, p := range compareTokens(old, fresh) {
		if p.Change == Same {
			kept++
		}
		if last := len(out) - 1; last >= 0 && out[last].Change == p.Change {
			out[last].Text += p.Text
		} else {
			out = append(out, p)
		}
	}
	return out, longest > 0 && kept*2 >= longest
}

// compareTokens lets the line comparison do the work: one token a line.
func compareTokens(old, fresh []string) []Piece {
	lines := func(tokens []string) []string {
		out := make([]string, len(tokens))
		for i, t := range tokens {
			out[i] = t + "\n"
		}
		return out
	}
	before := lines(old)
	offset := offsets(before)
	var out []Piece
	at := 0
	for _, e := range diff.Lines(strings.Join(before, ""), strings.Join(lines(fresh), "")) {
		for ; at < offset[e.Start]; at++ {
			out = append(out, Piece{Same, old[at]})
		}
		for ; at < offset[e.End]; at++ {
			out = append(out, Piece{Removed, old[at]})
		}
		for _, t := range splitLines(e.New) {
			out = append(out, Piece{Added, strings.TrimSuffix(t, "\n")})
		}
	}
	for ; at < len(old); at++ {
		out = append(out, Piece{Same, old[at]})
	}
	return out
}

// tokens cuts a line into words and single signs, each with the blanks after it.
func tokens(line string) []string {
	var out []string
	start, last := 0, blankKind
	for i, r := range strings.TrimSuffix(line, "\n") {
		kind := kindOf(r)
		if i > 0 && kind != blankKind && (kind != last || kind == signKind) {
			out = append(out, line[start:i])
			start = i
		}
		last = kind
	}
	if line = strings.TrimSuffix(line, "\n"); start < len(line) {
		out = append(out, line[start:])
	}
	return out
}

// runeKind is what a letter counts as when a line is cut.
type runeKind int

const (
	blankKind runeKind = iota
	letterKind
	signKind
)

func kindOf(r rune) runeKind {
	switch {
	case unicode.IsSpace(r):
		return blankKind
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return letterKind
	}
	return signKind
}
