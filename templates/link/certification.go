package link

// Patterns of the certification stage beside its registers.
const (
	RequestAnswerPattern = "/certification/requests/:ref/answer"
	RequestFolderPattern = "/certification/events/:ref/folder"
	UsualPapersPattern   = "/certification/events/:ref/papers"
)

// RequestAnswer points a request to what answers it.
func RequestAnswer(ref string) string { return fill(RequestAnswerPattern, ref) }

// RequestFolder is the archive with everything that answers the requests of an audit.
func RequestFolder(event string) string { return fill(RequestFolderPattern, event) }

// UsualPapers records what is usually asked for before Stage 1 as requests of an audit.
func UsualPapers(event string) string { return fill(UsualPapersPattern, event) }
