package document_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

func TestWhatMayAnswerARequestIsSuggestedOnce(t *testing.T) {
	head := func(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }
	gone := head("PTY-2")
	gone.RetiredOn = "2026-01-01"
	s := snapshot.Of(snapshot.Snapshot{
		Statements: []scope.Statement{{Head: head("SCP-1"), Number: 1, State: scope.Approved, Text: "All"}},
		Parties:    []scope.Party{{Head: head("PTY-1"), Name: "Members"}, {Head: gone, Name: "Gone"}},
		Documents:  []support.Document{{Head: head("DOC-1"), Title: "How scope is set", State: support.Approved, Clauses: []string{"42001:4.3", "42001:4.2"}}},
		Evidence:   []evidence.Item{{Head: head("EVD-1"), Title: "Minutes", Supports: []string{"42001:4.3"}}},
	})
	refs := func(all []document.Suggestion) (out []string) {
		for _, x := range all {
			out = append(out, x.Ref)
		}
		return out
	}
	for _, c := range []struct {
		keys              []string
		records, evidence []string
	}{
		{nil, nil, nil},
		{[]string{"42001:4.3"}, []string{"SCP-1", "DOC-1"}, []string{"EVD-1"}},
		{[]string{"42001:4.3", "42001:4.2", "42001:4.3"}, []string{"SCP-1", "DOC-1", "PTY-1"}, []string{"EVD-1"}},
		{[]string{"42001:A.4.2"}, nil, nil},
	} {
		records, items := document.Suggest(s, c.keys)
		if got := refs(records); !slices.Equal(got, c.records) {
			t.Errorf("%v: records %v, want %v", c.keys, got, c.records)
		}
		if got := refs(items); !slices.Equal(got, c.evidence) {
			t.Errorf("%v: evidence %v, want %v", c.keys, got, c.evidence)
		}
	}
}
