package help

import (
	"regexp"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aimstest/reading"
)

// plain takes the marks of Markdown away, so that prose is graded and not syntax.
// Lists and tables are no sentences: each line of them is closed as one.
func plain(text string) string {
	text = regexp.MustCompile("(?s)```.*?```").ReplaceAllString(text, "")
	text = regexp.MustCompile("`[^`]*`").ReplaceAllString(text, "code")
	text = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`).ReplaceAllString(text, "$1")
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		if strings.HasPrefix(line, "|") || strings.HasPrefix(line, "#") {
			continue
		}
		line = strings.TrimSpace(strings.NewReplacer("**", "", "*", "").Replace(strings.TrimPrefix(line, "- ")))
		if line != "" && !strings.ContainsAny(line[len(line)-1:], ".?!:") {
			line += "."
		}
		out = append(out, strings.ReplaceAll(line, ":", "."))
	}
	return strings.Join(out, " ")
}

// texts are all words of this package, by where they stand.
func texts() map[string]string {
	all := map[string]string{}
	for _, topic := range Topics() {
		all[topic.ID+" why"], all[topic.ID+" first"], all[topic.ID+" wrong"] = topic.Why, topic.First, topic.Wrong
	}
	for _, s := range Tutorial() {
		all["tutorial "+s.Title] = s.Why
	}
	for _, a := range Articles() {
		all[a.Slug+" summary"] = a.Summary
		for part := range strings.SplitSeq(a.Text, "\n# ") {
			all[a.Slug+" "+strings.SplitN(part, "\n", 2)[0]] = plain(part)
		}
	}
	return all
}

func TestHelpIsEasyToRead(t *testing.T) {
	for where, text := range texts() {
		if g := reading.Grade(text); g > reading.Hardest {
			t.Errorf("%s: grade %.1f: %s", where, g, text)
		}
	}
}

// claims are what the product must never say, and what only a standard would.
var claims = regexp.MustCompile(`(?i)\bshall\b|presum\w+ of conformity|guarantee|fully compliant|(you|organi[sz]ation) (is|are) (compliant|certified)|never audit their own|(standard|42001) (asks for|requires|wants) (a risk register|a risk owner|risk owners|implementation status)`)

func TestHelpClaimsNothingItMustNot(t *testing.T) {
	for where, text := range texts() {
		if found := claims.FindString(text); found != "" {
			t.Errorf("%s claims %q: %s", where, found, text)
		}
	}
	for _, s := range []string{"You are compliant.", "The standard requires a risk register.", "It gives a presumption of conformity."} {
		if !claims.MatchString(s) {
			t.Errorf("the claim was not found: %s", s)
		}
	}
}

func TestTopicsAreWhole(t *testing.T) {
	known, seen := controls.MustLoad(), map[string]bool{}
	for _, topic := range Topics() {
		if topic.ID == "" || topic.Title == "" || topic.Why == "" || topic.First == "" || topic.Wrong == "" || len(topic.Pages) == 0 {
			t.Errorf("%q lacks a part", topic.ID)
		}
		if seen[topic.ID] {
			t.Errorf("%q stands twice", topic.ID)
		}
		seen[topic.ID] = true
		for _, c := range topic.Clauses {
			if !known.Known(controls.ClauseKey(c).String()) {
				t.Errorf("%s names %s, which ISO/IEC 42001 has not", topic.ID, c)
			}
		}
		if _, ok := Find(topic.Article); topic.Article != "" && !ok {
			t.Errorf("%s leads to the article %q, which is not there", topic.ID, topic.Article)
		}
	}
}

func TestFor(t *testing.T) {
	for pattern, want := range map[string]string{
		"/": "home", "/risk": "risks", "/risk/:ref": "risk", "/risk/:ref/retire": "risk", "/pack/cancel": "packs", "/evidence/:ref/review": "evidence-item", "/nothing": "", "": "",
	} {
		if got, _ := For(pattern); got.ID != want {
			t.Errorf("%s is explained by %q, want %q", pattern, got.ID, want)
		}
	}
}

func TestArticlesAreWhole(t *testing.T) {
	for _, a := range Articles() {
		if a.Title == "" || a.Summary == "" || len(strings.Fields(a.Text)) < 40 || strings.Contains(a.Summary, "#") {
			t.Errorf("%s: title %q, summary %q, %d words", a.Slug, a.Title, a.Summary, len(strings.Fields(a.Text)))
		}
		if n := len(strings.Fields(a.Text)); n > 400 {
			t.Errorf("%s has %d words: a help page is short", a.Slug, n)
		}
	}
	files, err := pages.ReadDir("pages")
	if err != nil || len(files) != len(Articles()) {
		t.Errorf("%d files, %d in the order, %v", len(files), len(Articles()), err)
	}
}

// The tutorial is ten to twelve steps, and names each button once where it is pressed.
func TestTutorialIsShort(t *testing.T) {
	if n := len(Tutorial()); n < 10 || n > 12 {
		t.Errorf("%d steps", n)
	}
	for _, s := range Tutorial() {
		if len(s.Moves) < 3 || len(s.Moves) > 9 || s.Moves[0].Do != Open || s.Moves[len(s.Moves)-1].Do != See {
			t.Errorf("%q begins by opening a page, has three to nine moves and ends with what is seen; it has %d", s.Title, len(s.Moves))
		}
	}
}

func TestEntriesCoverEverything(t *testing.T) {
	if got, want := len(Entries()), len(Articles())+len(Tutorial())+len(Topics()); got != want {
		t.Errorf("%d entries, want %d", got, want)
	}
	for _, e := range Entries() {
		if e.Title == "" || e.Text == "" || e.Page == "" {
			t.Errorf("an entry lacks a part: %+v", e)
		}
	}
}
