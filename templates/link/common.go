package link

import "strings"

// Patterns of what serves all stages.
const (
	CataloguePattern   = "/catalogue"
	RequirementPattern = "/catalogue/:key"

	EvidenceListPattern = "/evidence"
	EvidenceNewPattern  = "/evidence/new"
	EvidencePattern     = "/evidence/:ref"
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

// EvidenceList is the list of all evidence.
func EvidenceList() string { return EvidenceListPattern }

// EvidenceNew is the form that adds evidence for a record, control or clause; an
// empty target leaves it open.
func EvidenceNew(target string) string { return Query(EvidenceNewPattern, "for", target) }

// Evidence is the page of one item.
func Evidence(ref string) string { return fill(EvidencePattern, ref) }

// EvidenceFor lists the evidence that supports a record, control or clause.
func EvidenceFor(target string) string { return Query(EvidenceListPattern, "for", target) }
