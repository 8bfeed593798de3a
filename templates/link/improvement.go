package link

// Patterns of the improvement stage beside its registers.
const (
	NonconformityClosePattern = "/improvement/nonconformities/:ref/close"
	CorrectiveReviewPattern   = "/improvement/actions/:ref/review"
)

// NonconformityClose ends the work on a nonconformity.
func NonconformityClose(ref string) string { return fill(NonconformityClosePattern, ref) }

// CorrectiveReview is where somebody says whether a corrective action worked.
func CorrectiveReview(ref string) string { return fill(CorrectiveReviewPattern, ref) }
