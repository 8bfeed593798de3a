package ui

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
)

// markup renders a component as it is sent.
func markup(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// around renders a component with children.
func around(t *testing.T, outer, inner templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := outer.Render(templ.WithChildren(context.Background(), inner), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// parsed is a rendered component as a browser would read it.
type parsed struct {
	t    *testing.T
	root *html.Node
}

func parse(t *testing.T, markup string) parsed {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	return parsed{t, root}
}

func read(t *testing.T, c templ.Component) parsed { return parse(t, markup(t, c)) }

// all gives every element for which keep holds.
func (p parsed) all(keep func(*html.Node) bool) []*html.Node {
	var found []*html.Node
	for n := range p.root.Descendants() {
		if n.Type == html.ElementNode && keep(n) {
			found = append(found, n)
		}
	}
	return found
}

func (p parsed) tags(name string) []*html.Node {
	return p.all(func(n *html.Node) bool { return n.Data == name })
}

// one gives the only element with this attribute value.
func (p parsed) one(key, value string) *html.Node {
	p.t.Helper()
	found := p.all(func(n *html.Node) bool { v, ok := attr(n, key); return ok && v == value })
	if len(found) != 1 {
		p.t.Fatalf("%d elements with %s=%q, want 1", len(found), key, value)
	}
	return found[0]
}

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, key string) string { v, _ := attr(n, key); return v }

// words is the text of an element with its blanks folded.
func words(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func (p parsed) text() string { return words(p.root) }

// holdsTogether checks what no page may break: ids are unique, everything that
// names an id finds it, every control has a label, and nothing is inline.
func (p parsed) holdsTogether() {
	p.t.Helper()
	ids := map[string]int{}
	labelled := map[string]bool{}
	for _, n := range p.all(func(*html.Node) bool { return true }) {
		if id := value(n, "id"); id != "" {
			ids[id]++
		}
		if n.Data == "label" {
			labelled[value(n, "for")] = true
		}
	}
	for id, n := range ids {
		if n > 1 {
			p.t.Errorf("id %q stands %d times", id, n)
		}
	}
	for _, n := range p.all(func(*html.Node) bool { return true }) {
		for _, a := range n.Attr {
			p.soundAttribute(n, a, ids)
		}
		if isControl(n) && !labelled[value(n, "id")] {
			p.t.Errorf("<%s name=%q> has no label", n.Data, value(n, "name"))
		}
	}
}

func (p parsed) soundAttribute(n *html.Node, a html.Attribute, ids map[string]int) {
	p.t.Helper()
	switch a.Key {
	case "aria-describedby", "aria-labelledby", "for":
		for _, id := range strings.Fields(a.Val) {
			if ids[id] == 0 {
				p.t.Errorf("<%s %s=%q> points at nothing", n.Data, a.Key, a.Val)
			}
		}
	case "style":
		p.t.Errorf("<%s> has an inline style", n.Data)
	case "href", "action", "src":
		if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
			p.t.Errorf("<%s %s=%q> runs a script", n.Data, a.Key, a.Val)
		}
	}
	if strings.HasPrefix(a.Key, "on") {
		p.t.Errorf("<%s %s> is an inline script", n.Data, a.Key)
	}
}

func isControl(n *html.Node) bool {
	switch n.Data {
	case "select", "textarea":
		return true
	case "input":
		return value(n, "type") != "hidden"
	}
	return false
}
