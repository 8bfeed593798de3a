package controls

import (
	"slices"
	"strings"
	"unicode"
)

// noise are words that say nothing about which control is meant.
var noise = set("a an and any are as at be by for from has have how in into is it its of on or that the their them " +
	"they this to was what when where which who with you your ai artificial intelligence system aims s " +
	"ensure establish establishing organization organizational related relating")

// spelling evens out the ways people write the same word.
var spelling = strings.NewReplacer("organis", "organiz", "programme", "program",
	"lifecycle", "life cycle", "life-cycle", "life cycle", "third-party", "third party")

// words gives the telling words of a text in a common form, each once, in order.
func words(text string) []string {
	parts := strings.FieldsFunc(spelling.Replace(strings.ToLower(text)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	var telling []string
	for _, w := range parts {
		if w = stem(w); !noise[w] && !slices.Contains(telling, w) {
			telling = append(telling, w)
		}
	}
	return telling
}

// stem takes off the commonest endings, so that "policies" meets "policy" and
// "monitoring" meets "monitor". It need not give real words, only the same ones.
func stem(w string) string {
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		w = w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"):
		w = w[:len(w)-2]
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us"):
		w = w[:len(w)-1]
	}
	if len(w) > 6 && strings.HasSuffix(w, "ing") {
		w = w[:len(w)-3]
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

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
