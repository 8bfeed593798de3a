package link

import "strconv"

// Patterns of evidence.
const (
	EvidenceListPattern    = "/evidence"
	EvidenceNewPattern     = "/evidence/new"
	EvidencePattern        = "/evidence/:ref"
	EvidenceEditPattern    = "/evidence/:ref/edit"
	EvidenceFilePattern    = "/evidence/:ref/files/:revision"
	EvidenceReplacePattern = "/evidence/:ref/replace"
	EvidenceReviewPattern  = "/evidence/:ref/review"
	EvidenceRetirePattern  = "/evidence/:ref/retire"
)

// EvidenceList is the list of all evidence.
func EvidenceList() string { return EvidenceListPattern }

// EvidenceFor is the list of the evidence for one record, control or clause.
func EvidenceFor(target string) string { return Query(EvidenceListPattern, "for", target) }

// EvidenceNew is the form that adds evidence for a record, control or clause; an
// empty target leaves it open.
func EvidenceNew(target string) string { return Query(EvidenceNewPattern, "for", target) }

// Evidence is the page of one item.
func Evidence(ref string) string { return fill(EvidencePattern, ref) }

// EvidenceChecked is the page of one item with all its files read and compared now.
func EvidenceChecked(ref string) string { return Query(Evidence(ref), "check", "now") }

// EvidenceEdit is the form of what is said about an item.
func EvidenceEdit(ref string) string { return fill(EvidenceEditPattern, ref) }

// EvidenceFile downloads one revision of an item.
func EvidenceFile(ref string, revision int) string {
	return fill(EvidenceFilePattern, ref, strconv.Itoa(revision))
}

// EvidenceReplace stores a newer file as the next revision.
func EvidenceReplace(ref string) string { return fill(EvidenceReplacePattern, ref) }

// EvidenceReview records what a second person makes of an item.
func EvidenceReview(ref string) string { return fill(EvidenceReviewPattern, ref) }

// EvidenceRetire takes an item out of force.
func EvidenceRetire(ref string) string { return fill(EvidenceRetirePattern, ref) }
