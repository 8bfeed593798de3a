package snapshot

// Of completes a snapshot that was put together from records instead of read from
// a database, such as a sample: afterwards it answers every question.
func Of(s Snapshot) *Snapshot {
	s.index()
	return &s
}
