package web

import (
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/supportview"
	"github.com/aims-workbench/aims/templates/ui"
)

// competences are the pages of what people must be able to do (7.2).
func (s *Server) competences() keeper[support.Competence, *support.Competence] {
	return keeper[support.Competence, *support.Competence]{
		Register: support.Competences, crumbs: supportCrumbs(), nav: supportview.Nav,
		show: func(r *request, c support.Competence, p *registerview.RecordPage) error {
			v, err := s.now(r.ctx())
			if err != nil {
				return err
			}
			all := slices.DeleteFunc(v.Competence().All(), func(st support.Standing) bool { return st.Competence != c.Ref })
			p.Below = append(p.Below, supportview.Section("Who needs it, and how they stand", "7.2", "", r.standings("people", all, titlesOf(v.Snapshot), "Nobody needs it yet", "Choose the roles that need it, or name the people.")))
			return nil
		},
	}
}

// trainings are the pages of what is done to acquire competence (7.2).
func (s *Server) trainings() keeper[support.Training, *support.Training] {
	return keeper[support.Training, *support.Training]{
		Register: support.Trainings, crumbs: supportCrumbs(), nav: supportview.Nav,
		sieve:  standSelect(ui.Option{Value: "open", Label: "Still to be held"}, ui.Option{Value: "unjudged", Label: "Effect not judged yet"}),
		narrow: s.narrows(map[string]func(*snapshot.Snapshot) []string{"open": openTrainings, "unjudged": unjudgedTrainings}),
		show: func(r *request, t support.Training, p *registerview.RecordPage) error {
			v, err := s.now(r.ctx())
			if err != nil {
				return err
			}
			if p.MayEdit && t.DoneOn != "" {
				p.Acts = append(p.Acts, ui.LinkButton(ui.Secondary, "Record a proof", link.RegisterNew("PRF", proofOf(t)...)))
			}
			p.Below = append(p.Below, supportview.Section("Did it close the gap?", "7.2", "", r.trace("closed", v.Snapshot, []support.Training{t})))
			return nil
		},
	}
}

// proofOf is what is known of a proof that follows a training.
func proofOf(t support.Training) []string {
	known := []string{"training", t.Ref, "way", string(support.ByTraining)}
	if len(t.Competences) == 1 {
		known = append(known, "competence", t.Competences[0])
	}
	if len(t.People) == 1 {
		known = append(known, "name", t.People[0])
	}
	return known
}

// proofs are the pages of what people have shown (7.2).
func (s *Server) proofs() keeper[support.Proof, *support.Proof] {
	return keeper[support.Proof, *support.Proof]{
		Register: support.Proofs, crumbs: supportCrumbs(), nav: supportview.Nav,
		sieve:  standSelect(ui.Option{Value: "soon", Label: "Runs out soon"}, ui.Option{Value: "past", Label: "Has run out"}),
		narrow: s.narrows(map[string]func(*snapshot.Snapshot) []string{"soon": proofsEnding, "past": pastProofs}),
	}
}

// narrows leaves of a list what stands as the address asks.
func (s *Server) narrows(by map[string]func(*snapshot.Snapshot) []string) func(*request, *register.Query) error {
	return func(r *request, q *register.Query) error {
		find, asked := by[r.QueryParam(standFilter)]
		if !asked {
			return nil
		}
		v, err := s.now(r.ctx())
		if err != nil {
			return err
		}
		q.Also = register.Among(find(v.Snapshot))
		return nil
	}
}

// showCompetenceMatrix is what an auditor asks for first about people (7.2).
func (s *Server) showCompetenceMatrix(r *request) error {
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := supportview.MatrixPage{Judgement: v.Competence(), MayEdit: r.may(access.EditSupport)}
	p.Recorded = len(p.People) > 0
	p.Empty = s.competences().empty(r)
	p.Gaps = r.standings("gaps", p.Judgement.Gaps(), titlesOf(v.Snapshot), "No gap", "Everybody who needs a competence has shown it, and no proof has run out.")
	trained := slices.DeleteFunc(slices.Clone(v.Trainings), func(t support.Training) bool { return t.Retired() })
	p.Trace = r.trace("trace", v.Snapshot, trained)
	return r.show(page{title: supportview.Matrix, crumbs: supportCrumbs(), body: supportview.Competence(p)})
}

// titlesOf names what standings point to.
func titlesOf(s *snapshot.Snapshot) map[string]string {
	out := map[string]string{}
	for _, c := range s.Competences {
		out[c.Ref] = c.Title
	}
	for _, t := range s.Trainings {
		out[t.Ref] = t.Title
	}
	return out
}

// standings is a table of people with a competence and what is done about it.
func (r *request) standings(id string, all []support.Standing, titles map[string]string, none, why string) ui.TableSpec {
	t := ui.TableSpec{
		ID: id, Caption: "People and competences",
		Columns: []ui.Column{{Title: "Person"}, {Title: "Competence", Class: "wrap"}, {Title: "Because of"}, {Title: "Status", Class: "tight"}, {Title: "Why"}, {Title: "What is done"}},
		Empty:   ui.Empty{Title: none, Clause: "7.2", Why: why},
	}
	for _, st := range all {
		t.Rows = append(t.Rows, ui.Row{Ref: st.Competence, Cells: []templ.Component{
			ui.Str(st.Person), ui.Link(titles[st.Competence], link.Entry(st.Competence)), ui.Str(because(st)),
			ui.StatusBadge(st.Status), ui.Str(capital(st.Why)), r.doneAbout(st, titles),
		}})
	}
	return t
}

func because(st support.Standing) string {
	if !st.Required {
		return "Not asked of this person"
	}
	if len(st.Roles) == 0 {
		return "Named in the requirement"
	}
	var roles []string
	for _, role := range st.Roles {
		roles = append(roles, role.Title)
	}
	return strings.Join(roles, "; ")
}

// doneAbout leads to the training that closes a gap, to the proof, or to the form of
// the one that is missing.
func (r *request) doneAbout(st support.Standing, titles map[string]string) templ.Component {
	switch {
	case st.Gap() && st.Training != "" && st.Status == aims.InProgress:
		return ui.Link(titles[st.Training], link.Entry(st.Training))
	case st.Gap() && r.may(access.EditSupport):
		return ui.Link("Plan a training", link.RegisterNew("TRN", "competences", st.Competence, "people", st.Person))
	case st.Gap():
		return ui.Str("Nothing yet")
	case st.Proof != "":
		return ui.Link(st.Proof, link.Entry(st.Proof))
	}
	return ui.Str("")
}

// trace follows each training from the gap to whether it is closed.
func (r *request) trace(id string, s *snapshot.Snapshot, trainings []support.Training) ui.TableSpec {
	titles, judged := titlesOf(s), s.Competence()
	t := ui.TableSpec{
		ID: id, Caption: "From gap to effect",
		Columns: []ui.Column{{Title: "Gap", Class: "wrap"}, {Title: "Training"}, {Title: "Done on"}, {Title: "Did it work?"}, {Title: "Gap closed"}},
		Empty:   ui.Empty{Title: "No training recorded", Clause: "7.2", Why: "Where a competence is missing, plan a training. Afterwards say whether it worked."},
	}
	for _, tr := range trainings {
		for _, c := range tr.Competences {
			for _, person := range tr.People {
				st, _ := judged.Of(person, c)
				t.Rows = append(t.Rows, ui.Row{Ref: tr.Ref, Cells: []templ.Component{
					ui.Str(person + ": " + titles[c]), ui.Link(tr.Title, link.Entry(tr.Ref)), trainedOn(tr, s), ui.Str(effect(tr)), r.closed(st, tr),
				}})
			}
		}
	}
	return t
}

func trainedOn(t support.Training, s *snapshot.Snapshot) templ.Component {
	if t.DoneOn != "" {
		return ui.Str(t.DoneOn.Human())
	}
	if t.Due.Passed(s.Today()) {
		return dueCell(t.Due, s.Today())
	}
	return ui.Str("Planned for " + t.Due.Human())
}

func effect(t support.Training) string {
	if t.Effect == "" {
		return "Not judged yet"
	}
	return capital(string(t.Effect)) + ", judged by " + t.EffectBy + " on " + t.EffectOn.Human()
}

// closed is the proof that closed the gap, or how the person stands.
func (r *request) closed(st support.Standing, t support.Training) templ.Component {
	switch {
	case st.Status == aims.Done && st.Proof != "":
		return supportview.Closed(st.Proof, link.Entry(st.Proof), st.Why)
	case t.DoneOn != "" && st.Competence != "" && r.may(access.EditSupport):
		return ui.Link("Record a proof", link.RegisterNew("PRF", "name", st.Person, "competence", st.Competence, "training", t.Ref, "way", string(support.ByTraining)))
	case st.Why != "":
		return ui.Str(capital(st.Why))
	}
	return ui.Str("Not asked of this person")
}
