package document_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/document"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

const approved = when.Instant("2026-03-03T09:30:00Z")

func head(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }

func retired(ref string) store.Head {
	h := head(ref)
	h.RetiredOn, h.RetiredBecause = "2026-06-01", "Gone"
	return h
}

func TestControlledListsWhatIsInForceAndDraftsBesideIt(t *testing.T) {
	for _, c := range []struct {
		name string
		s    snapshot.Snapshot
		want []document.Made
	}{
		{"nothing was made", snapshot.Snapshot{}, nil},
		{
			"a scope in force, one before it, a draft and a retired draft",
			snapshot.Snapshot{Statements: []scope.Statement{
				{Head: head("SCP-2025-001"), Number: 1, State: scope.Superseded, ApprovedBy: "Ada", ApprovedAt: "2025-03-03T09:30:00Z"},
				{Head: head("SCP-2026-001"), Number: 2, State: scope.Approved, ApprovedBy: "Ada", ApprovedAt: approved},
				{Head: head("SCP-2026-002"), Number: 3, State: scope.Draft},
				{Head: retired("SCP-2026-003"), Number: 4, State: scope.Draft},
			}},
			[]document.Made{
				{Ref: "SCP-2026-001", Title: "Scope of the AI management system", Kind: "scope statement", Edition: "version 2", State: "approved", By: "Ada", On: "2026-03-03", Clause: "4.3"},
				{Ref: "SCP-2026-002", Title: "Scope of the AI management system", Kind: "scope statement", Edition: "version 3", State: "draft", Clause: "4.3"},
			},
		},
		{
			"a policy with its versions, and one that is retired",
			snapshot.Snapshot{
				Policies: []leadership.Policy{{Head: head("POL-2026-001"), Title: "AI policy", Owner: "Ole", ReviewOn: "2027-03-01"}, {Head: retired("POL-2026-002"), Title: "Old"}},
				Versions: []leadership.Version{
					{Head: head("POL-2026-001.v1"), Policy: "POL-2026-001", Number: 1, State: leadership.Superseded},
					{Head: head("POL-2026-001.v2"), Policy: "POL-2026-001", Number: 2, State: leadership.Approved, ApprovedBy: "Ada", ApprovedAt: approved},
					{Head: head("POL-2026-001.v3"), Policy: "POL-2026-001", Number: 3, State: leadership.Draft},
					{Head: head("POL-2026-002.v1"), Policy: "POL-2026-002", Number: 1, State: leadership.Approved},
				},
			},
			[]document.Made{
				{Ref: "POL-2026-001.v2", Title: "AI policy", Kind: "policy", Edition: "version 2", State: "approved", By: "Ada", On: "2026-03-03", Owner: "Ole", ReviewOn: "2027-03-01", Clause: "5.2"},
				{Ref: "POL-2026-001.v3", Title: "AI policy", Kind: "policy", Edition: "version 3", State: "draft", Owner: "Ole", ReviewOn: "2027-03-01", Clause: "5.2"},
			},
		},
		{
			"criteria that a person set",
			snapshot.Snapshot{Criteria: []risk.Criteria{{Head: store.Head{Ref: risk.CriteriaRef, Version: 3, UpdatedBy: "Lea", UpdatedAt: approved}}}},
			[]document.Made{{Ref: risk.CriteriaRef, Title: "Risk criteria, method and treatment process", Kind: "criteria", Edition: "version 3", State: "in force", By: "Lea", On: "2026-03-03", Clause: "6.1.2"}},
		},
		{
			"an approved assessment, a draft and a retired one",
			snapshot.Snapshot{
				Systems: []inventory.System{{Head: head("SYS-2026-001"), Name: "Ranker", Owner: "Kofi"}},
				Assessments: []impact.Assessment{
					{Head: head("IMP-2026-001"), System: "SYS-2026-001", State: impact.Approved, ApprovedBy: "Ada", ApprovedAt: approved, NextReview: "2027-02-01"},
					{Head: head("IMP-2026-002"), System: "SYS-2026-001", State: impact.Draft},
					{Head: retired("IMP-2026-003"), System: "SYS-2026-001", State: impact.Approved},
				},
			},
			[]document.Made{{Ref: "IMP-2026-001", Title: "Impact assessment: Ranker", Kind: "impact assessment", Edition: "IMP-2026-001", State: "approved", By: "Ada", On: "2026-03-03", Owner: "Kofi", ReviewOn: "2027-02-01", Clause: "6.1.4"}},
		},
		{
			"the newest approved Statement",
			snapshot.Snapshot{Approved: []soa.Version{
				{Head: head("SOA-2025-001"), Number: 1, ApprovedBy: "Ada", ApprovedAt: "2025-03-03T09:30:00Z"},
				{Head: head("SOA-2026-001"), Number: 2, ApprovedBy: "Eve", ApprovedAt: approved},
			}},
			[]document.Made{{Ref: "SOA-2026-001", Title: "Statement of Applicability", Kind: "Statement", Edition: "version 2", State: "approved", By: "Eve", On: "2026-03-03", Clause: "6.1.3"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, document.Controlled(snapshot.Of(c.s))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// What is controlled and what is mandatory are drawn from the same records.
func TestWhatIsControlledIsHeldWhereItIsMandatory(t *testing.T) {
	s := snapshot.Of(snapshot.Snapshot{
		Statements: []scope.Statement{{Head: head("SCP-2026-001"), Number: 1, State: scope.Approved, ApprovedAt: approved}},
		Approved:   []soa.Version{{Head: head("SOA-2026-001"), Number: 1, ApprovedAt: approved}},
	})
	for _, m := range document.Controlled(s) {
		if !slices.ContainsFunc(document.Mandatory(s), func(n document.Need) bool {
			return n.Clause == m.Clause && slices.ContainsFunc(n.Holds, func(h document.Holding) bool { return h.Ref == m.Ref })
		}) {
			t.Errorf("%s is controlled, and the list of mandatory information does not know it", m.Ref)
		}
	}
}
