package web

import (
	"slices"
	"strings"
	"sync"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/words"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/searchview"
)

// chapter is one thing of the catalogue as the search knows it.
type chapter struct {
	word, ref, title, href string
	texts                  []string
	name, all              []string // words, sorted
}

// library holds the clauses, the controls and the glossary, cut into words once.
var library = sync.OnceValue(func() []chapter {
	c := controls.MustLoad()
	var all []chapter
	for _, cl := range c.Clauses {
		texts := slices.Concat([]string{cl.Meaning}, cl.Asks, cl.Documents, cl.Notes, cl.Evidence.Stage1, cl.Evidence.Stage2)
		for _, r := range cl.Requirements {
			texts = append(texts, r.Text)
		}
		all = append(all, chapterOf("Clause", cl.ID, cl.Title, link.Key(cl.Key().String()), texts))
	}
	for _, ct := range c.Controls {
		texts := slices.Concat([]string{ct.Description}, ct.Asks, ct.Hints, ct.Evidence)
		all = append(all, chapterOf("Control of Annex A", ct.ID, ct.Title, link.Key(ct.Key().String()), texts))
	}
	for _, t := range c.Terms {
		all = append(all, chapterOf("Term", "", t.Name, link.Term(t.Name), append([]string{t.Definition}, t.Aliases...)))
	}
	return all
})

func chapterOf(word, ref, title, href string, texts []string) chapter {
	name := words.Of(ref, title)
	return chapter{word, ref, title, href, texts, name, words.Of(append(texts, ref, title)...)}
}

// inCatalogue gives what answers in the catalogue: the one that is asked for by its
// number first, then those named so, then those that say so. named counts the first two.
func inCatalogue(asked words.Query) (found []searchview.Result, named int) {
	var exact, called, said []searchview.Result
	number := strings.ReplaceAll(strings.Join(asked, " "), "·", ".")
	for _, c := range library() {
		switch {
		case strings.EqualFold(c.ref, number):
			exact = append(exact, c.result(asked))
		case asked.Match(c.name):
			called = append(called, c.result(asked))
		case asked.Match(c.all):
			said = append(said, c.result(asked))
		}
	}
	return slices.Concat(exact, called, said), len(exact) + len(called)
}

func (c chapter) result(asked words.Query) searchview.Result {
	return searchview.Result{Word: c.word, Ref: c.ref, Href: c.href, Title: asked.Mark(c.title), Snippet: asked.Snippet(c.texts)}
}
