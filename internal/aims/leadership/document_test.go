package leadership_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/store"
)

func TestPlacesThatWaitToBeFilled(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"We are [organisation], since [year].", "organisation|year"},
		{"Every [6] months, every [6] months.", "6"},
		{"See [the rules](https://example.org) and [them][1].\n\n[1]: https://example.org", ""},
		{"- [ ] to do\n- [x] done", ""},
		{"Kept for [years]: five.", "years"},
		{"[Organisation] answers.", "Organisation"},
		{"Nothing here [] or [\n] there.", ""},
	} {
		if got := strings.Join(leadership.Places(c.text), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// What 5.2 asks of the text has its own place in the template of the AI policy, and
// every template says what it is for and can be filled in.
func TestTemplatesAreWhole(t *testing.T) {
	cat := controls.MustLoad()
	seen := map[string]bool{}
	for _, one := range leadership.Templates() {
		if one.Title == "" || one.Why == "" || !strings.HasPrefix(one.Text, "# ") || !slices.Contains(leadership.Kinds, one.Kind) || seen[one.ID] {
			t.Errorf("%s is not whole: %+v", one.ID, one)
		}
		seen[one.ID] = true
		if len(one.Clauses) == 0 || len(leadership.Places(one.Text)) == 0 {
			t.Errorf("%s: clauses %v, %d places", one.ID, one.Clauses, len(leadership.Places(one.Text)))
		}
		for _, c := range one.Clauses {
			if !cat.Known(controls.ClauseKey(c).String()) {
				t.Errorf("%s: there is no clause %s", one.ID, c)
			}
		}
	}
	first := leadership.Templates()[0]
	for _, part := range []string{"It fits what we are here for", "How aims are set", "We meet the laws", "keep making our AI management system better", "Documents that go with it", "interested parties find it"} {
		if !strings.Contains(strings.ToLower(first.Text), strings.ToLower(part)) {
			t.Errorf("the AI policy lacks %q", part)
		}
	}
}

func TestADocumentBeginsFromATemplate(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		b := newBench(t, db)
		in := leadership.Policy{Title: "Data for AI", Controls: []string{"42001:A.7.2"}}
		p, err := b.d.DraftFrom(b.ctx, b.lead, in, "data-for-ai")
		b.must(err)
		v, err := b.d.Version(b.ctx, p.Ref+".v1")
		b.must(err)
		if v.State != leadership.Draft || !strings.Contains(v.Text, "data owner") {
			t.Errorf("begun with %q", v.Text)
		}
		_, err = b.d.DraftFrom(b.ctx, b.lead, in, "nothing")
		b.refused(err, fault.NotFound, "There is no template")
	})
}

func TestADocumentRefersToWhatIsThere(t *testing.T) {
	b := newBench(t, aimstest.DB(t))
	main := b.policy("AI policy", true, "We act fairly.")
	for _, c := range []struct {
		name string
		in   leadership.Policy
		want []string
	}{
		{"a document and a control", leadership.Policy{Documents: []string{main.Policy}, Controls: []string{"42001:A.7.2", "CTL-2026-001"}}, nil},
		{"one that is not there", leadership.Policy{Documents: []string{"POL-2026-009"}}, []string{"documents"}},
		{"a version and a wrong control", leadership.Policy{Documents: []string{main.Ref}, Controls: []string{"42001:A.99"}}, []string{"documents", "controls"}},
		{"two kinds", leadership.Policy{Main: true, Procedure: true}, []string{"kind"}},
		{"a second AI policy", leadership.Policy{Main: true}, []string{"kind"}},
	} {
		c.in.Title = c.name
		_, err := b.d.Draft(b.ctx, b.lead, c.in)
		if got := fieldsOf(err); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	own, err := b.d.Policy(b.ctx, "POL-2026-002")
	b.must(err)
	own.Documents = []string{own.Ref}
	_, err = b.d.Revise(b.ctx, b.lead, own)
	if got := fieldsOf(err); !slices.Equal(got, []string{"documents"}) {
		t.Errorf("to itself: %v", got)
	}
	for _, k := range leadership.Kinds {
		var p leadership.Policy
		if p.SetKind(k); p.Kind() != k {
			t.Errorf("%s became %s", k, p.Kind())
		}
	}
}

// fieldsOf names the fields at which something was refused.
func fieldsOf(err error) []string {
	var out []string
	for _, m := range check.Messages(err) {
		out = append(out, m.Field)
	}
	return out
}
