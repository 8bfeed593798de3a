package web

import (
	"net/http"
	"strings"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/evidenceview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) evidenceRoutes() []route {
	return append(s.bulkEvidence().routes(), []route{
		{http.MethodGet, link.EvidenceListPattern, access.Read, s.listEvidence},
		{http.MethodGet, link.EvidenceNewPattern, access.AddEvidence, s.newEvidence},
		{http.MethodPost, link.EvidenceListPattern, access.AddEvidence, s.addEvidence},
		{http.MethodGet, link.EvidencePattern, access.Read, s.showEvidence},
		{http.MethodGet, link.EvidenceEditPattern, access.AddEvidence, s.editEvidence},
		{http.MethodPost, link.EvidencePattern, access.AddEvidence, s.reviseEvidence},
		{http.MethodGet, link.EvidenceFilePattern, access.Read, s.downloadEvidence},
		{http.MethodPost, link.EvidenceReplacePattern, access.AddEvidence, s.replaceEvidence},
		{http.MethodPost, link.EvidenceReviewPattern, access.ReviewEvidence, s.reviewEvidence},
		{http.MethodPost, link.EvidenceRetirePattern, access.AddEvidence, s.retireEvidence},
	}...)
}

var evidenceCrumbs = []layout.Crumb{{Text: "Evidence", Href: link.EvidenceList()}}

// shelf opens the evidence of a workspace and clears what dead uploads left. Besides
// records, evidence may support the clauses and controls of the catalogue.
func shelf(c Config, catalogue *controls.Catalogue) *evidence.Shelf {
	e := evidence.New(c.DB, c.Dir)
	e.Known = catalogue.Known
	if err := e.Sweep(); err != nil {
		c.Log.Warn("unfinished uploads could not be removed", "error", err)
	}
	return e
}

// What the list can be narrowed to besides its review.
const (
	showExpiring = "expiring"
	showUnlinked = "unlinked"
)

func (s *Server) listEvidence(r *request) error {
	target, edit := r.QueryParam("for"), s.bulkEvidence()
	selects := []ui.FilterSelect{
		{Name: "review", Label: "Review", Options: ui.Choices(evidence.Reviews)},
		{Name: "show", Label: "Show", Options: []ui.Option{
			{Value: showExpiring, Label: "Expired or expiring within 60 days"},
			{Value: showUnlinked, Label: "Supporting nothing yet"}, {Value: "retired", Label: "Retired"},
		}},
	}
	if target != "" {
		selects = append(selects, ui.FilterSelect{Name: "for", Label: "Supports", Options: []ui.Option{{Value: target, Label: strings.TrimPrefix(target, evidence.ISO42001)}}})
	}
	l := listing[evidence.Item]{
		marks: "EVD",
		title: "Evidence", one: "item of evidence", many: "items of evidence", usual: evidence.UsualSort, paste: "evidence", edit: &edit,
		columns: evidenceview.Columns(r.today()), ref: func(it evidence.Item) string { return it.Ref }, filter: r.filter("Search evidence", selects...),
		find: func(p store.Place) (store.Page[evidence.Item], error) {
			q := r.evidenceQuery()
			q.Place = p
			return s.evidence.List(r.ctx(), q)
		},
	}
	return list(r, l, func(t ui.TableSpec) page {
		p := evidenceview.ListPage{Table: t}
		if r.may(access.AddEvidence) {
			p.NewHref = link.EvidenceNew(target)
		}
		return page{title: "Evidence", body: evidenceview.List(p)}
	})
}

// evidenceQuery reads the filter from the address.
func (r *request) evidenceQuery() evidence.Query {
	show := r.QueryParam("show")
	return evidence.Query{
		Text: r.QueryParam("q"), Review: evidence.Review(r.QueryParam("review")), For: r.QueryParam("for"),
		Expiring: show == showExpiring, Unlinked: show == showUnlinked, Retired: show == "retired",
	}
}

// bulkEvidence is how items of evidence are changed together.
func (s *Server) bulkEvidence() bulkEdit {
	return bulkEdit{
		Bulk: link.EvidenceBulk, one: "item", many: "items", can: access.AddEvidence, crumbs: evidenceCrumbs,
		register: registerOf(evidence.Registers(), "evidence"),
		fields:   func(f form, st ui.State) []templ.Component { return evidenceview.BulkFields(evidenceChange(f), st) },
		fits:     func(r *request) ([]string, error) { return s.evidence.Refs(r.ctx(), r.evidenceQuery()) },
		amend: func(r *request, f form, c store.Choice) (store.Outcome, error) {
			return s.evidence.Amend(r.ctx(), r.who, c, evidenceChange(f))
		},
	}
}

func evidenceChange(f form) evidence.Amendment {
	return evidence.Amendment{Owner: f.text("owner"), ValidUntil: f.day("valid_until")}
}

// evidenceForm is the form of an item as typed; supports is its text.
func evidenceForm(item evidence.Item, supports string, kept []evidenceview.Kept, st ui.State) templ.Component {
	p := evidenceview.FormPage{Item: item, Supports: supports, Kept: kept, State: st, Action: link.EvidenceList(), Cancel: link.EvidenceList()}
	if item.Ref != "" {
		p.Action, p.Cancel = link.Evidence(item.Ref), link.Evidence(item.Ref)
	}
	return evidenceview.Form(p)
}

// readEvidence reads what a person says about an item.
func (s *Server) readEvidence(f form) evidence.Item {
	return evidence.Item{
		Title: f.text("title"), About: f.text("about"), Supports: s.evidence.Targets(f.text("supports")),
		PeriodFrom: f.day("period_from"), PeriodTo: f.day("period_to"), ValidUntil: f.day("valid_until"),
		Owner: f.text("owner"), Address: f.text("address"),
	}
}

func (s *Server) editEvidence(r *request) error {
	item, err := s.evidence.Take(r.ctx(), r.Param("ref"))
	if err != nil {
		return err
	}
	return r.show(page{title: "Change " + item.Title, crumbs: evidenceCrumbs,
		body: evidenceForm(item, supportsText(item.Supports), nil, ui.State{})})
}

// supportsText writes what an item supports as people type it: one a line.
func supportsText(targets []string) string {
	typed := make([]string, len(targets))
	for i, t := range targets {
		typed[i] = strings.TrimPrefix(t, evidence.ISO42001)
	}
	return strings.Join(typed, "\n")
}

// evidenceValues reads the image of an item as its form asks for it.
func evidenceValues(image string) (map[string][]string, error) {
	values, err := imageValues(image)
	if targets := values["supports"]; len(targets) > 0 {
		values["supports"] = []string{supportsText(targets)}
	}
	return values, err
}

func (s *Server) reviseEvidence(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	in := s.readEvidence(f)
	in.Ref, in.Version = r.Param("ref"), f.version()
	if _, err := s.evidence.Revise(r.ctx(), r.who, in); err != nil {
		stored, e := s.evidence.Take(r.ctx(), in.Ref)
		if e != nil {
			return e
		}
		return r.refuse(err, "Change "+in.Title, func(st ui.State) templ.Component {
			st.Conflict, in.Version = r.conflictIn(err, in.Ref, in.Version, evidenceValues)
			in.Kind = stored.Kind
			return evidenceForm(in, f.text("supports"), nil, st)
		})
	}
	return r.done(link.Evidence(in.Ref), in.Title+" is saved.")
}

func (s *Server) reviewEvidence(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref, in := r.Param("ref"), evidenceview.ReviewForm{Verdict: evidence.Review(f.text("verdict")), Note: f.text("note")}
	if _, err := s.evidence.Review(r.ctx(), r.who, ref, f.version(), in.Verdict, in.Note); err != nil {
		return s.refuseOnRecord(r, err, ref, func(p *evidenceview.RecordPage, st ui.State) {
			p.Review = in
			p.Review.State = st
		})
	}
	return r.done(link.Evidence(ref), "Your review of "+ref+" is recorded.")
}

func (s *Server) retireEvidence(r *request) error {
	f, err := r.form()
	if err != nil {
		return err
	}
	ref := r.Param("ref")
	if err := s.evidence.Retire(r.ctx(), r.who, ref, f.version(), f.text("reason")); err != nil {
		return r.refuseRetire(err, f, s.showEvidence)
	}
	return r.done(link.Evidence(ref), ref+" is retired.")
}
