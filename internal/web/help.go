package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/fault"
	"github.com/aims-workbench/aims/internal/help"
	"github.com/aims-workbench/aims/internal/markdown"
	"github.com/aims-workbench/aims/templates/helpview"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
)

func (s *Server) helpRoutes() []route {
	return []route{
		{http.MethodGet, link.HelpPattern, access.Read, s.showHelp},
		{http.MethodGet, link.HelpSheetPattern, access.Read, s.showSheet},
		{http.MethodGet, link.HelpPagePattern, access.Read, s.showHelpPage},
	}
}

var helpCrumbs = []layout.Crumb{{Text: "Help", Href: link.Help()}}

func (s *Server) showHelp(r *request) error {
	p := helpview.IndexPage{Articles: help.Articles(), Steps: len(help.Tutorial()), Terms: len(s.catalogue.Terms)}
	return r.show(page{title: "Help", body: helpview.Index(p)})
}

// showHelpPage shows what is generated under its own slug, and else an article.
func (s *Server) showHelpPage(r *request) error {
	slug := r.Param("page")
	switch slug {
	case "tutorial":
		return r.show(page{title: "Tutorial", crumbs: helpCrumbs, body: helpview.Tutorial(helpview.TutorialPage{Steps: help.Tutorial()})})
	case "glossary":
		return r.show(page{title: "Glossary", crumbs: helpCrumbs, body: helpview.Glossary(helpview.GlossaryPage{Groups: termGroups(s.catalogue.Terms)})})
	case "every-page":
		return r.show(page{title: "Every page explained", crumbs: helpCrumbs, body: helpview.Topics(help.Topics())})
	}
	a, ok := help.Find(slug)
	if !ok {
		return fault.New(fault.NotFound, "There is no help page %q. Open Help for the list.", slug)
	}
	p := helpview.ArticlePage{Article: a, HTML: markdown.HTML(a.Text)}
	if slug == "roles" {
		p.Roles, p.Rights = rights()
	}
	return r.show(page{title: a.Title, crumbs: helpCrumbs, body: helpview.Article(p)})
}

// rights is the table of permissions as the program applies it.
func rights() (roles []string, rows []helpview.Right) {
	for _, role := range access.Roles {
		roles = append(roles, role.Title())
	}
	for _, p := range access.Permissions() {
		row := helpview.Right{What: strings.ToUpper(string(p)[:1]) + string(p)[1:]}
		for _, role := range access.Roles {
			row.Has = append(row.Has, access.Actor{Ref: "anybody", Role: role}.May(p))
		}
		rows = append(rows, row)
	}
	return roles, rows
}

// termGroups gathers the glossary by its groups, each in alphabetical order.
func termGroups(terms []controls.Term) []helpview.Group {
	var groups []helpview.Group
	for _, t := range terms {
		title := strings.ToUpper(t.Group[:1]) + strings.ReplaceAll(t.Group[1:], "-", " ")
		i := slices.IndexFunc(groups, func(g helpview.Group) bool { return g.Title == title })
		if i < 0 {
			i, groups = len(groups), append(groups, helpview.Group{Title: title})
		}
		groups[i].Terms = append(groups[i].Terms, t)
	}
	for _, g := range groups {
		slices.SortFunc(g.Terms, func(a, b controls.Term) int {
			return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
		})
	}
	return groups
}

// why is the help for the page that is shown (U49). Whoever is not signed in gets
// no links, and only on the pages that are meant for them.
func (r *request) why() layout.Why {
	t, ok := help.For(r.Path())
	known := r.who.Ref != ""
	if !ok || !known && t.ID != "sign-in" && t.ID != "setup" {
		return layout.Why{}
	}
	w := layout.Why{Title: t.Title, Purpose: t.Why, First: t.First, Wrong: t.Wrong}
	for _, c := range t.Clauses {
		w.Clauses = append(w.Clauses, layout.Crumb{Text: c, Href: link.Key(c)})
	}
	if !known {
		return w
	}
	if a, ok := help.Find(t.Article); ok {
		w.More = append(w.More, layout.Crumb{Text: a.Title, Href: link.HelpPage(a.Slug)})
	}
	w.More = append(w.More, layout.Crumb{Text: "All help", Href: link.Help()})
	return w
}
