package link

// Patterns of what people say about records, and of the inbox.
const (
	CommentsPattern        = "/comments"
	CommentNewPattern      = "/comments/new"
	CommentPattern         = "/comments/:ref"
	CommentEditPattern     = "/comments/:ref/edit"
	CommentWithdrawPattern = "/comments/:ref/withdraw"
	InboxPattern           = "/inbox"
)

// Comments is the list of comments and decisions.
func Comments(pairs ...string) string { return Query(CommentsPattern, pairs...) }

// CommentNew is the form for a comment or a decision (kind) about a target.
func CommentNew(target, kind string) string {
	return Query(CommentNewPattern, "on", target, "kind", kind)
}

// Comment is the page of one comment or decision.
func Comment(ref string) string { return fill(CommentPattern, ref) }

// CommentEdit is the form that changes one's own words.
func CommentEdit(ref string) string { return fill(CommentEditPattern, ref) }

// CommentWithdraw takes one's own words out of force.
func CommentWithdraw(ref string) string { return fill(CommentWithdrawPattern, ref) }

// Inbox is what others have addressed to the person.
func Inbox() string { return InboxPattern }
