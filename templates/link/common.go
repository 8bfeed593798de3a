package link

import "strings"

// Patterns of what serves all stages.
const (
	CataloguePattern   = "/catalogue"
	RequirementPattern = "/catalogue/:key"
)

// Stage is the first page of a stage, by its name in aims.Stages.
func Stage(name string) string { return "/" + name }

// Catalogue lists clauses and controls.
func Catalogue() string { return CataloguePattern }

// Key is the catalogue page of a clause or control, by its key "42001:A.5.4".
func Key(key string) string {
	_, id, found := strings.Cut(key, ":")
	if !found {
		id = key
	}
	return fill(RequirementPattern, id)
}
