package link

// Patterns of impact.
const (
	AssessmentsPattern       = "/impact"
	AssessmentListPattern    = "/impact/all"
	AssessmentDuePattern     = "/impact/due"
	AssessmentAreasPattern   = "/impact/areas"
	ImpactRulePattern        = "/impact/rule"
	ImpactRuleEditPattern    = "/impact/rule/edit"
	AssessmentSummaryPattern = "/impact/:ref/summary"
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

// AssessmentsDue lists what is to be assessed and why, narrowed to an urgency where
// one is given.
func AssessmentsDue(urgency string) string { return Query(AssessmentDuePattern, "urgency", urgency) }

// AssessmentAreas is the matrix of AI systems and areas.
func AssessmentAreas() string { return AssessmentAreasPattern }

// ImpactRule is the organisation's rule for assessments.
func ImpactRule() string { return ImpactRulePattern }

// ImpactRuleEdit is the form of the rule.
func ImpactRuleEdit() string { return ImpactRuleEditPattern }

// AssessmentSummary is what the people concerned may read of an assessment.
func AssessmentSummary(ref string) string { return fill(AssessmentSummaryPattern, ref) }

// AssessmentPart is the part of an assessment's page that shows one section.
func AssessmentPart(ref, section string) string { return Assessment(ref) + "#part-" + section }

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
