package help

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed pages/*.md
var pages embed.FS

// Article is a short page of help in Markdown. Some get more from the product
// itself when they are shown: the roles their table of permissions.
type Article struct {
	Slug    string // last part of its address
	Title   string
	Summary string
	Text    string // Markdown without title and summary; headings begin at one #
}

// order is that of the index.
var order = []string{"getting-started", "roles", "readiness", "evidence", "packs", "interviews", "backups", "data", "keyboard", "claims"}

// Articles lists the written pages of help in reading order.
func Articles() []Article { return articles }

// Find gives an article by its slug.
func Find(slug string) (Article, bool) {
	for _, a := range articles {
		if a.Slug == slug {
			return a, true
		}
	}
	return Article{}, false
}

// articles is read once; the files are embedded, so a fault is one of the build.
var articles = func() []Article {
	all := make([]Article, len(order))
	for i, slug := range order {
		raw, err := pages.ReadFile("pages/" + slug + ".md")
		if err != nil {
			panic(fmt.Sprintf("help: %v", err))
		}
		all[i] = parse(slug, string(raw))
	}
	return all
}()

// parse takes a page apart: a title, one paragraph that sums it up, and the rest.
func parse(slug, raw string) Article {
	title, rest, _ := strings.Cut(strings.TrimPrefix(raw, "# "), "\n\n")
	summary, text, _ := strings.Cut(rest, "\n\n")
	return Article{Slug: slug, Title: title, Summary: summary, Text: strings.ReplaceAll("\n"+text, "\n## ", "\n# ")}
}
