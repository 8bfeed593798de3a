package snapshot

import "github.com/aims-workbench/aims/internal/store"

// Mark is the word that must stand on everything made of the snapshot: SAMPLE when
// its content is made up, nothing otherwise.
func (s *Snapshot) Mark() string {
	if s.Sample {
		return store.SampleMark
	}
	return ""
}

// FileName puts the mark in front of the name of a file that leaves the workbench.
func (s *Snapshot) FileName(name string) string {
	if s.Sample {
		return store.SampleMark + "-" + name
	}
	return name
}
