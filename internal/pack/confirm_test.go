package pack

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// changed is the rich system of which the first AI system was once another, and nobody
// has looked at what rests on it.
func changed(once func(was *inventory.System)) (*snapshot.Snapshot, shelf) {
	s, files := rich()
	was := s.Systems[0]
	once(&was)
	again := *s
	again.Pasts = map[string][]snapshot.Past{was.Ref: {{Seq: 1, At: "2026-01-10T08:00:00Z", State: inventory.State{System: was}}, {Seq: 2, At: "2026-10-01T10:00:00Z", By: "Ada", State: inventory.State{System: s.Systems[0]}}}}
	return snapshot.Of(again), files
}

const doubted = "SYS-2026-001 changed: to be confirmed since "

// asSet is the text of a pack in the order in which it was set, so that what stands in
// a narrow column is one sentence.
func asSet(t *testing.T, r Result) string {
	t.Helper()
	out, err := exec.Command(tool(t, "pdftotext"), "-raw", r.PDF, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestWhatAChangePutInQuestionIsMarkedInEachAnnex(t *testing.T) {
	s, files := changed(func(was *inventory.System) { was.Models, was.Purpose = "A tree of rules", "Something else" })
	calm, _ := rich()
	now, before := asSet(t, makePack(t, s, files)), asSet(t, makePack(t, calm, files))
	for _, c := range []struct {
		annex, next string
		prefixes    []string
	}{
		{"Annex 1 Statement of Applicability", "Annex 2 Risk register", []string{"CTL"}},
		{"Annex 2 Risk register", "Annex 3 AI system impact assessments", []string{"RSK", "ACC"}},
		{"Annex 3 AI system impact assessments", "Annex 4 AI systems", []string{"IMP"}},
		{"Annex 5 Evidence", "Annex 6 Integrity", []string{"EVD"}},
	} {
		want := len(filter(s.ToConfirm(), func(m snapshot.Mark) bool { return slices.Contains(c.prefixes, m.Prefix) }))
		if n := strings.Count(between(now, c.annex, c.next), doubted); n != want || want == 0 {
			t.Errorf("%s marks %d records, %d are in question", c.annex, n, want)
		}
		if strings.Contains(between(before, c.annex, c.next), "to be confirmed since") {
			t.Errorf("%s marks what nothing has put in question", c.annex)
		}
	}
}

// between is an annex of a text, from its last heading to that of the next annex.
func between(text, from, to string) string {
	return text[strings.LastIndex(text, from):strings.LastIndex(text, to)]
}

func TestWhatIsTiedIsMarkedAndItsNeighbourIsNot(t *testing.T) {
	s, _ := changed(func(was *inventory.System) { was.Models = "A tree of rules" })
	b, err := newBook(Options{Snapshot: s, Catalogue: controls.MustLoad()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ record, want string }{
		{"RSK-2026-012", doubted + "1 Oct 2026, because the risk was assessed with another model"},
		{"RSK-2026-013", ""},
		{"IMP-2026-001", doubted + "1 Oct 2026, because the impact was assessed with another model"},
		{"IMP-2026-003", ""},
		{"CTL-2026-001", ""}, // a new model makes no control needless
	} {
		got := ""
		for _, span := range b.toConfirm(c.record) {
			got += span.Text
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.record, got, c.want)
		}
	}
}
