package web

import (
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// frame fills what surrounds a page: who, where, and how far the trail has come.
func (r *request) frame(p page) (layout.Frame, error) {
	pos, err := store.Position(r.s.DB.Read(r.ctx()))
	if err != nil {
		return layout.Frame{}, err
	}
	owner, err := r.s.scope.Organisation(r.ctx())
	if err != nil {
		return layout.Frame{}, err
	}
	unread, err := r.unread()
	if err != nil {
		return layout.Frame{}, err
	}
	snap, err := r.s.present.recordsAt(r.ctx(), r.s.DB, pos)
	if err != nil {
		return layout.Frame{}, err
	}
	flash := r.flash()
	if flash.Text == "" && len(r.s.Damage) > 0 {
		flash = layout.Flash{Kind: ui.Bad, Text: "Damage was found in the data when the workbench started. Stop working, run `aims verify` and restore the last good backup."}
	}
	search := link.Search("", "", "")
	if r.Request().URL.Path == search {
		search = "" // the page has the box
	}
	nav := r.navigation()
	if p.refused && p.crumbs == nil {
		p.crumbs = r.crumbs(nav)
	}
	chosen, err := r.prefers()
	if err != nil {
		return layout.Frame{}, err
	}
	concern, err := r.concernWay()
	if err != nil {
		return layout.Frame{}, err
	}
	f := layout.Frame{
		SearchHref: search, PaletteHref: link.SearchPattern, KeysHref: link.Keys(),
		Title: p.title, Refused: p.refused, Organisation: owner.Name, Crumbs: p.crumbs, Flash: flash, Why: r.why(),
		User:        layout.User{Name: r.who.Name, Role: r.who.Role.Title()},
		Nav:         nav,
		Theme:       chosen[preferTheme],
		Keys:        chosen[preferKeys],
		UserLinks:   []layout.NavItem{{Title: "Preferences", Href: link.Preferences()}},
		Inbox:       layout.Inbox{Href: link.Inbox(), Unread: unread, Asked: int64(len(r.errands(snap)))},
		SignOutHref: link.SignOut(), Sample: r.s.DB.IsSample(),
		Version: r.s.Version, DataFolder: r.s.Dir, Position: pos.Seq, Printed: r.today().Human(),
	}
	if concern != "" {
		f.UserLinks = append(f.UserLinks, layout.NavItem{Title: "Report a concern", Href: concern})
	}
	r.s.visit.tell(&f, r.who)
	return f, nil
}

// navigation lists where everybody begins, then the stages in the order of the life
// cycle, then what serves all of them. Nobody sees an entry that their role would be
// refused.
func (r *request) navigation() []layout.NavItem {
	items := []layout.NavItem{
		{Title: "Home", Href: link.Home()}, {Title: "My work", Href: link.Work("")}, {Title: "Gaps", Href: link.Gaps()},
		{Title: "Timeline", Href: link.Timeline()}, {Title: "Coverage", Href: link.Coverage("")},
	}
	for _, st := range aims.InTurn() {
		items = append(items, layout.NavItem{Title: st.Title, Href: link.Stage(st.Name), Group: string(st.Phase), Clauses: clauseRange(st.Clauses)})
	}
	for _, e := range throughout {
		if r.may(e.can) {
			items = append(items, e.item)
		}
	}
	here := r.Request().URL.Path
	for i := range items {
		items[i].Key = goKeys[items[i].Href]
		items[i].Current = here == items[i].Href || (items[i].Href != "/" && strings.HasPrefix(here, items[i].Href+"/"))
	}
	return items
}

// throughout is what serves every stage, and who may open it.
var throughout = []struct {
	item layout.NavItem
	can  access.Permission
}{
	{layout.NavItem{Group: "Records", Title: "Evidence", Href: link.EvidenceList(), Clauses: "7.5"}, access.Read},
	{layout.NavItem{Group: "Records", Title: "Comments and decisions", Href: link.CommentsPattern, Clauses: "9.3"}, access.Read},
	{layout.NavItem{Group: "Records", Title: "History", Href: link.History(), Clauses: "7.5.3"}, access.Read},
	{layout.NavItem{Group: "Records", Title: "People", Href: link.People()}, access.Read},
	{layout.NavItem{Group: "Tools", Title: "Guided questions", Href: link.Interviews()}, access.EditSystem},
	{layout.NavItem{Group: "Tools", Title: "Import", Href: link.Import()}, access.Import},
	{layout.NavItem{Group: "Tools", Title: "Export", Href: link.Exports("")}, access.Read},
	{layout.NavItem{Group: "Tools", Title: "Evidence pack", Href: link.Packs()}, access.MakePack},
	{layout.NavItem{Group: "Reading", Title: "Catalogue", Href: link.Catalogue()}, access.Read},
	{layout.NavItem{Group: "Reading", Title: "Help", Href: link.Help()}, access.Read},
}

// clauseRange is the ornament of a stage: neighbours as a range, the rest one by
// one: "4.1–4.4", "6.1.1–6.1.3 · 8.2–8.3".
func clauseRange(clauses []aims.Clause) string {
	var parts []string
	for i := 0; i < len(clauses); {
		last := i
		for last+1 < len(clauses) && follows(clauses[last], clauses[last+1]) {
			last++
		}
		part := string(clauses[i])
		if last > i {
			part += "–" + string(clauses[last])
		}
		parts = append(parts, part)
		i = last + 1
	}
	return strings.Join(parts, " · ")
}

// follows says whether b is the next clause after a under the same parent.
func follows(a, b aims.Clause) bool {
	x, y := strings.LastIndex(string(a), "."), strings.LastIndex(string(b), ".")
	if x < 0 || y < 0 || a[:x] != b[:y] {
		return false
	}
	m, errM := strconv.Atoi(string(a[x+1:]))
	n, errN := strconv.Atoi(string(b[y+1:]))
	return errM == nil && errN == nil && n == m+1
}
