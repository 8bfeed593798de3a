package web

import (
	"cmp"
	"net/http"
	"regexp"
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
	v, err := s.now(r.ctx())
	if err != nil {
		return err
	}
	p := helpview.IndexPage{SampleHref: s.sampleOffer(v.Snapshot), Articles: help.Articles(), Steps: len(help.Tutorial()), Terms: len(s.catalogue.Terms)}
	return r.show(page{title: "Help", body: helpview.Index(p)})
}

// showHelpPage shows what is generated under its own slug, and else an article.
func (s *Server) showHelpPage(r *request) error {
	slug := r.Param("page")
	switch slug {
	case "tutorial":
		return r.show(page{title: "Tutorial", crumbs: helpCrumbs, body: helpview.Tutorial(helpview.TutorialPage{Steps: r.stepsWithin(help.Tutorial())})})
	case "glossary":
		return r.show(page{title: "Glossary", crumbs: helpCrumbs, body: helpview.Glossary(helpview.GlossaryPage{Groups: termGroups(s.catalogue.Terms)})})
	case "every-page":
		return r.show(page{title: "Every page explained", crumbs: helpCrumbs, body: helpview.Topics(help.Topics())})
	}
	a, ok := help.Find(slug)
	if !ok {
		return fault.New(fault.NotFound, "There is no help page %q. Open Help for the list.", slug)
	}
	p := helpview.ArticlePage{Article: a, HTML: markdown.HTML(r.linksWithin(a.Text))}
	if slug == "roles" {
		p.Rights = rights()
	}
	return r.show(page{title: a.Title, crumbs: helpCrumbs, body: helpview.Article(p)})
}

// pageLink is a link to a page of the workbench in Markdown.
var pageLink = regexp.MustCompile(`\[([^\]]*)\]\((/[^)]*)\)`)

// linksWithin leaves a link to a page that the person may not open as plain words.
func (r *request) linksWithin(text string) string {
	return pageLink.ReplaceAllStringFunc(text, func(found string) string {
		if m := pageLink.FindStringSubmatch(found); !r.mayOpen(m[2]) {
			return m[1]
		}
		return found
	})
}

// stepsWithin is linksWithin for the tutorial.
func (r *request) stepsWithin(all []help.Step) []help.Step {
	out := slices.Clone(all)
	for i := range out {
		out[i].Moves = slices.Clone(out[i].Moves)
		for j, m := range out[i].Moves {
			if !r.mayOpen(m.Href) {
				out[i].Moves[j].Href = ""
			}
		}
	}
	return out
}

// mayOpen says whether the person's role is let through to a page without parameters
// in its path; of others it says yes.
func (r *request) mayOpen(address string) bool {
	path, _, _ := strings.Cut(address, "?")
	for _, rt := range r.s.routes() {
		if rt.method == http.MethodGet && rt.path == path {
			return rt.can == public || r.may(rt.can)
		}
	}
	return true
}

// rights is the table of permissions as the program applies it.
func rights() []helpview.Right {
	var rows []helpview.Right
	for _, p := range access.Permissions() {
		var who []string
		for _, role := range access.Roles {
			if (access.Actor{Ref: "anybody", Role: role}).May(p) {
				who = append(who, role.Title())
			}
		}
		row := helpview.Right{What: capital(string(p)), Who: strings.Join(who, ", ")}
		if len(who) == len(access.Roles) {
			row.Who = "Everybody"
		}
		rows = append(rows, row)
	}
	return rows
}

// capital begins a text of the program with a capital letter.
func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// termGroups gathers the glossary by its groups, each in alphabetical order.
func termGroups(terms []controls.Term) []helpview.Group {
	var groups []helpview.Group
	for _, t := range terms {
		title := capital(strings.ReplaceAll(t.Group, "-", " "))
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
	if !ok || !known && t.ID != "sign-in" && t.ID != "setup" && t.ID != "concern" {
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
