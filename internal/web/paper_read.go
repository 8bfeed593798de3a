package web

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/a-h/templ"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/ui"
)

// asking is what a form asks as one thing: a field, a set of choices, or a list of
// lines with several columns.
type asking struct {
	name  string
	names []string // of its fields; more than one for lines
}

// questions are what the form asks, in its order. Fields that begin with an
// underscore carry the form, and "version" the record.
func (p paper) questions() []asking {
	var out []asking
	for _, name := range p.names() {
		if strings.HasPrefix(name, "_") || name == "version" {
			continue
		}
		key := name
		if group, _, ok := strings.Cut(name, "."); ok && inside(p.controls(name)[0], "tr") != nil {
			key = group
		}
		if i := slices.IndexFunc(out, func(q asking) bool { return q.name == key }); i >= 0 {
			out[i].names = append(out[i].names, name)
		} else {
			out = append(out, asking{key, []string{name}})
		}
	}
	return out
}

// label is the question in the words of the form.
func (p paper) label(q asking) string {
	first := p.controls(q.names[0])[0]
	if set := inside(first, "fieldset"); set != nil && (isChoice(first) || inside(first, "tr") != nil) {
		for n := range set.ChildNodes() {
			if n.Data == "legend" {
				return wordsOf(n)
			}
		}
	}
	if text := p.labelFor(attrOf(first, "id")); text != "" {
		return text
	}
	return trail.Label(q.name)
}

func (p paper) labelFor(id string) string {
	for n := range p.form.Descendants() {
		if n.Data == "label" && id != "" && attrOf(n, "for") == id {
			return wordsOf(n)
		}
	}
	return ""
}

// said puts values into the words of the form: the labels of what is chosen, and one
// line of text for each line.
func (p paper) said(q asking, values map[string][]string) string {
	var lines []string
	for i := range longest(q, values) {
		var cells []string
		for _, name := range q.names {
			if i < len(values[name]) && values[name][i] != "" {
				cells = append(cells, p.saidOne(name, values[name][i]))
			}
		}
		if len(cells) > 0 {
			lines = append(lines, strings.Join(cells, " · "))
		}
	}
	return strings.Join(lines, "\n")
}

func longest(q asking, values map[string][]string) int {
	most := 0
	for _, name := range q.names {
		most = max(most, len(values[name]))
	}
	return most
}

func (p paper) saidOne(name, value string) string {
	for _, n := range p.controls(name) {
		if isChoice(n) && attrOf(n, "value") == value {
			if text := p.labelFor(attrOf(n, "id")); text != "" {
				return text
			}
		}
		for o := range n.Descendants() {
			if o.Data == "option" && attrOf(o, "value") == value && value != "" {
				return wordsOf(o)
			}
		}
	}
	return value
}

// asAsked brings stored values into the shape in which the form posts them: a tick
// for yes, one text for what is typed into one field.
func (p paper) asAsked(name string, values []string) []string {
	found := p.controls(name)
	if len(found) != 1 || len(values) == 0 {
		return values
	}
	if isChoice(found[0]) && values[0] == "true" {
		return []string{attrOf(found[0], "value")}
	}
	if !isChoice(found[0]) && len(values) > 1 && inside(found[0], "tr") == nil {
		return []string{strings.Join(values, "\n")}
	}
	return values
}

// sameAnswer compares two answers to a question as people would: blanks around text,
// empty lines and the order of ticks make no difference.
func (p paper) sameAnswer(q asking, a, b map[string][]string) bool {
	return slices.Equal(p.plainAnswer(q, a), p.plainAnswer(q, b))
}

func (p paper) plainAnswer(q asking, values map[string][]string) []string {
	var rows []string
	for i := range longest(q, values) {
		cells := make([]string, len(q.names))
		for c, name := range q.names {
			if i < len(values[name]) {
				cells[c] = plain(values[name][i])
			}
		}
		if row := strings.Join(cells, "\x1f"); strings.Trim(row, "\x1f") != "" {
			rows = append(rows, row)
		}
	}
	if isChoice(p.controls(q.names[0])[0]) {
		slices.Sort(rows)
	}
	return rows
}

// inside finds the nearest element around a node; nil when there is none.
func inside(n *html.Node, element string) *html.Node {
	for up := range n.Ancestors() {
		if up.Data == element {
			return up
		}
	}
	return nil
}

// wordsOf is the text of an element without what only says that it is optional.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode && attrOf(c.Parent, "class") != "optional" {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// nodesOf renders a component to be put into a page.
func nodesOf(ctx context.Context, c templ.Component) ([]*html.Node, error) {
	var out bytes.Buffer
	if err := c.Render(ctx, &out); err != nil {
		return nil, err
	}
	return html.ParseFragment(&out, &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
}

// withClass finds an element of the page by its class.
func (p paper) withClass(class string) *html.Node {
	for n := range p.page.Descendants() {
		if slices.Contains(strings.Fields(attrOf(n, "class")), class) {
			return n
		}
	}
	return nil
}

// hide adds a hidden field.
func (p paper) hide(name, value string) {
	p.form.AppendChild(&html.Node{Type: html.ElementNode, Data: "input", DataAtom: atom.Input, Attr: []html.Attribute{
		{Key: "type", Val: "hidden"}, {Key: "name", Val: name}, {Key: "value", Val: value},
	}})
}

// resume fills the form with a draft and gives what has no place in it any more.
// Fields that the browser did not send stay as they are where nobody could have
// emptied them: hidden ones, files, passwords.
func (p paper) resume(answers map[string][]string) []ui.Leftover {
	if base := answers[baseField]; len(base) > 0 {
		answers["version"] = base // the choice between two texts was not made: saving must ask again
	}
	var left []ui.Leftover
	asked := p.names()
	for _, name := range asked {
		values, has := answers[name]
		if name == ui.WritingField || (!has && !p.typed(name)) {
			continue
		}
		for _, v := range p.fill(name, values) {
			left = append(left, ui.Leftover{Label: trail.Label(name), Text: v})
		}
	}
	for name, values := range answers {
		if slices.Contains(asked, name) || strings.HasPrefix(name, "_") || name == "version" {
			continue
		}
		for _, v := range values {
			if strings.TrimSpace(v) != "" {
				left = append(left, ui.Leftover{Label: trail.Label(name), Text: v})
			}
		}
	}
	slices.SortStableFunc(left, func(a, b ui.Leftover) int { return strings.Compare(a.Label, b.Label) })
	return left
}

func (p paper) typed(name string) bool {
	return !slices.ContainsFunc(p.controls(name), func(n *html.Node) bool {
		kind := attrOf(n, "type")
		return kind == "hidden" || kind == "file" || kind == "password"
	})
}
