// Package markdown turns what people write in Markdown into HTML that is safe to
// show: policies (5.2) and other long texts.
//
// HTML inside the text is dropped, links lead only to http, https, mailto or a
// page of the workbench, and images are left out, because nothing may be fetched
// when a page opens.
package markdown

import (
	"bytes"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

var (
	converter = goldmark.New(
		goldmark.WithExtensions(extension.Table),
		goldmark.WithParserOptions(parser.WithASTTransformers(util.Prioritized(lowerHeadings{}, 500))),
	)
	allowed = policy()
)

// HTML gives the text as sanitised HTML. Headings begin at h2, because the page
// around the text has its own h1. It is safe for use by many at once.
func HTML(source string) string {
	var out bytes.Buffer
	if err := converter.Convert([]byte(source), &out); err != nil {
		// A bytes.Buffer does not fail; should a renderer ever do so, the text as
		// written is still better than none.
		return "<p>" + allowed.Sanitize(source) + "</p>"
	}
	return allowed.Sanitize(out.String())
}

func policy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "strong", "em",
		"blockquote", "code", "pre", "table", "thead", "tbody", "tr", "th", "td")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true)
	p.RequireParseableURLs(true)
	p.RequireNoReferrerOnLinks(true)
	return p
}

// lowerHeadings makes every heading one level smaller.
type lowerHeadings struct{}

// Transform lowers the headings of a document.
func (lowerHeadings) Transform(doc *ast.Document, _ text.Reader, _ parser.Context) {
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			h.Level = min(h.Level+1, 6)
		}
	}
}
