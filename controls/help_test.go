package controls

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/aimstest/reading"
)

// each calls see with the help of everything that is audited.
func each(see func(id, title string, h Help)) {
	for _, x := range MustLoad().Auditable() {
		see(x.ID, x.Title, x.Help)
	}
	for _, x := range MustLoad().Controls {
		see(x.ID, x.Title, x.Help)
	}
}

// U9: every auditable sub-clause and every control has its help, and each text of it
// can be read after nine years of school.
func TestU9_EveryRequirementIsExplained(t *testing.T) {
	n := 0
	each(func(id, _ string, h Help) {
		n++
		if h.ID != id {
			t.Errorf("%s carries the help of %q", id, h.ID)
		}
		for what, text := range map[string]string{"question": h.Stage1, "example": h.Example, "fault": h.Fault} {
			if g := reading.Grade(text); g > reading.Hardest {
				t.Errorf("%s %s: grade %.1f: %s", id, what, g, text)
			}
		}
		if words := len(strings.Fields(h.Example)); words < 20 || words > 60 {
			t.Errorf("%s: an example is short and concrete, not %d words", id, words)
		}
		if !strings.HasSuffix(h.Stage1, "?") && !strings.HasPrefix(h.Stage1, "Please ") {
			t.Errorf("%s: neither a question nor a request: %q", id, h.Stage1)
		}
	})
	if n != 32+38 {
		t.Errorf("%d entries are explained, want 70", n)
	}
}

// An example that fits two requirements explains neither.
func TestExamplesArePlacedAndDiffer(t *testing.T) {
	seen := map[string]string{}
	each(func(id, _ string, h Help) {
		if !strings.Contains(h.Example, "Kestrel Loans") && !strings.Contains(h.Example, "Marsh Clinic") && !strings.Contains(h.Example, "Hazel Staffing") {
			t.Errorf("%s: the example is set nowhere: %s", id, h.Example)
		}
		for _, text := range []string{h.Stage1, h.Example, h.Fault} {
			if other := seen[text]; other != "" {
				t.Errorf("%s and %s share a text: %s", id, other, text)
			}
			seen[text] = id
		}
	})
}

// claims are things that the product must never say of the standard, and words that
// only the text of a standard would use.
var claims = regexp.MustCompile(`(?i)\bshall\b|presum\w+ of conformity|(standard|42001) (asks for|requires|wants) an? (risk owner|risk register|implementation status)|certifies (an?|the) AI|guarantee|fully compliant|never audit their own`)

func TestHelpClaimsNothingItMustNot(t *testing.T) {
	each(func(id, _ string, h Help) {
		for _, text := range []string{h.Stage1, h.Example, h.Fault} {
			if found := claims.FindString(text); found != "" {
				t.Errorf("%s claims %q: %s", id, found, text)
			}
		}
	})
	if !claims.MatchString("The standard requires a risk register.") {
		t.Error("a false claim was not found")
	}
}

func TestMisplacedHelpIsRefused(t *testing.T) {
	for name, all := range map[string][]Help{
		"for nothing":      {{ID: "A.5.9"}},
		"for a heading":    {{ID: "6.1"}},
		"for the same one": {{ID: "4.1"}, {ID: "4.1"}},
	} {
		c := Catalogue{Clauses: []Clause{{ID: "6.1"}, {ID: "4.1", Auditable: true}}}
		if err := c.explain(all); err == nil {
			t.Errorf("help %s was taken", name)
		}
	}
	c := Catalogue{Clauses: []Clause{{ID: "4.1", Title: "x", Auditable: true}}}
	if err := c.verify(); err == nil || !strings.Contains(fmt.Sprint(err), "clause 4.1 has no example") {
		t.Errorf("missing help was not found: %v", err)
	}
}
