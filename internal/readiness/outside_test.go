package readiness

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/account"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
)

// Each rule is broken by the smallest workspace that breaks it, and by nothing near it.
func TestOutsideRules(t *testing.T) {
	head := store.Head{Ref: "X-1"}
	full := operation.Blank("SYS-2026-001", "All")
	full.Head = head
	for i := range full.Shares {
		full.Shares[i].Us = "All of it"
	}
	covered := []inventory.System{{Head: store.Head{Ref: "SYS-2026-001"}, InScope: scope.Yes}}
	serving := []operation.Supplier{{Head: head, AI: true, Systems: []string{"SYS-2026-001"}}}
	desk := []operation.ConcernDesk{{Head: store.Head{Ref: "CND-2026-001"}, Handlers: []string{"X-1"}}}
	gone := store.Head{Ref: "X-1", RetiredOn: "2026-01-31"}
	for _, c := range []struct {
		rule   string
		broken bool
		in     snapshot.Snapshot
	}{
		{"SPL-01", true, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: head}}}},
		{"SPL-01", true, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: head, AssessedOn: "2026-01-01", NextOn: "2026-11-21"}}}},
		{"SPL-01", false, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: head, AssessedOn: "2026-01-01", NextOn: "2026-11-22"}}}},
		{"SPL-01", false, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: gone}}}},
		{"SPL-02", true, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: head, AI: true}}}},
		{"SPL-02", false, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: head, AI: true, Lacking: "We test"}}}},
		{"SPL-02", false, snapshot.Snapshot{Suppliers: []operation.Supplier{{Head: head, AI: true, Terms: operation.Terms}}}},
		{"SPL-03", true, snapshot.Snapshot{Certificates: []operation.Certificate{{Head: head, Until: "2026-11-21"}}}},
		{"SPL-03", false, snapshot.Snapshot{Certificates: []operation.Certificate{{Head: head, Until: "2026-11-21"}, {Head: store.Head{Ref: "X-2"}, Replaces: "X-1", Until: "2027-11-21"}}}},
		{"SPL-04", true, snapshot.Snapshot{Splits: []operation.Split{{Head: head}}}},
		{"SPL-04", false, snapshot.Snapshot{Splits: []operation.Split{full}}},
		{"SPL-05", false, snapshot.Snapshot{Systems: covered, Suppliers: []operation.Supplier{{Head: head, AI: true}}}},
		{"SPL-05", true, snapshot.Snapshot{Systems: covered, Suppliers: serving}},
		{"SPL-05", false, snapshot.Snapshot{Systems: covered, Suppliers: serving, Splits: []operation.Split{full}}},
		{"SPL-05", false, snapshot.Snapshot{Systems: covered, Suppliers: serving, Rows: []soa.Row{{Head: store.Head{Ref: "42001:A.10.2"}, Applicable: scope.No}}}},
		{"INC-01", true, snapshot.Snapshot{Incidents: []operation.Incident{{Head: head, NoticedOn: "2026-11-01", Notices: []operation.Notice{{To: "Users", Hours: 72}}}}}},
		{"INC-01", false, snapshot.Snapshot{Incidents: []operation.Incident{{Head: head, NoticedOn: "2026-11-01", Notices: []operation.Notice{{To: "Users", Hours: 72, SentOn: "2026-11-20"}}}}}},
		{"CNC-01", true, snapshot.Snapshot{Concerns: []operation.Concern{{Head: head, State: operation.ConcernReceived, AnswerBy: "2026-11-21"}}}},
		{"CNC-01", false, snapshot.Snapshot{Concerns: []operation.Concern{{Head: head, State: operation.ConcernClosed, AnswerBy: "2026-11-21"}}}},
		{"CNC-02", true, snapshot.Snapshot{ConcernDesks: desk, People: []account.Person{{Head: gone, Role: access.Lead}}}},
		{"CNC-02", true, snapshot.Snapshot{ConcernDesks: desk, People: []account.Person{{Head: head, Role: access.Reader}}}},
		{"CNC-02", false, snapshot.Snapshot{ConcernDesks: desk, People: []account.Person{{Head: head, Role: access.Lead}}}},
		{"CNC-02", false, snapshot.Snapshot{}},
	} {
		c.in.Judged = "2026-11-22"
		i := slices.IndexFunc(outsideRules, func(r rule) bool { return r.id == c.rule })
		records, broken := outsideRules[i].find(snapshot.Of(c.in))
		if broken != c.broken {
			t.Errorf("%s: broken %v on %v", c.rule, broken, records)
		}
		if c.rule == "CNC-01" && len(records) > 0 {
			t.Errorf("a gap names concerns: %v", records)
		}
	}
}
