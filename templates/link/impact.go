package link

// Patterns of impact.
const (
	AssessmentsPattern = "/impact"
	AssessmentPattern  = "/impact/:ref"
)

// Assessments is the list of impact assessments.
func Assessments() string { return AssessmentsPattern }

// Assessment is an assessment's page.
func Assessment(ref string) string { return fill(AssessmentPattern, ref) }
