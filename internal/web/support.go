package web

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/registerview"
	"github.com/aims-workbench/aims/templates/supportview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) supportRoutes() []route {
	return slices.Concat(
		s.resources().routes(), s.competences().routes(), s.trainings().routes(), s.proofs().routes(),
		s.briefings().routes(), s.communications().routes(), s.messages().routes(), s.documents().routes(),
		[]route{
			{http.MethodGet, link.SupportPattern, access.Read, s.showSupport},
			{http.MethodGet, link.ResourceMatrixPattern, access.Read, s.showResourceMatrix},
			{http.MethodGet, link.CompetenceMatrixPattern, access.Read, s.showCompetenceMatrix},
			{http.MethodGet, link.MandatoryPattern, access.Read, s.showMandatory},
			{http.MethodPost, link.ConfirmBriefingPattern, access.ConfirmBriefing, s.confirmBriefing},
			{http.MethodPost, link.ApproveDocumentPattern, access.ApproveDocument, s.approveDocument},
		},
	)
}

func supportCrumbs() []layout.Crumb { return stageCrumbs("support") }

func (s *Server) showSupport(r *request) error {
	p, err := r.stagePage("support", "The means, skills, messages and documents that the management system lives on.", supportview.Parts())
	if err != nil {
		return err
	}
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p.Above = []templ.Component{supportview.Nav(supportview.Overview), ui.Figures(supportFigures(v.Snapshot))}
	return r.show(page{title: p.Title, body: registerview.Stage(p)})
}

// soonest is up to how many days ahead the figures look for what runs out.
const soonest = 90

// supportFigures are the numbers of the first page. Each opens the list it counts.
func supportFigures(s *snapshot.Snapshot) []ui.Figure {
	gaps := len(s.Competence().Gaps())
	missing := len(document.Missing(s))
	out := []ui.Figure{{Value: strconv.Itoa(gaps), Label: "gaps in competence", Href: link.CompetenceMatrix() + "#gaps"}}
	for _, f := range []struct {
		label, prefix, stand string
		refs                 []string
	}{
		{"proofs that run out within " + strconv.Itoa(soonest) + " days", "PRF", "soon", proofsEnding(s)},
		{"trainings still to be held", "TRN", "open", openTrainings(s)},
		{"communications overdue", "COM", "late", lateCommunications(s)},
		{"documents due for review", "DOC", "late", lateDocuments(s)},
	} {
		out = append(out, ui.Figure{Value: strconv.Itoa(len(f.refs)), Label: f.label, Href: link.Register(f.prefix, standFilter, f.stand), Counts: true})
	}
	return append(out, ui.Figure{Value: strconv.Itoa(missing), Label: "mandatory pieces missing", Href: link.Mandatory()})
}

// standFilter narrows a list by what follows from days, which no column holds.
const standFilter = "standing"

func standSelect(options ...ui.Option) []ui.FilterSelect {
	return []ui.FilterSelect{{Name: standFilter, Label: "Standing", Options: options}}
}

// refsWhere lists the references of what fits in a snapshot.
func refsWhere[T any](all []T, fits func(*T) bool, ref func(*T) string) []string {
	var out []string
	for i := range all {
		if fits(&all[i]) {
			out = append(out, ref(&all[i]))
		}
	}
	return out
}

func proofsEnding(s *snapshot.Snapshot) []string {
	today := s.Today()
	return refsWhere(s.Proofs, func(p *support.Proof) bool {
		return !p.Retired() && p.ValidUntil != "" && !p.ValidUntil.Passed(today) && p.ValidUntil <= today.Add(soonest)
	}, func(p *support.Proof) string { return p.Ref })
}

func pastProofs(s *snapshot.Snapshot) []string {
	return refsWhere(s.Proofs, func(p *support.Proof) bool { return !p.Retired() && p.ValidUntil.Passed(s.Today()) }, func(p *support.Proof) string { return p.Ref })
}

func openTrainings(s *snapshot.Snapshot) []string {
	return refsWhere(s.Trainings, func(t *support.Training) bool { return t.Open() }, func(t *support.Training) string { return t.Ref })
}

func unjudgedTrainings(s *snapshot.Snapshot) []string {
	return refsWhere(s.Trainings, func(t *support.Training) bool { return !t.Retired() && t.DoneOn != "" && t.Effect == "" }, func(t *support.Training) string { return t.Ref })
}

func lateCommunications(s *snapshot.Snapshot) []string {
	return refsWhere(s.Communications, func(c *support.Communication) bool { return c.Late(s.Today()) }, func(c *support.Communication) string { return c.Ref })
}

func lateDocuments(s *snapshot.Snapshot) []string {
	return refsWhere(s.Documents, func(d *support.Document) bool { return d.InUse() && d.ReviewOn.Passed(s.Today()) }, func(d *support.Document) string { return d.Ref })
}

// dueCell shows a day that has passed as such, so that nobody has to reckon.
func dueCell(day, today when.Day) templ.Component {
	if day.Passed(today) {
		return ui.Badge(ui.Bad, "Overdue since "+day.Human())
	}
	return ui.Str(day.Human())
}
