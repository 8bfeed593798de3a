package store

import "slices"

// confidential are the tables of registers whose entries stay out of the search, of
// the history of everything and of the counts of what is new: that something happened
// to such a record, and when, could tell who did it. The trail holds their entries like
// all others, and what must not be read at all stands in none of them.
var confidential = []string{"concerns"}

func isConfidential(register string) bool { return slices.Contains(confidential, register) }
