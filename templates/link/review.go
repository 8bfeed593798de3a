package link

// Patterns of the review stage beside its registers.
const (
	ReviewFillPattern     = "/review/reviews/:ref/fill"
	ReviewInputsPattern   = "/review/reviews/:ref/inputs"
	ReviewHoldPattern     = "/review/reviews/:ref/hold"
	MinutesPattern        = "/review/reviews/:ref/minutes"
	MinutesPaperPattern   = "/review/reviews/:ref/minutes.pdf"
	MinutesSignPattern    = "/review/reviews/:ref/sign"
	DecisionBecomePattern = "/review/decisions/:ref/become"
)

// ReviewFill puts in what the registers hold.
func ReviewFill(ref string) string { return fill(ReviewFillPattern, ref) }

// ReviewInputs is what a review looks at.
func ReviewInputs(ref string) string { return fill(ReviewInputsPattern, ref) }

// ReviewHold records that a review took place.
func ReviewHold(ref string) string { return fill(ReviewHoldPattern, ref) }

// Minutes are the minutes of a review.
func Minutes(ref string) string { return fill(MinutesPattern, ref) }

// MinutesPaper is the PDF of the minutes.
func MinutesPaper(ref string) string { return fill(MinutesPaperPattern, ref) }

// MinutesSign is where top management signs the minutes.
func MinutesSign(ref string) string { return fill(MinutesSignPattern, ref) }

// DecisionBecome makes a record of a decision.
func DecisionBecome(ref string) string { return fill(DecisionBecomePattern, ref) }
