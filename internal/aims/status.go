package aims

// Status is the one vocabulary for how far a piece of work is: screens, filters and
// printed packs use these four words and no other.
type Status string

// The four words, in the order of the work.
const (
	NotStarted     Status = "Not started"
	InProgress     Status = "In progress"
	NeedsAttention Status = "Needs attention" // it stood once and holds no longer: overdue, expired, contradicted
	Done           Status = "Done"
)

// Statuses lists them.
var Statuses = []Status{NotStarted, InProgress, NeedsAttention, Done}
