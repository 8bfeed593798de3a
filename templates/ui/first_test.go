package ui

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aimstest/reading"
)

// U5: each register without records says what it is, why the standard wants it and
// what to do first, in words that can be read.
func TestU5_FirstTexts(t *testing.T) {
	for register := range first {
		e := First(register, "/x")
		if g := reading.Grade(e.Why); g > reading.Hardest {
			t.Errorf("%s: grade %.1f: %s", register, g, e.Why)
		}
		if n := reading.Sentences(e.Why); n < 2 || n > 4 {
			t.Errorf("%s: %d sentences, want two to four", register, n)
		}
		if e.Title == "" || e.ActionHref != "/x" || strings.HasSuffix(e.Title, ".") {
			t.Errorf("%s: %+v", register, e)
		}
		if _, ok := controls.MustLoad().Clause(e.Clause); e.Clause != "" && !ok {
			t.Errorf("%s names the clause %s", register, e.Clause)
		}
		for _, no := range []string{"Submit", "OK"} {
			if strings.Contains(e.ActionLabel, no) {
				t.Errorf("%s: the button reads %q", register, e.ActionLabel)
			}
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown register has a text")
		}
	}()
	First("feelings", "")
}
