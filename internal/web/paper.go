package web

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/templates/ui"
)

// paper is a rendered form that can be read and filled by the names of its fields.
// Drafts and the answers to a conflict are put into the finished page, so that no
// view and no handler has to know of either.
type paper struct{ page, form *html.Node }

// paperOf finds the form with an action in a page; false when it has none.
func paperOf(page []byte, action string) (paper, bool) {
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return paper{}, false
	}
	for n := range root.Descendants() {
		if n.Data == "form" && attrOf(n, "action") == action && attrOf(n, "method") == "post" {
			return paper{root, n}, true
		}
	}
	return paper{}, false
}

// bytes is the page as it stands now.
func (p paper) bytes() ([]byte, error) {
	var out bytes.Buffer
	err := html.Render(&out, p.page)
	return out.Bytes(), err
}

// controls are the fields of one name in their order.
func (p paper) controls(name string) []*html.Node {
	var out []*html.Node
	for n := range p.form.Descendants() {
		if isControl(n) && attrOf(n, "name") == name {
			out = append(out, n)
		}
	}
	return out
}

// names are the names of all fields, in their order.
func (p paper) names() []string {
	var out []string
	for n := range p.form.Descendants() {
		if name := attrOf(n, "name"); isControl(n) && name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func isControl(n *html.Node) bool {
	return n.Type == html.ElementNode && (n.Data == "input" || n.Data == "textarea" || n.Data == "select")
}

// isChoice says whether a field is ticked and not typed.
func isChoice(n *html.Node) bool {
	kind := attrOf(n, "type")
	return n.Data == "input" && (kind == "radio" || kind == "checkbox")
}

// fill puts values into the fields of a name: ticks for choices, and one value a
// field for the rest, in order. Lines are added where there are more values. What
// finds no place is given back.
func (p paper) fill(name string, values []string) (left []string) {
	found := p.controls(name)
	for len(found) > 0 && !isChoice(found[0]) && len(found) < len(values) && addLine(found[len(found)-1]) {
		found = p.controls(name)
	}
	rest := slices.Clone(values)
	for _, n := range found {
		if isChoice(n) {
			at := slices.Index(rest, cmp.Or(attrOf(n, "value"), "on"))
			setAttr(n, "checked", at >= 0)
			if at >= 0 {
				rest = slices.Delete(rest, at, at+1)
			}
			continue
		}
		value := ""
		if len(rest) > 0 {
			value, rest = rest[0], rest[1:]
		}
		write(n, value)
		if value != "" {
			reveal(n)
		}
	}
	return slices.DeleteFunc(rest, func(v string) bool { return strings.TrimSpace(v) == "" })
}

// write puts one value into a field that is typed or chosen from a list.
func write(n *html.Node, value string) {
	switch n.Data {
	case "textarea":
		for n.FirstChild != nil {
			n.RemoveChild(n.FirstChild)
		}
		n.AppendChild(&html.Node{Type: html.TextNode, Data: value})
	case "select":
		choose(n, value)
	default:
		f := ui.Field{Value: value}
		if attrOf(n, "type") == "date" && f.DateKind() != "date" {
			putAttr(n, "type", "text") // a date field would blank what is no date
		}
		putAttr(n, "value", value)
	}
}

// choose selects an option; one that is no longer offered is added, so that saving
// never drops it silently.
func choose(list *html.Node, value string) {
	offered := false
	for o := range list.Descendants() {
		if o.Type == html.ElementNode && o.Data == "option" {
			same := attrOf(o, "value") == value
			offered = offered || same
			setAttr(o, "selected", same)
		}
	}
	if !offered {
		o := &html.Node{Type: html.ElementNode, Data: "option", Attr: []html.Attribute{{Key: "value", Val: value}, {Key: "selected"}}}
		o.AppendChild(&html.Node{Type: html.TextNode, Data: value})
		list.AppendChild(o)
	}
}

// reveal opens what a filled field is folded away in.
func reveal(n *html.Node) {
	for up := range n.Ancestors() {
		if up.Data == "details" {
			setAttr(up, "open", true)
		}
	}
}

// addLine copies the last line of a list of lines; false when the field is in none.
func addLine(last *html.Node) bool {
	for up := range last.Ancestors() {
		if up.Data == "tr" {
			up.Parent.AppendChild(nextLine(up))
			return true
		}
	}
	return false
}

// nextLine is an empty line to follow one: ids and labels carry the next number.
func nextLine(line *html.Node) *html.Node {
	number := 0
	for n := range line.Descendants() {
		if n.Type == html.TextNode && n.Parent.Data == "th" {
			number, _ = strconv.Atoi(strings.TrimSpace(n.Data))
		}
	}
	fresh := copyOf(line, number)
	for n := range fresh.Descendants() {
		if isControl(n) {
			write(n, "")
		}
	}
	return fresh
}

// copyOf copies a node of line number n and counts it on: in ids, in what points to
// them, and in the words of labels.
func copyOf(n *html.Node, number int) *html.Node {
	c := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: slices.Clone(n.Attr)}
	if c.Type == html.TextNode {
		c.Data = countOn(c.Data, strconv.Itoa(number), strconv.Itoa(number+1))
	}
	for i, a := range c.Attr {
		if a.Key == "id" || a.Key == "for" {
			c.Attr[i].Val = countOn(a.Val, strconv.Itoa(number-1), strconv.Itoa(number))
		}
	}
	for child := range n.ChildNodes() {
		c.AppendChild(copyOf(child, number))
	}
	return c
}

// countOn changes the number at the end of a text.
func countOn(text, from, to string) string {
	trimmed := strings.TrimRight(text, " \n\t")
	if head, ok := strings.CutSuffix(trimmed, from); ok {
		return head + to
	}
	return text
}

func attrOf(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func putAttr(n *html.Node, key, value string) {
	setAttr(n, key, true)
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
		}
	}
}

// setAttr gives or takes an attribute that is either there or not.
func setAttr(n *html.Node, key string, on bool) {
	has := slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	if on && !has {
		n.Attr = append(n.Attr, html.Attribute{Key: key})
	} else if !on {
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	}
}
