package link

import (
	"strings"
	"unicode"
)

// Patterns of what serves all stages.
const (
	CataloguePattern   = "/catalogue"
	RequirementPattern = "/catalogue/:key"
)

// Stage is the first page of a stage, by its name in aims.Stages.
func Stage(name string) string { return "/" + name }

// Catalogue lists clauses and controls.
func Catalogue() string { return CataloguePattern }

// Term is the place of the catalogue that explains a term.
func Term(name string) string { return Catalogue() + "#" + TermID(name) }

// TermID names that place within the page.
func TermID(name string) string {
	return "term-" + strings.Join(strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }), "-")
}

// Key is the catalogue page of a clause or control, by its key "42001:A.5.4".
func Key(key string) string {
	_, id, found := strings.Cut(key, ":")
	if !found {
		id = key
	}
	return fill(RequirementPattern, id)
}
