package web

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/words"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/searchview"
	"github.com/aims-workbench/aims/templates/ui"
)

func (s *Server) searchRoutes() []route {
	return []route{
		{http.MethodGet, link.SearchPattern, access.Read, s.search},
		{http.MethodGet, link.KeysPattern, access.Read, s.showKeys},
	}
}

// The search of a page shows a screenful; the palette and the standard's part only
// what comes first.
const (
	perSearch   = 20
	inPalette   = 8
	ofStandard  = 4
	inStandard  = "catalogue" // narrows the search to the catalogue
	longestAsk  = 200         // characters of a question that are shown again
	moreThanAll = "More than 5,000 records hold all of these words. Narrow it with another word."
)

// nouns say what one record of a register is.
var nouns = map[string]string{
	"person": "Person", "organisation": "Organisation", "issue": "Issue", "party": "Interested party", "need": "Need", "scope": "Scope statement",
	"policy": "Policy", "policy-version": "Policy text", "signature": "Signature", "role": "Role", "system": "AI system", "impact": "Impact assessment",
	"soa-version": "Approved Statement", "evidence": "Evidence", "comment": "Comment or decision", "sample": "Sample mark", "concern": "Concern", "concern-desk": "Concern reporting",
	"criteria": "Risk criteria", "impact-rule": "Rule for impact assessments", "risk": "Risk", "action": "Treatment action", "acceptance": "Risk acceptance", "plan-approval": "Approval of a treatment plan", "soa": "Row of the Statement",
}

// search answers the page and the palette: the same question finds the same.
func (s *Server) search(r *request) error {
	typed := plain(r.QueryParam("q"))
	asked := words.Ask(typed)
	if runes := []rune(typed); len(runes) > longestAsk {
		typed = string(runes[:longestAsk])
	}
	if r.QueryParam("palette") != "" {
		return s.searchPalette(r, typed, asked)
	}
	p := searchview.Page{Query: typed, In: r.QueryParam("in"), Asked: len(asked) > 0}
	title := "Search"
	if p.Asked {
		title = "Search: " + typed
		if err := s.fillSearch(r, &p, asked); err != nil {
			return err
		}
	}
	return r.show(page{title: title, body: searchview.Search(p)})
}

func (s *Server) fillSearch(r *request, p *searchview.Page, asked words.Query) error {
	standard, named := inCatalogue(asked)
	if err := s.searchTabs(r, p, asked, len(standard)); err != nil {
		return err
	}
	if p.In == inStandard {
		p.Results, p.Total = standard, countOf(int64(len(standard)), "place", "places")+" in the standard"
		return nil
	}
	at := r.QueryParam("at")
	if p.In == "" && at == "" {
		p.Standard = standard[:min(named, ofStandard)]
	}
	hits, next, err := s.DB.Search(r.ctx(), store.Search{Words: asked, Register: tableOf(p.In), At: at, Limit: perSearch})
	if err != nil {
		return err
	}
	if p.Results, err = r.results(asked, hits); err != nil {
		return err
	}
	if next != "" {
		p.Next = link.Search(p.Query, p.In, next)
	}
	return nil
}

// searchTabs counts what is found, register by register; each number opens its list.
func (s *Server) searchTabs(r *request, p *searchview.Page, asked words.Query, standard int) error {
	counts, more, err := s.DB.CountFound(r.ctx(), asked)
	if err != nil {
		return err
	}
	if p.Total = moreThanAll; !more {
		total := int64(0)
		for _, n := range counts {
			total += n
		}
		if p.In != "" {
			total = counts[tableOf(p.In)]
		}
		p.Total = countOf(total, "record holds", "records hold") + " all of these words"
	}
	p.Tabs = []ui.Tab{{Title: "Everything", Href: link.Search(p.Query, "", ""), Current: p.In == ""}}
	for _, reg := range snapshot.Registers() {
		n := counts[reg.New().TableName()]
		if n > 0 || more || reg.Name == p.In {
			p.Tabs = append(p.Tabs, ui.Tab{Title: reg.Title, Href: link.Search(p.Query, reg.Name, ""), Current: reg.Name == p.In, Count: int(n)})
		}
	}
	if standard > 0 || p.In == inStandard {
		p.Tabs = append(p.Tabs, ui.Tab{Title: "The standard", Href: link.Search(p.Query, inStandard, ""), Current: p.In == inStandard, Count: standard})
	}
	return nil
}

// tableOf is the table of a register by its name; what no register is called finds
// nothing, "" everything.
func tableOf(name string) string {
	for _, reg := range snapshot.Registers() {
		if reg.Name == name {
			return reg.New().TableName()
		}
	}
	return name
}

// results turns hits into what the pages show.
func (r *request) results(asked words.Query, hits []store.Hit) ([]searchview.Result, error) {
	var owners []string
	for _, h := range hits {
		if h.Title == "" && h.Of != "" {
			owners = append(owners, h.Of)
		}
	}
	titles, err := r.s.DB.Titles(r.ctx(), owners)
	if err != nil {
		return nil, err
	}
	out := make([]searchview.Result, len(hits))
	for i, h := range hits {
		noun := nounOf(h.Register)
		title := cmp.Or(h.Title, r.s.controlTitle(h.Ref), noun)
		if h.Title == "" && titles[h.Of] != "" {
			title = noun + " of " + titles[h.Of]
		}
		texts := slices.DeleteFunc(h.Texts, func(t string) bool { return t == h.Title })
		out[i] = searchview.Result{
			Word: noun, Ref: strings.TrimPrefix(h.Ref, controls.ControlKey("").String()), Href: link.Of(h.Ref),
			Title: asked.Mark(title), Snippet: asked.Snippet(texts), Retired: h.Retired,
		}
	}
	return out, nil
}

// nounOf says what one record of a table is.
func nounOf(table string) string {
	for _, reg := range snapshot.Registers() {
		if reg.New().TableName() == table {
			return noun(reg)
		}
	}
	return table
}

// noun is the word of nouns, or what a register of internal/register calls its records.
func noun(reg store.Register) string {
	if word, ok := nouns[reg.Name]; ok {
		return word
	}
	for _, b := range (&snapshot.Snapshot{}).Kept() {
		if b.Name == reg.Name {
			return capital(b.One)
		}
	}
	return ""
}

// controlTitle names a control by its key; "" for what is none.
func (s *Server) controlTitle(key string) string {
	id, ours := strings.CutPrefix(key, controls.ControlKey("").String())
	if c, ok := s.catalogue.Control(id); ours && ok {
		return c.Title
	}
	return ""
}

func (s *Server) searchPalette(r *request, typed string, asked words.Query) error {
	p := searchview.Palette{Query: typed, Commands: r.commands(asked)}
	if typed != "" && len(asked) > 0 {
		hits, _, err := s.DB.Search(r.ctx(), store.Search{Words: asked, Limit: inPalette})
		if err != nil {
			return err
		}
		if p.Records, err = r.results(asked, hits); err != nil {
			return err
		}
		standard, _ := inCatalogue(asked)
		p.Standard = standard[:min(len(standard), ofStandard)]
	}
	return r.render(r.ctx(), 0, searchview.Options(p), nil)
}
