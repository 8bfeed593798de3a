package sample_test

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/pack"
	"github.com/aims-workbench/aims/templates/link"
)

// clausesAreHeld is the bar of plan and do: each piece of documented information that
// clauses 4 to 8 ask for has a place where it is made, the sample holds it, and the pack
// of the sample says so.
func clausesAreHeld(w *workspace) {
	planDo := func(clause string) bool { return slices.Contains([]string{"4", "5", "6", "7", "8"}, clause[:1]) }
	asked := count(controls.MustLoad().Documents, func(d controls.Document) bool { return planDo(d.Clause) })
	met := 0
	for _, n := range document.Mandatory(w.snap) {
		if !planDo(n.Clause) {
			continue
		}
		met++
		stage := slices.ContainsFunc(aims.Stages, func(s aims.Stage) bool { return s.Name == n.Stage })
		if page := link.Register(n.Register); n.Register != "" && page == "" || n.Register == "" && !stage {
			w.Errorf("%s, %s: there is no place where it is made", n.Clause, n.What)
		}
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
