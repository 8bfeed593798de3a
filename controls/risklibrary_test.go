package controls

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aimstest/reading"
)

func TestTheRiskLibraryIsWideAndEasyToRead(t *testing.T) {
	c := MustLoad()
	const fewest = 60
	if n := len(c.RiskLibrary); n < fewest {
		t.Errorf("%d entries, want %d at least", n, fewest)
	}
	opportunities := 0
	for _, e := range c.RiskLibrary {
		if g := reading.Grade(strings.Join([]string{e.Cause, e.Event, e.Organisation, e.Individuals, e.Society, strings.Join(e.Asks, " ")}, " ")); g > reading.Hardest {
			t.Errorf("%s: grade %.1f", e.ID, g)
		}
		if len(e.Title) > 80 || strings.HasSuffix(e.Title, ".") {
			t.Errorf("%s: a title is one short line without a full stop: %q", e.ID, e.Title)
		}
		for _, s := range []string{e.Cause, e.Event, e.Organisation, e.Individuals, e.Society} {
			if s != "" && reading.Sentences(s) != 1 {
				t.Errorf("%s: not one sentence: %q", e.ID, s)
			}
		}
		if (e.Society != "") != slices.Contains(e.Affects, "society") || (e.Individuals != "") != slices.Contains(e.Affects, "individuals") {
			t.Errorf("%s: whom it touches and what it means for them differ: %v", e.ID, e.Affects)
		}
		for _, q := range e.Asks {
			if !strings.HasSuffix(q, "?") {
				t.Errorf("%s: no question: %q", e.ID, q)
			}
		}
		if e.Kind == "opportunity" {
			opportunities++
		}
	}
	if opportunities < 6 {
		t.Errorf("%d opportunities; 6.1.1 asks for both", opportunities)
	}
	for _, k := range c.SystemKinds {
		if !slices.ContainsFunc(c.RiskLibrary, func(e RiskEntry) bool { return slices.Contains(e.Fits, k.ID) }) {
			t.Errorf("no entry fits the kind of system %s", k.ID)
		}
	}
}

func TestABrokenRiskLibraryIsRefused(t *testing.T) {
	sound := RiskEntry{
		ID: "x", Title: "X", Kind: "threat", Cause: "C.", Event: "E.", Organisation: "O.", Sources: []string{"C.3.1"}, Objectives: []string{"C.2.1"},
		Affects: []string{"groups"}, Fits: []string{EverySystem}, Controls: []string{"A.5.4"}, Asks: []string{"Is it?"},
	}
	for want, change := range map[string]func(*RiskEntry){
		`names the control "A.5.1"`:             func(e *RiskEntry) { e.Controls = []string{"A.5.1"} },
		`names the source "C.2.1"`:              func(e *RiskEntry) { e.Sources = []string{"C.2.1"} },
		"names no objective":                    func(e *RiskEntry) { e.Objectives = nil },
		`names the party "markets"`:             func(e *RiskEntry) { e.Affects = []string{"markets"} },
		`names the kind of system "toaster"`:    func(e *RiskEntry) { e.Fits = []string{"toaster"} },
		"of the unknown kind":                   func(e *RiskEntry) { e.Kind = "hazard" },
		"has no event":                          func(e *RiskEntry) { e.Event = " " },
		"names the control A.5.4 twice":         func(e *RiskEntry) { e.Controls = []string{"A.5.4", "A.5.4"} },
		`risk entry "Bad Id" is not shaped`:     func(e *RiskEntry) { e.ID = "Bad Id" },
		`risk entry "hallucination" stands twi`: func(e *RiskEntry) { e.ID = "hallucination" },
	} {
		c := *MustLoad()
		e := sound
		change(&e)
		c.RiskLibrary = append(slices.Clone(c.RiskLibrary), e)
		if err := c.verify(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	c := *MustLoad()
	c.RiskLibrary = c.RiskLibrary[:1]
	if err := c.verify(); err == nil || !strings.Contains(err.Error(), "touches C.3.5") {
		t.Errorf("a source without an entry: %v", err)
	}
}
