package web

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/templates/link"
)

// TestEveryMandatoryPieceHasAPageWhereItIsMade holds the bar of plan and do: in a
// workspace that holds nothing yet, each piece of documented information of clauses 4 to
// 8 leads a lead to the page of a register, and that page is served; where the register
// is kept alike, so is the form that begins a record.
func TestEveryMandatoryPieceHasAPageWhereItIsMade(t *testing.T) {
	s := newSite(t)
	// the lists of registers: nothing less is where a piece is made
	places := append(slices.Collect(maps.Values(link.Kept())), link.ScopeStatements(), link.Policies(""), link.Risks(), link.Criteria(), link.SoA(), link.Assessments())
	met := 0
	for _, n := range document.Mandatory(&snapshot.Snapshot{}) {
		if !slices.Contains([]string{"4", "5", "6", "7", "8"}, n.Clause[:1]) {
			continue
		}
		met++
		pages := []string{makes(n, true)}
		if n.Register != "" {
			pages = append(pages, link.RegisterNew(n.Register))
		}
		for _, page := range pages {
			path, _, _ := strings.Cut(page, "?")
			if !slices.ContainsFunc(places, func(p string) bool { return path == p || strings.HasPrefix(path, p+"/") }) {
				t.Errorf("%s, %s: %s is no page of a register", n.Clause, n.What, page)
			}
			if got := s.get(access.Lead, page); got.StatusCode != http.StatusOK {
				t.Errorf("%s, %s: %s answers %d", n.Clause, n.What, page, got.StatusCode)
			}
		}
	}
	if met == 0 {
		t.Error("no piece was looked at")
	}
}
