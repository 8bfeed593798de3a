package link

// Patterns of searching and of the keys.
const (
	SearchPattern = "/search"
	KeysPattern   = "/keys"
)

// Search is the page that searches everything. in narrows it to a register, by its
// name on the command line, or to "catalogue"; at is the place to go on from.
func Search(q, in, at string) string { return Query(SearchPattern, "q", q, "in", in, "at", at) }

// Keys lists what the keyboard can do.
func Keys() string { return KeysPattern }
