package web

import (
	"regexp"
	"strings"

	"github.com/aims-workbench/aims/templates/layout"
	"github.com/aims-workbench/aims/templates/link"
)

// reference is how every register writes its references.
var reference = regexp.MustCompile(`^[A-Z]{3}-\d`)

// crumbs is the way to a form that was refused. It is shown under the address it was
// sent to, so the way is read from there: the entry of the navigation, then each
// record in the address.
func (r *request) crumbs(nav []layout.NavItem) []layout.Crumb {
	var way []layout.Crumb
	for _, it := range nav {
		if it.Current {
			way = append(way, layout.Crumb{Text: it.Title, Href: it.Href})
		}
	}
	for part := range strings.SplitSeq(r.Request().URL.Path, "/") {
		if reference.MatchString(part) {
			way = append(way, layout.Crumb{Text: part, Href: link.Of(part)})
		}
	}
	return way
}
