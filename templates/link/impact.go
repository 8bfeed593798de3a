package link

// Patterns of impact.
const (
	AssessmentsPattern       = "/impact"
	AssessmentListPattern    = "/impact/all"
	AssessmentNewPattern     = "/impact/new"
	AssessmentPattern        = "/impact/:ref"
	AssessmentSectionPattern = "/impact/:ref/sections/:section"
	AssessmentApprovePattern = "/impact/:ref/approve"
	AssessmentRetirePattern  = "/impact/:ref/retire"
)

// Assessments is the stage's first page: how every system stands.
func Assessments() string { return AssessmentsPattern }

// AssessmentsStanding is the coverage narrowed to one standing.
func AssessmentsStanding(standing string) string {
	return Query(AssessmentsPattern, "standing", standing)
}

// AssessmentList is the list of all assessments, narrowed to a state or a system
// where one is given.
func AssessmentList(state, system string) string {
	return Query(AssessmentListPattern, "state", state, "system", system)
}

// AssessmentNew is the form that begins an assessment; system may be empty.
func AssessmentNew(system string) string { return Query(AssessmentNewPattern, "system", system) }

// Assessment is an assessment's page.
func Assessment(ref string) string { return fill(AssessmentPattern, ref) }

// AssessmentSection is the page of one section of a draft.
func AssessmentSection(ref, section string) string {
	return fill(AssessmentSectionPattern, ref, section)
}

// AssessmentChange is the page of a section, opened to change one answer from where
// all are checked; it leads back there.
func AssessmentChange(ref, section, field string) string {
	return Query(AssessmentSection(ref, section), "from", "check") + "#" + field
}

// AssessmentApprove is where a draft's answers are checked and approved.
func AssessmentApprove(ref string) string { return fill(AssessmentApprovePattern, ref) }

// AssessmentRetire takes an assessment out of force.
func AssessmentRetire(ref string) string { return fill(AssessmentRetirePattern, ref) }
