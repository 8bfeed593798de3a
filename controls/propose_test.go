package controls

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// all is every fact, affirmed, but for those that are denied.
func allBut(denied ...string) Facts {
	f := Facts{}
	for _, x := range MustLoad().Facts {
		f[x.ID] = !slices.Contains(denied, x.ID)
	}
	return f
}

func leftOut(facts Facts) []string {
	var out []string
	for _, p := range MustLoad().Propose(facts) {
		if !p.Applicable {
			out = append(out, p.Control.ID)
		}
	}
	return out
}

// Each fact that is denied leaves out exactly what it should; pairs too, where only
// both together leave nothing for a control to act on.
func TestProposeLeavesOutExactlyWhatTheFactsSay(t *testing.T) {
	build := []string{"A.6.1.2", "A.6.1.3", "A.6.2.2", "A.6.2.3", "A.7.2"}
	use := []string{"A.9.2", "A.9.3", "A.9.4"}
	for _, c := range []struct {
		denied []string
		want   []string
	}{
		{nil, nil},
		{[]string{"develop"}, build},
		{[]string{"provide"}, []string{"A.10.4"}},
		{[]string{"use"}, use},
		{[]string{"data"}, []string{"A.7.3"}},
		{[]string{"suppliers"}, []string{"A.10.3"}},
		{[]string{"personal"}, nil},
		{[]string{"staff"}, nil},
		{[]string{"individuals"}, nil},
		{[]string{"groups"}, nil},
		{[]string{"society"}, nil},
		{[]string{"staff", "individuals", "groups", "society"}, nil},
		{[]string{"develop", "data"}, append(slices.Clone(build), "A.7.3", "A.7.6")},
		{[]string{"develop", "provide"}, []string{"A.6.1.2", "A.6.1.3", "A.6.2.2", "A.6.2.3", "A.6.2.7", "A.7.2", "A.10.4"}},
		{[]string{"suppliers", "provide"}, []string{"A.10.2", "A.10.3", "A.10.4"}},
		{[]string{"develop", "provide", "data"}, []string{"A.6.1.2", "A.6.1.3", "A.6.2.2", "A.6.2.3", "A.6.2.7", "A.7.2", "A.7.3", "A.7.5", "A.7.6", "A.10.4"}},
	} {
		if got := leftOut(allBut(c.denied...)); !reflect.DeepEqual(got, c.want) {
			t.Errorf("without %v: %v, want %v", c.denied, got, c.want)
		}
	}
}

// What is not known leaves nothing out, and no reason claims it.
func TestProposeFromNothingKnown(t *testing.T) {
	if out := leftOut(Facts{}); out != nil {
		t.Errorf("nothing is known, but %v are left out", out)
	}
	if out := leftOut(Facts{"provide": false}); !reflect.DeepEqual(out, []string{"A.10.4"}) {
		t.Errorf("only that nothing is offered is known, but %v are left out", out)
	}
	for _, p := range MustLoad().Propose(Facts{}) {
		for _, claim := range []string{"We build", "We use AI", "Our customers", "Suppliers have", "Others supply", "personal data"} {
			if strings.HasPrefix(p.Reason, claim) {
				t.Errorf("%s claims what nobody said: %s", p.Control.ID, p.Reason)
			}
		}
	}
}

// Whatever is answered, all 38 controls are there in their order, each with a
// reason of its own that is a sentence.
func TestProposeIsWholeForEveryAnswer(t *testing.T) {
	c := MustLoad()
	for bits := range 1 << len(c.Facts) {
		facts := Facts{}
		for i, x := range c.Facts {
			facts[x.ID] = bits>>i&1 == 1
		}
		all, seen := c.Propose(facts), map[string]string{}
		if len(all) != 38 {
			t.Fatalf("%v: %d controls", facts, len(all))
		}
		for i, p := range all {
			if p.Control.ID != c.Controls[i].ID || utf8.RuneCountInString(p.Reason) < 20 || !strings.HasSuffix(p.Reason, ".") {
				t.Fatalf("%v: %s because %q", facts, p.Control.ID, p.Reason)
			}
			if other := seen[p.Reason]; other != "" {
				t.Fatalf("%v: %s has the reason of %s", facts, p.Control.ID, other)
			}
			seen[p.Reason] = p.Control.ID
		}
	}
}

func TestReasonsAreEasyToRead(t *testing.T) {
	for _, a := range MustLoad().Applicability {
		all := []string{a.Exclude.Why}
		for _, g := range a.Include {
			all = append(all, g.Why)
		}
		for _, text := range all {
			if text != "" && grade(text) > hardest {
				t.Errorf("%s: grade %.1f: %s", a.ID, grade(text), text)
			}
		}
	}
}
