package controls

import (
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aimstest/reading"
)

func TestTheCycleIsWholeAndEasyToRead(t *testing.T) {
	c := MustLoad()
	if n := len(c.Certification.Papers); n != 19 {
		t.Errorf("%d papers before Stage 1, want 19", n)
	}
	for _, s := range c.Certification.Steps {
		if g := reading.Grade(s.Note); g > reading.Hardest {
			t.Errorf("%s: grade %.1f: %s", s.ID, g, s.Note)
		}
	}
	if s, ok := c.CycleStep("surveillance1"); !ok || s.Least == 0 {
		t.Error("the first surveillance is not found")
	}
	if _, ok := c.CycleStep("application"); ok {
		t.Error("a step that is not there was found")
	}
	x := *c
	x.Certification = Certification{
		Steps:  []CycleStep{{ID: "one", Name: "One", Note: "One.", Basis: "rumour"}, {ID: "one"}},
		Papers: []CyclePaper{{ID: "two", Name: "Two", Refs: []string{"42001:99"}}},
	}
	f := &faults{seen: map[string]bool{}}
	x.verifyCertification(f)
	var said strings.Builder
	for _, err := range f.all {
		said.WriteString(err.Error() + "\n")
	}
	for _, want := range []string{"plan_days", "rumour", `"one" stands twice`, `"42001:99"`} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("nothing is said of %s", want)
		}
	}
}
