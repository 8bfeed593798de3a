// Package layout is the frame around every page: head, navigation, notices, footer.
package layout

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/templates/ui"
)

// Frame is what a page tells the frame. The zero value of any part leaves it out.
type Frame struct {
	Title        string // of the page, without the product's name
	Refused      bool   // the form was refused: the title begins with "Error:"
	Organisation string
	User         User
	Nav          []NavItem // only what this person may open
	Crumbs       []Crumb   // from the top down, without the page itself
	Flash        Flash
	Why          Why  // help for this page
	Sample       bool // the workspace holds sample data: say so on screen and on paper

	Looks     []Look // as whom a visitor of a sample may look; empty outside of a visit
	LookHref  string // POST with the role
	LeaveHref string // POST; ends the visit

	Theme string // "light" or "dark" where chosen; "" follows the system
	Keys  string // "off" where single-letter keys are not wanted

	UserLinks []NavItem // of the user menu, such as the preferences

	Inbox Inbox

	HomeHref    string // "" is "/"
	SignOutHref string // POST; no sign-out is offered when empty
	SearchHref  string // no box in the header when empty, as on the search page itself
	PaletteHref string // where the palette asks; no palette when empty
	KeysHref    string // the list of keys

	Version    string // of the product
	DataFolder string // where the data lies
	Position   int64  // of the trail when the page was made
	Printed    string // date for the head of printed pages: "22 Nov 2026"
}

// Inbox is where comments that name the reader wait, with how many are new, and what
// they are asked to do. Without an address none is shown.
type Inbox struct {
	Href   string
	Unread int64
	Asked  int64
}

// User is the person who is signed in; the zero value means nobody.
type User struct{ Name, Role string }

// Look is a role in which a visitor may look at a sample.
type Look struct {
	Role, Title string
	Current     bool
}

// NavItem is one entry of the navigation. Entries of one Group must follow each
// other; Group "" has no heading.
type NavItem struct {
	Title   string
	Href    string
	Current bool
	Clauses string // as the ornament: "6.1.2" or "4.1–4.4"
	Group   string // "Plan", "Do", "Check", "Act", …
	Key     string // leads here after "g"; none when empty
}

// Crumb is a page above this one.
type Crumb struct{ Text, Href string }

// Flash is what the last act brought: "Risk RSK-2026-014 was saved".
type Flash struct {
	Kind ui.Kind // ui.Good, ui.Bad, …; "" is ui.Good
	Text string
}

// product is the name as titles and headers print it.
const product = "AIMS Workbench"

// htmxConfig turns off the injected style sheet (ours has the rules), and fixes what
// the pages rely on: own origin only and no inherited attributes. htmx runs code
// from attributes only for hx-on and js:, which the pages do not use and the
// content security policy refuses.
const htmxConfig = `{"includeIndicatorCSS":false,"mode":"same-origin","implicitInheritance":false,"transitions":false}`

// group is a run of entries under one heading.
type group struct {
	title string
	items []NavItem
}

func groups(items []NavItem) []group {
	var all []group
	for _, it := range items {
		if len(all) == 0 || it.Group != all[len(all)-1].title {
			all = append(all, group{title: it.Group})
		}
		last := &all[len(all)-1]
		last.items = append(last.items, it)
	}
	return all
}

// documentTitle puts the news first, because tabs and screen readers cut the end.
func (f Frame) documentTitle() string {
	title := f.Title
	if f.Refused {
		title = "Error: " + title
	}
	if f.Organisation != "" {
		title += " · " + f.Organisation
	}
	return title + " · " + product
}

func (f Frame) home() string {
	if f.HomeHref == "" {
		return "/"
	}
	return f.HomeHref
}

func (f Frame) owner() string {
	if f.Organisation == "" {
		return product
	}
	return f.Organisation
}

// stamp tells on paper which state of the data was printed, and by what.
func (f Frame) stamp() string {
	parts := []string{f.Printed}
	if f.Position > 0 {
		parts = append(parts, "trail position "+f.position())
	}
	if f.Version != "" {
		parts = append(parts, product+" "+f.Version)
	}
	return strings.Join(parts, " · ")
}

// here is the entry of the navigation that is open, for the handle of the folded menu.
func here(items []NavItem) string {
	for _, it := range items {
		if it.Current {
			return it.Title
		}
	}
	return ""
}

func (f Frame) position() string { return strconv.FormatInt(f.Position, 10) }

func (f Flash) tone() ui.Kind {
	if f.Kind == "" {
		return ui.Good
	}
	return f.Kind
}

// initials are the first letters of the first and the last name.
func initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	first := firstLetter(words[0])
	if len(words) == 1 {
		return first
	}
	return first + firstLetter(words[len(words)-1])
}

func firstLetter(word string) string {
	r, _ := utf8.DecodeRuneInString(word)
	return strings.ToUpper(string(r))
}
