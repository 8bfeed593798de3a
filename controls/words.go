package controls

import (
	"slices"
	"strings"
	"unicode"
)

// noise are words that say nothing about which control is meant.
var noise = stems("a an and any are as at be by for from has have how in into is it its of on or that the their them " +
	"they this to was what when where which who with you your ai artificial intelligence system aims s " +
	"ensure establish organization organizational relate management manage")

// spelling evens out the ways people write the same word.
var spelling = strings.NewReplacer("organis", "organiz", "programme", "program",
	"lifecycle", "life cycle", "life-cycle", "life cycle", "third-party", "third party")

// word is a telling word: as written, in lower case, and its stem.
type word struct{ written, stem string }

// telling gives the telling words of a text, each stem once, in order.
func telling(text string) []word {
	parts := strings.FieldsFunc(spelling.Replace(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var all []word
	for _, w := range parts {
		t := word{w, stem(w)}
		known := slices.ContainsFunc(all, func(o word) bool { return o.stem == t.stem })
		if !noise[t.stem] && !known {
			all = append(all, t)
		}
	}
	return all
}

// words gives the stems of the telling words of a text.
func words(text string) []string {
	var stems []string
	for _, w := range telling(text) {
		stems = append(stems, w.stem)
	}
	return stems
}

// stem takes off the commonest endings, so that "policies" meets "policy" and
// "monitoring" meets "monitor". It need not give real words, only the same ones.
func stem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"):
		w = w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.ContainsAny(w[len(w)-2:len(w)-1], "siu"):
		w = w[:len(w)-1]
	}
	for _, end := range []struct {
		ending string
		least  int // length of what must be left
	}{{"ation", 4}, {"ing", 4}, {"ed", 4}, {"e", 4}} {
		if left, ok := strings.CutSuffix(w, end.ending); ok && len(left) >= end.least {
			return left
		}
	}
	return w
}

// likeness is the share of telling words that two titles have in common, 0 to 1.
func likeness(a, b []string) float64 {
	common := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		}
	}
	if all := len(a) + len(b) - common; all > 0 {
		return float64(common) / float64(all)
	}
	return 0
}

func stems(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[stem(w)] = true
	}
	return m
}
