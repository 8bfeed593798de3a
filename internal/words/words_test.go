package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOf(t *testing.T) {
	for text, want := range map[string]string{
		"":                                 "",
		"  – … 😀 ":                         "",
		"Drift harms, drift HARMS":         "drift harms",
		"Résumé resume RE\u0301SUME\u0301": "resume",
		"Größe Ærø Łódź":                   "aero grosse lodz",
		"don't":                            "don t",
		"see RSK-2026-014, please":         "please rsk·2026·014 see",
		"POL-2026-001.v2":                  "pol·2026·001·v2",
		"A.5.4":                            "4 5 a a·5·4",
		"GPT-4":                            "4 gpt gpt·4",
		"2026-11-22":                       "11 2026 2026·11·22 22",
		"high-risk model_card.pdf":         "card high model pdf risk",
		"end 6. 1 begins":                  "1 6 begins end",
		"偏見のx":                             "x の 偏 見",
		"λόγος ΛΟΓΟΣ":                      "λογοσ",
		"ёлка й":                           "елка и",
		"\xff\x00a":                        "a",
	} {
		if got := strings.Join(Of(text), " "); got != want {
			t.Errorf("Of(%q) = %q, want %q", text, got, want)
		}
	}
	if got := Of(strings.Repeat("é", 10_000)); len(got) != 1 || utf8.RuneCountInString(got[0]) != longest {
		t.Errorf("a long word gave %d", len(got))
	}
}

// Whatever is kept of a text is found by asking for it.
func TestWhatIsKeptIsFound(t *testing.T) {
	for _, text := range []string{"Résumé ranking", "RSK-2026-014", "A.5.4 and 6.1.3", "GPT-4 turbo", "v1.2.3", "2026-11-22", "偏見のリスク", "ДИ́А", "ﬁle ½ Ⅷ", strings.Repeat("x", 500)} {
		if !Ask(text).Match(Of("before " + text + " after")) {
			t.Errorf("%q is not found: %v among %v", text, Ask(text), Of(text))
		}
	}
}

func TestMatch(t *testing.T) {
	name := Of("Statement of Applicability 6.1.3")
	for asked, want := range map[string]bool{
		"": false, "!": false, "statement": true, "stat": true, "stat of": false, "of stat": true, "applic": true, "6.1.3": true, "6.1": true, "6.1.30": false, "zebra": false, "of of of": true,
	} {
		if got := Ask(asked).Match(name); got != want {
			t.Errorf("%q: %v", asked, got)
		}
	}
	if !Ask("sta app").Begins("Statement of Applicability") || Ask("sta app").Begins("Status") || Ask("").Begins("Status") {
		t.Error("beginnings of words are judged wrongly")
	}
}

func TestSnippet(t *testing.T) {
	long := strings.Repeat("Wörter davor ", 50) + "hier steht Drift im Text " + strings.Repeat("und danach ", 50)
	for _, tt := range []struct {
		asked string
		texts []string
		want  string
	}{
		{"drift", []string{"Model drift, DRIFT!"}, "Model [drift], [DRIFT]!"},
		{"drift text", []string{"drift", "drift in a text"}, "[drift] in a [text]"},
		{"rsk-2026-001", []string{"See RSK-2026-001."}, "See [RSK-2026-001]."},
		{"gpt", []string{"GPT-4"}, "[GPT-4]"},
		{"gpt-4", []string{"GPT-4"}, "[GPT-4]"},
		{"none", []string{"text"}, ""},
		{"resu", []string{"<b>Résumé</b>"}, "<b>[Résumé]</b>"},
		{"drift", []string{long}, ""},
	} {
		var got strings.Builder
		for _, p := range Ask(tt.asked).Snippet(tt.texts) {
			if p.Hit {
				got.WriteString("[" + p.Text + "]")
			} else {
				got.WriteString(p.Text)
			}
		}
		if tt.texts[0] == long {
			if !strings.Contains(got.String(), "steht [Drift] im") || len(got.String()) > 300 || !strings.HasPrefix(got.String(), "… ") || !strings.HasSuffix(got.String(), " …") {
				t.Errorf("%q: %q", tt.asked, got.String())
			}
			continue
		}
		if got.String() != tt.want {
			t.Errorf("%q: %q, want %q", tt.asked, got.String(), tt.want)
		}
	}
}

// Marking loses nothing and never cuts a character in two.
func FuzzMark(f *testing.F) {
	for _, s := range []string{"", "Résumé", "RSK-2026-001.v2", "偏見", "\xff", "a\u0301\u0302b", "½ﬁ", "1.1.1", "a-1-"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, asked, text string) {
		q := Ask(asked)
		var all strings.Builder
		for _, p := range q.Mark(text) {
			all.WriteString(p.Text)
		}
		if all.String() != text {
			t.Errorf("marking %q for %q gave %q", text, asked, all.String())
		}
		for _, p := range q.Snippet([]string{text}) {
			if utf8.ValidString(text) && !utf8.ValidString(p.Text) {
				t.Errorf("a snippet of %q is cut within a character: %q", text, p.Text)
			}
		}
		if len(q) > 0 && len(q) < widest && !q.Match(Of(text, asked)) {
			t.Errorf("%q is not found in itself: %v among %v", asked, q, Of(text, asked))
		}
		if !slices.IsSorted(Of(text)) {
			t.Errorf("not sorted: %v", Of(text))
		}
	})
}
