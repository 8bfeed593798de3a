// Package reading measures how hard an English text is to read, for the tests that
// hold our words to people who never saw the standard.
package reading

import (
	"regexp"
	"strings"
	"unicode"
)

// Hardest is the school grade that no plain text of the product may pass.
const Hardest = 9.0

// Grade is the Flesch–Kincaid grade of a text: the years of school that it asks for.
// A text without words is graded 0.
func Grade(text string) float64 {
	count, beats := 0.0, 0.0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		count++
		beats += float64(syllables(w))
	}
	if count == 0 {
		return 0
	}
	return 0.39*count/float64(max(1, Sentences(text))) + 11.8*beats/count - 15.59
}

// Sentences counts closing marks that a blank or the end follows, so that "6.1.4"
// closes nothing.
func Sentences(text string) int {
	n := 0
	for _, end := range []string{". ", "? ", "! "} {
		n += strings.Count(strings.ReplaceAll(text, "\n", " ")+" ", end)
	}
	return n
}

// syllables counts groups of vowels, less a silent e. Numbers count one a part.
func syllables(word string) int {
	if word == "AI" {
		return 2
	}
	if strings.ContainsAny(word, "0123456789") {
		return 1 + strings.Count(word, ".")
	}
	w := strings.ReplaceAll(strings.ToLower(word), "ienc", "i-enc") // sci-ence
	n, before := 0, false
	for _, r := range w {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel && !before {
			n++
		}
		before = vowel
	}
	if silentE.MatchString(w) {
		n--
	}
	return max(1, n)
}

// silentE finds endings whose e is not spoken: make, used, makes; but not table, needed, changes.
var silentE = regexp.MustCompile(`([aeiouy]l|[^l])e$|[^td]ed$|[^sxzgc]es$`)
