package sample_test

import (
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/templates/link"
)

// clausesAreHeld is the bar of plan and do: each piece of documented information that
// clauses 4 to 8 ask for lies in records of the sample, and the pack of the sample says
// so. That each has a page where it is made is held where the pages are, in internal/web.
func clausesAreHeld(w *workspace) {
	planDo := func(clause string) bool { return slices.Contains([]string{"4", "5", "6", "7", "8"}, clause[:1]) }
	asked := count(controls.MustLoad().Documents, func(d controls.Document) bool { return planDo(d.Clause) })
	entries, _, err := w.db.Recent(w.ctx, 0, 10_000)
	w.must(err)
	var recorded []string
	for _, e := range entries {
		recorded = append(recorded, e.Ref)
	}
	met := 0
	for _, n := range document.Mandatory(w.snap) {
		if !planDo(n.Clause) {
			continue
		}
		met++
		w.lies(n, recorded)
		if len(n.Holds) == 0 {
			w.Errorf("%s, %s: the sample holds nothing", n.Clause, n.What)
		}
	}
	if met != asked || asked == 0 {
		w.Errorf("%d of %d pieces were looked at", met, asked)
	}
	r, err := pack.Make(w.ctx, pack.Options{Snapshot: w.snap, Catalogue: controls.MustLoad(), Source: w.shelf(), OutDir: w.TempDir(), Verified: true})
	w.must(err)
	all := strings.Join(strings.Fields(strings.Join(textOf(w, r.PDF), " ")), " ")
	from := strings.LastIndex(all, "Annex 7 Where documented information stands")
	if from < 0 {
		w.Fatal("the pack has no Annex 7")
	}
	annex, _, _ := strings.Cut(all[from+20:], "Annex 8 ")
	if n := strings.Count(annex, "Nothing recorded"); n > 0 {
		w.Errorf("Annex 7 says %d times that nothing is recorded", n)
	}
	for _, m := range w.snap.ToConfirm() {
		if m.Prefix == "ACC" && !strings.Contains(all, "to be confirmed since "+m.Since.Day().Human()) {
			w.Errorf("the pack does not say that %s is to be confirmed", m.Record)
		}
	}
}

// lies demands that every holding of a piece is what it says: a record of the sample
// with a page of its own, or a register that has records. recorded are the references
// that the trail names.
func (w *workspace) lies(n document.Need, recorded []string) {
	for _, h := range n.Holds {
		switch {
		case h.Ref != "" && (link.Of(h.Ref) == link.HistoryOf(h.Ref) || !slices.Contains(recorded, h.Ref)):
			w.Errorf("%s, %s: %s is no record with a page", n.Clause, n.What, h.Ref)
		case h.Register != "" && !slices.ContainsFunc(recorded, func(ref string) bool { return strings.HasPrefix(ref, h.Register+"-") }):
			w.Errorf("%s, %s: nothing is recorded in %s", n.Clause, n.What, h.Register)
		case h.Ref == "" && h.Register == "" && w.snap.EvidenceCount(h.Evidence) == 0:
			w.Errorf("%s, %s: %q leads nowhere", n.Clause, n.What, h.What)
		}
	}
}

// pdfReader finds the tool that people read PDFs with; without it that part is left out
// aloud, and in CI that is a failure.
func pdfReader(w *workspace) string {
	w.Helper()
	tool, err := exec.LookPath("pdftotext")
	if err == nil {
		return tool
	}
	if os.Getenv("CI") != "" {
		w.Fatal("pdftotext is missing: in CI the pack of the sample must be read")
	}
	w.Skip("LEFT OUT: reading the pages, because pdftotext is not installed")
	return ""
}
