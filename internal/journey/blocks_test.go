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
	atom.Form, atom.Fieldset, atom.Section, atom.Details, atom.Dl, atom.Ul, atom.Ol, atom.Div, atom.Tbody,
}

// block is a part of a page: its shape with the way to it, and where it stands as a
// selector.
type block struct{ shape, at string }

// blocks takes a page apart: a field asks axe nothing new in the next form. What holds
// between blocks is looked at on every page by disorder, and by axe where the skeleton
// is new.
func blocks(page string) []block {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []block{{shape: page, at: "html"}}
	}
	var out []block
	var walk func(n *html.Node, way, at string)
	walk = func(n *html.Node, way, at string) {
		nth := 0
		for c := range n.ChildNodes() {
			if c.Type != html.ElementNode {
				continue
			}
			nth++
			here := ":root"
			if at != "" {
				here = fmt.Sprintf("%s > %s:nth-child(%d)", at, c.Data, nth)
			}
			switch {
			case c.DataAtom == atom.Table: // its head, then each row below that head
				head := way + " " + shape(tag(c)) + " " + shape(rendered(c, atom.Thead, atom.Caption))
				out = append(out, block{head, here})
				walk(c, head, here)
			case slices.Contains(takenApart, c.DataAtom) && !holdsText(c):
				walk(c, way+" "+shape(tag(c)), here)
			default:
				out = append(out, block{way + " " + shape(rendered(c)), here})
			}
		}
	}
	walk(doc, "", "")
	return out
}

// rendered is an element as text; with kinds of children named, those of it alone.
func rendered(n *html.Node, kinds ...atom.Atom) string {
	var b strings.Builder
	if len(kinds) == 0 {
		_ = html.Render(&b, n) // a builder takes everything
	}
	for c := range n.ChildNodes() {
		if slices.Contains(kinds, c.DataAtom) {
			_ = html.Render(&b, c)
		}
	}
	return b.String()
}

// holdsText says whether words stand in an element beside other elements: then it is
// judged as one.
func holdsText(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return true
		}
	}
	return n.FirstChild == nil
}

// skeleton is what rules about a page as a whole ask for: its landmarks in their
// order, and what stands outside of them.
func skeleton(page string) string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return page
	}
	var out strings.Builder
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		inBody := n.Parent != nil && n.Parent.DataAtom == atom.Body
		named := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
			return a.Key == "role" || a.Key == "aria-label" || a.Key == "aria-labelledby"
		})
		if inBody || slices.Contains(landmarks, n.DataAtom) && named || n.DataAtom == atom.Main {
			out.WriteString(n.Data + " " + attr(n, "role") + " " + attr(n, "aria-label") + "\n")
		}
	}
	return out.String()
}

// landmarks are the elements that lead through a page when they have a name.
var landmarks = []atom.Atom{atom.Nav, atom.Aside, atom.Section, atom.Form, atom.Header, atom.Footer}

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
// or description that points nowhere, a field without a label, a heading that skips a
// level.
func disorder(page string) []string {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return []string{err.Error()}
	}
	var out, pointed []string
	ids, labelled, level := map[string]bool{}, map[string]bool{}, 0
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
			case "for":
				labelled[a.Val] = true
				pointed = append(pointed, a.Val)
			case "aria-describedby", "aria-labelledby":
				pointed = append(pointed, strings.Fields(a.Val)...)
			}
		}
	}
	for n := range doc.Descendants() {
		if isField(n) && !labelled[attr(n, "id")] && attr(n, "aria-label")+attr(n, "aria-labelledby") == "" {
			out = append(out, "no label names "+tag(n))
		}
	}
	for _, id := range pointed {
		if !ids[id] {
			out = append(out, "nothing has the id "+id)
		}
	}
	return out
}

// isField says whether a person fills in or ticks an element.
func isField(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Select, atom.Textarea:
		return true
	case atom.Input:
		return !slices.Contains([]string{"hidden", "submit", "button"}, attr(n, "type"))
	}
	return false
}

// attr gives an attribute of an element, empty where it is not there.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
