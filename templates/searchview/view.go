// Package searchview shows what was found, the palette's lists and the keys.
package searchview

import (
	"strconv"

	"github.com/aims-workbench/aims/internal/words"
	"github.com/aims-workbench/aims/templates/link"
	"github.com/aims-workbench/aims/templates/ui"
)

// Result is one thing found. Title and Snippet come in parts, those that answer set
// apart; Snippet is empty where the title says it all.
type Result struct {
	Word    string // what it is: "Risk", "Control of Annex A"
	Ref     string
	Href    string
	Title   []words.Part
	Snippet []words.Part
	Retired bool
}

// Page is the page of everything that answers a question.
type Page struct {
	Query    string   // as typed
	In       string   // the register it is narrowed to; "" is everywhere
	Asked    bool     // Query has words at all
	Standard []Result // of the catalogue: those named so, shown above the records
	Results  []Result
	Tabs     []ui.Tab
	Total    string // "23 records hold all of these words"
	Next     string
}

// Command is a page to open or an act to begin.
type Command struct {
	Title string
	Href  string
	Key   string // "g r", "n"; "" where it has none
}

// Palette is the list below the palette's box.
type Palette struct {
	Query    string
	Commands []Command
	Records  []Result
	Standard []Result
}

// Key is one line of the list of keys.
type Key struct {
	Does string
	Keys []string // pressed one after another
}

// KeyGroup is a part of that list.
type KeyGroup struct {
	Title string
	Note  string
	Keys  []Key
}

// groups gives the palette's lists that hold something, with numbered options.
func (p Palette) groups() []paletteGroup {
	var out []paletteGroup
	n := 0
	add := func(title string, options []option) {
		for i := range options {
			n++
			options[i].id = "palette-" + strconv.Itoa(n)
		}
		if len(options) > 0 {
			out = append(out, paletteGroup{"palette-group-" + strconv.Itoa(len(out)+1), title, options})
		}
	}
	var records, commands, standard []option
	for _, r := range p.Records {
		records = append(records, option{result: r})
	}
	for _, c := range p.Commands {
		commands = append(commands, option{result: Result{Href: c.Href, Title: words.Ask(p.Query).Mark(c.Title)}, keys: c.Key})
	}
	for _, r := range p.Standard {
		standard = append(standard, option{result: r})
	}
	if p.Query == "" {
		add("Go to or begin", commands)
		return out
	}
	add("Records", records)
	add("Go to or begin", commands)
	add("In the standard", standard)
	add("Everything", []option{{result: Result{Href: link.Search(p.Query, "", ""), Title: []words.Part{{Text: "Search everything for “" + p.Query + "”"}}}}})
	return out
}

type paletteGroup struct {
	id, title string
	options   []option
}

type option struct {
	id     string
	result Result
	keys   string
}

// count is how many options there are, for who cannot see them.
func (p Palette) count() string {
	n := 0
	for _, g := range p.groups() {
		n += len(g.options)
	}
	if n == 1 {
		return "1 choice"
	}
	return strconv.Itoa(n) + " choices"
}
