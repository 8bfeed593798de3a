package controls

import (
	"strings"
	"testing"
	"unicode"

	"github.com/aims-workbench/aims/internal/aimstest/reading"
)

func TestPlainTextsAreEasyToRead(t *testing.T) {
	easy := func(what, text string) {
		t.Helper()
		if g := reading.Grade(text); g > reading.Hardest {
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
		if n := reading.Sentences(x.Meaning); n < 2 || n > 3 {
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

func TestChecklistsAreEasyToRead(t *testing.T) {
	c := MustLoad()
	all := c.Gaps
	for _, k := range c.Certificates {
		if g := reading.Grade(k.Note); g > reading.Hardest {
			t.Errorf("%s: grade %.1f: %s", k.ID, g, k.Note)
		}
		all = append(all, k.Checks...)
	}
	for _, a := range all {
		if !strings.HasSuffix(a.Ask, "?") {
			t.Errorf("%s is no question: %s", a.ID, a.Ask)
		}
	}
	if k, ok := c.CertificateKind("soc2-type2"); !ok || len(k.Checks) < 5 {
		t.Error("the checklist of SOC 2 is not found")
	}
	if _, ok := c.CertificateKind("iso9999"); ok {
		t.Error("a kind that is not there was found")
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
