package pack

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	gtext "github.com/yuin/goldmark/text"
)

// markdown sets a policy text: headings (without numbers, bookmarks or contents:
// they belong to the policy, not to the pack), paragraphs, lists, quotations,
// tables, code. Links are printed with their address; raw HTML as it is written.
func (d *document) markdown(source string) {
	src := []byte(source)
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(gtext.NewReader(src))
	m := manuscript{d, src}
	m.blocks(root, 0)
}

type manuscript struct {
	d   *document
	src []byte
}

func (m manuscript) blocks(parent ast.Node, depth int) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		m.block(n, depth)
	}
}

func (m manuscript) block(n ast.Node, depth int) {
	d := m.d
	x := axis + 14*float64(depth)
	switch n := n.(type) {
	case *ast.Heading:
		m.heading(n)
	case *ast.Paragraph, *ast.TextBlock:
		d.flow(m.inline(n, plain), gap, x, bodySize, bodyLine, inkText)
	case *ast.List:
		m.list(n, depth)
	case *ast.Blockquote:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if _, ok := c.(*ast.Paragraph); ok {
				d.flow(m.inline(c, emph), gap, x+14, bodySize, bodyLine, inkQuiet)
			} else {
				m.block(c, depth+1)
			}
		}
	case *ast.ThematicBreak:
		d.room(gap, bodyLine)
		d.rule(inkHair, 0.5, axis, d.y, d.right()-axis)
		d.y += gap
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		d.flow(monoText(m.raw(n)), gap, x, 8.5, 12, inkText)
	case *east.Table:
		m.table(n)
	default:
		m.blocks(n, depth)
	}
}

// heading keeps with its text, but is no heading of the pack.
func (m manuscript) heading(n *ast.Heading) {
	d := m.d
	size, lead := 11.5, 16.0
	if n.Level > 1 {
		size, lead = 9.5, 14
	}
	lines := d.lay(m.inline(n, strong), size, d.right()-axis)
	d.room(12, lead*float64(len(lines))+3*bodyLine+gap)
	d.lines(lines, 0, axis, size, lead, inkText)
	d.y -= 4
}

func (m manuscript) list(n *ast.List, depth int) {
	number := n.Start
	first := true
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		mark := "–"
		if n.IsOrdered() {
			mark = strconv.Itoa(number) + "."
			number++
		}
		for b := c.FirstChild(); b != nil; b = b.NextSibling() {
			_, block := b.(*ast.TextBlock)
			_, paragraph := b.(*ast.Paragraph)
			if (block || paragraph) && b == c.FirstChild() {
				m.d.item(m.inline(b, plain), mark, depth, first)
				first = false
				continue
			}
			m.block(b, depth+1)
		}
	}
}

// raw is a block's own text without its last line break.
func (m manuscript) raw(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		b.Write(s.Value(m.src))
	}
	return strings.TrimRight(b.String(), "\n")
}

// inline turns the runs within a block into spans; l is the look they inherit.
func (m manuscript) inline(parent ast.Node, l look) (out cell) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, m.run(n, l)...)
	}
	return out
}

func (m manuscript) run(n ast.Node, l look) cell {
	switch n := n.(type) {
	case *ast.Text:
		s := string(n.Segment.Value(m.src))
		switch {
		case n.HardLineBreak():
			s += "\n"
		case n.SoftLineBreak():
			s += " "
		}
		return cell{{Text: s, Look: l}}
	case *ast.String:
		return cell{{Text: string(n.Value), Look: l}}
	case *ast.Emphasis:
		if n.Level == 2 {
			return m.inline(n, strong)
		}
		if l == strong {
			return m.inline(n, strong)
		}
		return m.inline(n, emph)
	case *ast.CodeSpan:
		return m.inline(n, mono)
	case *ast.AutoLink:
		return cell{{Text: string(n.URL(m.src)), Look: l, Link: string(n.URL(m.src))}}
	case *ast.Link:
		return m.link(n, l)
	case *ast.RawHTML:
		var b strings.Builder
		for i := range n.Segments.Len() {
			s := n.Segments.At(i)
			b.Write(s.Value(m.src))
		}
		return cell{{Text: b.String(), Look: mono}}
	}
	return m.inline(n, l)
}

// link prints the words and then the address, which paper needs.
func (m manuscript) link(n *ast.Link, l look) cell {
	out := m.inline(n, l)
	address := string(n.Destination)
	var words strings.Builder
	for _, s := range out {
		words.WriteString(s.Text)
	}
	if words.String() == address {
		return cell{{Text: address, Look: l, Link: address}}
	}
	return append(out, span{Text: " (", Look: l}, span{Text: address, Look: l, Link: address}, span{Text: ")", Look: l})
}

func (m manuscript) table(n *east.Table) {
	t := table{Inset: true}
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		_, head := r.(*east.TableHeader)
		var line row
		for c := r.FirstChild(); c != nil; c = c.NextSibling() {
			content := m.inline(c, plain)
			if head {
				var title strings.Builder
				for _, s := range content {
					title.WriteString(s.Text)
				}
				right := c.(*east.TableCell).Alignment == east.AlignRight
				t.Columns = append(t.Columns, column{Title: title.String(), Weight: 1, Right: right})
				continue
			}
			line.Cells = append(line.Cells, content)
		}
		if !head {
			t.Rows = append(t.Rows, line)
		}
	}
	m.d.table(t)
}
