package journey

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// takenApart are the elements that only hold blocks: what stands in them is judged
// block by block, wherever else it stands alike.
var takenApart = []atom.Atom{
	atom.Html, atom.Head, atom.Body, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
	atom.Form, atom.Section, atom.Details, atom.Dl, atom.Ul, atom.Ol, atom.Div,
}

// blocks are the shapes of the parts of a page, each with the way to it: a field asks
// axe nothing new in the next form. What holds between blocks is looked at on every
// page by disorder.
func blocks(part string) []string {
	doc, err := html.Parse(strings.NewReader(part))
	if err != nil {
		return []string{part}
	}
	var out []string
	var walk func(n *html.Node, way string)
	walk = func(n *html.Node, way string) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type != html.ElementNode:
			case slices.Contains(takenApart, c.DataAtom):
				walk(c, way+" "+shape(tag(c)))
			default:
				var b strings.Builder
				if err := html.Render(&b, c); err == nil {
					out = append(out, way+" "+shape(b.String()))
				}
			}
		}
	}
	walk(doc, "")
	return out
}

// tag is the start of an element alone.
func tag(n *html.Node) string {
	var b strings.Builder
	b.WriteString("<" + n.Data)
	for _, a := range n.Attr {
		fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
	}
	return b.String() + ">"
}

// disorder is what is wrong between the blocks of a page: an id given twice, a label
// or description that points nowhere, a heading that skips a level.
func disorder(page string) []string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	var out, pointed []string
	ids, level := map[string]bool{}, 0
	for n := range doc.Descendants() {
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' && n.Type == html.ElementNode {
			if now := int(n.Data[1] - '0'); level > 0 && now > level+1 {
				out = append(out, fmt.Sprintf("h%d follows h%d", now, level))
			}
			level = int(n.Data[1] - '0')
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "id":
				if ids[a.Val] {
					out = append(out, "the id "+a.Val+" stands twice")
				}
				ids[a.Val] = true
			case "for", "aria-describedby", "aria-labelledby":
				pointed = append(pointed, strings.Fields(a.Val)...)
			}
		}
	}
	for _, id := range pointed {
		if !ids[id] {
			out = append(out, "nothing has the id "+id)
		}
	}
	return out
}
