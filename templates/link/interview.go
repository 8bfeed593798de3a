package link

// Patterns of the interviews.
const (
	InterviewsPattern        = "/interviews"
	InterviewPattern         = "/interviews/:name"
	InterviewQuestionPattern = "/interviews/:name/questions/:page"
	InterviewCheckPattern    = "/interviews/:name/check"
	InterviewDonePattern     = "/interviews/:name/done"
)

// The names of the interviews.
const (
	FirstSteps      = "first-steps" // from nothing to a draft Statement of Applicability
	ScopeInterview  = "scope"       // the scope statement (4.3)
	SystemInterview = "system"      // one AI system (A.4, 8.1)
)

// Interviews lists the interviews.
func Interviews() string { return InterviewsPattern }

// Interview is where an interview begins, or goes on where it was left.
func Interview(name string) string { return fill(InterviewPattern, name) }

// InterviewQuestion is one question. then is the page that follows its answer: the
// name of another question or "check"; without it the next question follows.
func InterviewQuestion(name, page, then string) string {
	return Query(fill(InterviewQuestionPattern, name, page), "then", then)
}

// InterviewCheck is where all answers are checked before anything is recorded.
func InterviewCheck(name string) string { return fill(InterviewCheckPattern, name) }

// InterviewDone says what came of an interview, and what to do next.
func InterviewDone(name string) string { return fill(InterviewDonePattern, name) }
