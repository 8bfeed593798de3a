package web

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// What is asked of people by name stands in their inbox and in nobody else's; what only
// some roles can do is asked of those, but the owner of a system does not sign for it.
func TestWhatIsAskedOfWhom(t *testing.T) {
	head := func(ref string) store.Head { return store.Head{Ref: ref, Version: 1} }
	v := viewOf(snapshot.Snapshot{
		Judged:  "2026-11-22",
		People:  []account.Person{{Head: head("USR-1"), Name: "Ada"}, {Head: head("USR-2"), Name: "Cem"}},
		Systems: []inventory.System{{Head: head("SYS-2026-001"), Name: "Ranker", Owner: "Ada"}},
		Controls: []operation.Control{
			{Head: head("OPC-2026-001"), Title: "Look", Owner: "Cem", Often: operation.Monthly, Since: "2026-01-01"},
		},
		Gates:        []operation.Gate{{Head: head("GAT-2026-001"), Title: "Data, round 1", System: "SYS-2026-001"}},
		Changes:      []inventory.SystemChange{{Head: head("CHG-2026-001"), Title: "New model", Origin: inventory.Planned}, {Head: head("CHG-2026-002"), Origin: inventory.Unintended}},
		Documents:    []support.Document{{Head: head("DOC-2026-001"), Title: "Plan", Edition: "1", State: support.Draft}, {Head: head("DOC-2026-002"), State: support.Approved}},
		ConcernDesks: []operation.ConcernDesk{{Head: head("CDK-1"), Handlers: []string{"USR-3"}}},
		Concerns:     []operation.Concern{{Head: head("CNC-2026-001"), State: operation.ConcernReceived}, {Head: head("CNC-2026-002"), State: operation.ConcernClosed}},
	})
	approvals := []string{"/inventory/changes/CHG-2026-001", "/support/documents/DOC-2026-001"}
	sign := "/operation/gates/GAT-2026-001/sign"
	for _, c := range []struct {
		who  access.Actor
		want []string
	}{
		{access.Actor{Ref: "USR-1", Name: "Ada", Role: access.Lead}, approvals},
		{access.Actor{Ref: "USR-9", Name: "Lea", Role: access.Lead}, append([]string{sign}, approvals...)},
		{access.Actor{Ref: "USR-2", Name: "Cem", Role: access.Contributor}, []string{"/operation/controls/OPC-2026-001"}},
		{access.Actor{Ref: "USR-3", Name: "Eve", Role: access.Contributor}, []string{"/operation/concerns"}},
		{access.Actor{Ref: "USR-4", Name: "Rea", Role: access.Reader}, nil},
	} {
		var got []string
		for _, task := range errands(v, c.who) {
			if strings.HasPrefix(task.Href, "/soa") {
				continue
			}
			got = append(got, task.Href)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.who.Name, got, c.want)
		}
	}
	if tend := tending(v, access.Actor{Ref: "USR-9", Name: "Lea", Role: access.Lead}); len(tend) != 1 || tend[0].Href != "/operation/controls/OPC-2026-001" {
		t.Errorf("the lead looks after all that is overdue: %+v", tend)
	}
}

// Somebody signed in who mistypes an address keeps the way to everything else; others
// are told no more than that there is nothing.
func TestAnErrorIsToldInPlainWords(t *testing.T) {
	s := newSite(t)
	for _, r := range []row{
		{name: "no such page", as: access.Lead, address: "/nothing", status: http.StatusNotFound, want: []string{"There is nothing here", `aria-label="Main"`, "mistyped"}, hide: []string{"Not Found"}},
		{name: "no such record", as: access.Reader, address: "/risk/RSK-2026-099", status: http.StatusNotFound, want: []string{"There is nothing here", `aria-label="Main"`}, hide: []string{`class="crumbs"`}},
		{name: "not theirs", as: access.Reader, address: "/risk/new", status: http.StatusForbidden, want: []string{"You may not do this", `aria-label="Main"`}, hide: []string{"Forbidden"}},
	} {
		s.run(r)
	}
}
