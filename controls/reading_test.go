package controls

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// hardest is the school grade (Flesch–Kincaid) that no plain text may pass: it
// is read by people who never saw the standard.
const hardest = 9.0

func TestPlainTextsAreEasyToRead(t *testing.T) {
	easy := func(what, text string) {
		t.Helper()
		if g := grade(text); g > hardest {
			t.Errorf("%s: grade %.1f: %s", what, g, text)
		}
	}
	c := MustLoad()
	for _, x := range c.Auditable() {
		easy(x.ID+" meaning", x.Meaning)
		easy(x.ID+" asks", strings.Join(x.Asks, " "))
		if n := len(x.Asks); n > 3 {
			t.Errorf("%s asks %d questions; three are enough", x.ID, n)
		}
		if n := sentences(x.Meaning); n < 2 || n > 3 {
			t.Errorf("%s: the meaning has %d sentences, want 2 or 3", x.ID, n)
		}
	}
	for _, o := range c.Objectives {
		if o.Text != "" {
			easy(o.ID+" objective", o.Text)
		}
	}
	for _, x := range c.Controls {
		easy(x.ID+" description", x.Description)
		easy(x.ID+" asks", strings.Join(x.Asks, " "))
		if n := len(x.Asks); n > 2 {
			t.Errorf("%s asks %d questions; two are enough", x.ID, n)
		}
	}
}

func TestHelpLinesAreLabelsNotParagraphs(t *testing.T) {
	for _, x := range MustLoad().ImpactForm {
		for _, f := range x.Fields {
			if strings.HasSuffix(f.Help, ".") || !unicode.IsUpper(rune(f.Help[0])) || len(f.Help) > 120 {
				t.Errorf("%s: a help line begins with a capital, has no full stop and fits a line: %q", f.Key, f.Help)
			}
		}
	}
}

func TestAsksAreQuestionsOrRequests(t *testing.T) {
	check := func(id string, asks []string) {
		for _, q := range asks {
			if !strings.HasSuffix(q, "?") && !strings.Contains(strings.ToLower(q), "show me") &&
				!strings.Contains(strings.ToLower(q), "please") {
				t.Errorf("%s: neither a question nor a request: %q", id, q)
			}
		}
	}
	for _, x := range MustLoad().Auditable() {
		check(x.ID, x.Asks)
	}
	for _, x := range MustLoad().Controls {
		check(x.ID, x.Asks)
	}
}

func TestGrade(t *testing.T) {
	for word, want := range map[string]int{
		"do": 1, "make": 1, "table": 2, "people": 2, "policy": 3, "organization": 5, "assessment": 3,
		"AI": 2, "used": 1, "needed": 2, "processes": 3, "changes": 2, "science": 2, "a": 1, "AIMS": 1,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%q has %d syllables, counted %d", word, want, got)
		}
	}
	if g := grade("The cat sat on the mat. It was a fat cat."); g > 2 {
		t.Errorf("a nursery sentence is graded %.1f", g)
	}
	if g := grade("Organizational accountability necessitates comprehensive documentation of institutional responsibilities."); g < 20 {
		t.Errorf("a dreadful sentence is graded only %.1f", g)
	}
}

// grade is the Flesch–Kincaid grade of an English text.
func grade(text string) float64 {
	count, beats := 0.0, 0.0
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '/' }) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		count++
		beats += float64(syllables(w))
	}
	return 0.39*count/float64(max(1, sentences(text))) + 11.8*beats/count - 15.59
}

// sentences counts closing marks that a blank or the end follows, so that "6.1.4" closes nothing.
func sentences(text string) int {
	n := 0
	for _, end := range []string{". ", "? ", "! "} {
		n += strings.Count(text+" ", end)
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
