// Package words cuts texts into words for searching: one way for what is kept, for
// what is asked, and for marking in a text what was found. Case, accents and the
// forms of a letter do not count, so "Résumé", "RESUME" and "resume" are one word.
//
// What names a thing by numbers is one word too: RSK-2026-014, A.5.4, 6.1.3. In
// scripts that put no space between words, each character is a word.
package words

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// joint stands between the parts of a number that is one word. It is no letter, so
// no text brings it along, and search engines take it for a part of the word.
const joint = "·"

const (
	longest = 64     // characters of a word; the rest of it does not count
	most    = 20_000 // different words of one text
)

// word is a folded word and where it stands in its text.
type word struct {
	text     string
	from, to int
}

// Of gives the different words of some texts, sorted.
func Of(texts ...string) []string {
	var out []string
	for _, t := range texts {
		for _, w := range split(t) {
			out = append(out, w.text)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return out[:min(len(out), most)]
}

// split lists the words of a text: runs of letters and digits, and after the runs
// of a number that is one word, the number.
func split(text string) []word {
	all := runs(text)
	out := make([]word, 0, len(all)+len(all)/8)
	for i := 0; i < len(all); {
		n := together(text, all[i:])
		if n == 1 || !recordRef(all[i:i+n]) {
			out = append(out, all[i:i+n]...)
		}
		if n > 1 {
			out = append(out, joined(all[i:i+n]))
		}
		i += n
	}
	return out
}

// joined makes one word of runs that belong together.
func joined(runs []word) word {
	parts := make([]string, len(runs))
	for i, r := range runs {
		parts[i] = r.text
	}
	return word{shorten(strings.Join(parts, joint)), runs[0].from, runs[len(runs)-1].to}
}

// together says how many runs from the first on are one number: RSK-2026-014,
// A.5.4, 6.1.3, POL-2026-001.v2.
func together(text string, runs []word) int {
	if first := runs[0].text; !digits(first) && (len(first) > 5 || !letters(first)) {
		return 1
	}
	n := 1
	for n < len(runs) && runs[n].from == runs[n-1].to+1 && strings.ContainsRune(".-", rune(text[runs[n-1].to])) &&
		digits(strings.TrimPrefix(runs[n].text, "v")) {
		n++
	}
	return n
}

// recordRef says whether a number is the reference of a record. Its year alone is
// no word: everything would be found by it.
func recordRef(runs []word) bool {
	return len(runs) >= 3 && len(runs[0].text) == 3 && letters(runs[0].text) && len(runs[1].text) == 4 && len(runs[2].text) >= 3
}

func digits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

func letters(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < 'a' || r > 'z' })
}

// runs cuts a text into folded runs of letters and digits.
func runs(text string) []word {
	var out []word
	from := -1
	end := func(to int) {
		if from >= 0 {
			if folded := fold(text[from:to]); folded != "" {
				out = append(out, word{folded, from, to})
			}
			from = -1
		}
	}
	for i, r := range text {
		switch {
		case unicode.IsMark(r) && from >= 0:
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			end(i)
		case r >= firstUnspaced && unicode.In(r, unspaced...):
			end(i)
			from = i
		case from >= 0 && alone(text[from:]):
			end(i)
			from = i
		case from < 0:
			from = i
		}
	}
	end(len(text))
	return out
}

// unspaced are scripts in which a word is not bounded by spaces.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar}

const firstUnspaced = 0x0E00

// alone says whether the text begins with a character that is a word by itself.
func alone(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r >= firstUnspaced && unicode.In(r, unspaced...)
}

// fold takes case, accents and forms from a run.
func fold(run string) string {
	lower := strings.ToLower(run)
	if !strings.ContainsFunc(lower, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return shorten(lower)
	}
	var out strings.Builder
	for _, r := range norm.NFKD.String(lower) {
		if plain, ok := likeness[r]; ok {
			out.WriteString(plain)
		} else if unicode.IsLetter(r) || unicode.IsNumber(r) {
			out.WriteRune(r)
		}
	}
	return shorten(out.String())
}

// likeness gives the plain letters for those that Unicode does not take apart.
var likeness = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ŧ': "t", 'ς': "σ",
}

// shorten keeps the beginning of a word that is too long for an index.
func shorten(s string) string {
	if len(s) <= longest || utf8.RuneCountInString(s) <= longest {
		return s
	}
	return string([]rune(s)[:longest])
}
