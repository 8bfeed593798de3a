package agenda

import (
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// ofPeople is what has a day in 7.1 and 7.2. Of several proofs of one person for one
// competence only the one that counts ends.
func ofPeople(s *snapshot.Snapshot) []Item {
	titles := map[string]string{}
	for _, c := range s.Competences {
		titles[c.Ref] = c.Title
	}
	counts := map[string]bool{}
	for _, st := range s.Competence().All() {
		counts[st.Proof] = st.Required
	}
	var out []Item
	for _, p := range s.Proofs {
		if !p.Retired() && counts[p.Ref] && p.Result == support.Shown {
			out = append(out, Item{p.ValidUntil, Proof, p.Ref, p.Name + ": " + titles[p.Competence], p.Name})
		}
	}
	for _, t := range s.Trainings {
		switch {
		case t.Open():
			out = append(out, Item{t.Due, Training, t.Ref, t.Title, t.Owner})
		case !t.Retired() && t.Effect == "":
			out = append(out, Item{t.DoneOn.Add(support.EvaluateWithin), Judging, t.Ref, t.Title, t.Owner})
		}
	}
	for _, r := range s.Resources {
		if !r.Retired() {
			out = append(out, Item{r.ReviewOn, Resource, r.Ref, r.Title, r.Owner})
		}
	}
	return out
}

// ofWords is what has a day in 7.3 to 7.5.
func ofWords(s *snapshot.Snapshot) []Item {
	var out []Item
	for _, b := range s.Briefings {
		if b.Open() {
			out = append(out, Item{b.Due, Briefing, b.Ref, b.Title, b.Owner})
		}
	}
	for _, c := range s.Communications {
		if !c.Retired() {
			out = append(out, Item{c.NextOn, Communication, c.Ref, c.Title, c.Owner})
		}
	}
	for _, d := range s.Documents {
		if d.InUse() {
			out = append(out, Item{d.ReviewOn, Document, d.Ref, d.Title, d.Owner})
		}
	}
	return out
}
