package operation_test

import (
	"context"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/store"
)

// before records what the registers of operation name.
func before(ctx context.Context, db *store.DB) error {
	lead := aimstest.As(access.Lead)
	if _, err := inventory.New(db).Register(ctx, lead, inventory.System{Name: "Ranker", Purpose: "Ranks", Owner: "Ola Owner"}); err != nil {
		return err
	}
	if _, err := risk.New(db).Identify(ctx, lead, risk.Risk{Title: "Drift", Kind: risk.Threat, Status: risk.Open}); err != nil {
		return err
	}
	_, err := operation.Controls.Keep(ctx, db, lead, operation.Control{
		Title: "Read chats", What: "Read 150", Criteria: "At most 3 wrong", Often: operation.Weekly, Since: "2026-01-05", Owner: "Desk",
	})
	return err
}

func TestControlsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Control, *operation.Control]{
		Register: operation.Controls, By: access.Lead, NotBy: access.Contributor, Before: before,
		Good: operation.Control{
			Title: "Type 200 letters again", What: "By hand, and compare", Criteria: "At least 97 in 100 alike", Often: operation.Weekly, Since: "2026-01-05",
			Owner: "Claims", Miss: "Stop the reader", Controls: []string{"42001:A.6.2.6"}, Systems: []string{"SYS-2026-001"}, Risks: []string{"RSK-2026-001"},
		},
		Bad:   operation.Control{Often: operation.Weekly, Controls: []string{"42001:A.1.1"}, Systems: []string{"RSK-2026-001"}},
		Marks: []string{"title", "what", "criteria", "owner", "controls", "systems", "since"},
	})
}

func TestRecordsConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Record, *operation.Record]{
		Register: operation.Records, By: access.Contributor, NotBy: access.Auditor, Before: before,
		Good: operation.Record{
			Done: "Read 150 chats", Control: "OPC-2026-001", DoneOn: "2026-06-01", DoneBy: "Ada", LookedAt: "150", Missed: "4", Result: operation.NotMet,
			Found: "Four wrong answers", FollowUp: "Two pages rewritten by Ada", Proof: "Ticket 12",
		},
		Bad:   operation.Record{Result: operation.NotMet, LookedAt: "10", Missed: "11", DoneOn: "soon", Control: "SYS-2026-001"},
		Marks: []string{"done", "control", "done_on", "done_by", "found", "follow_up", "missed"},
	})
}

func TestGatesConform(t *testing.T) {
	aimstest.Keeps(t, aimstest.Kept[operation.Gate, *operation.Gate]{
		Register: operation.Gates, By: access.Contributor, NotBy: access.Auditor, Before: before,
		Good: operation.Gate{
			Title: "Deployment, round 1", System: "SYS-2026-001", Gate: "deployment", Release: "Version 1", Prepared: "Ada", Planned: "2027-01-31",
		},
		Bad:   operation.Gate{Gate: "heaven", Planned: "soon"},
		Marks: []string{"system", "gate", "release", "planned"},
	})
}

func TestARecordIsNotOfTheFuture(t *testing.T) {
	aimstest.Both(t, func(t *testing.T, db *store.DB) {
		ctx, who := context.Background(), aimstest.As(access.Contributor)
		if err := before(ctx, db); err != nil {
			t.Fatal(err)
		}
		rec := operation.Record{Done: "Read", Control: "OPC-2026-001", DoneOn: db.Now().Day().Add(1), DoneBy: "Ada", Result: operation.Met}
		if _, err := operation.Records.Keep(ctx, db, who, rec); err == nil {
			t.Error("a record of tomorrow is taken")
		}
		if err := operation.Controls.Retire(ctx, db, aimstest.As(access.Lead), "OPC-2026-001", 1, "no longer needed"); err != nil {
			t.Fatal(err)
		}
		rec.DoneOn = db.Now().Day()
		if _, err := operation.Records.Keep(ctx, db, who, rec); err == nil {
			t.Error("a record of a retired control is taken")
		}
	})
}

func TestDue(t *testing.T) {
	for _, c := range []struct {
		name    string
		control operation.Control
		last    string
		want    string
	}{
		{"never carried out: the first day", operation.Control{Often: operation.Weekly, Since: "2026-03-02"}, "", "2026-03-02"},
		{"a record before the first day does not count", operation.Control{Often: operation.Weekly, Since: "2026-03-02"}, "2026-02-01", "2026-03-02"},
		{"a week after the last", operation.Control{Often: operation.Weekly, Since: "2026-03-02"}, "2026-03-04", "2026-03-11"},
		{"a month has up to 31 days", operation.Control{Often: operation.Monthly, Since: "2026-01-31"}, "2026-02-01", "2026-03-04"},
		{"each time is never due by a day", operation.Control{Often: operation.EachTime}, "2026-02-01", ""},
	} {
		k := operation.Kept{Control: c.control}
		if c.last != "" {
			k.Records = []operation.Record{{DoneOn: day(c.last)}}
		}
		if got := k.Due(); string(got) != c.want {
			t.Errorf("%s: due %q, want %q", c.name, got, c.want)
		}
	}
}

func TestGatherPutsTheNewestFirst(t *testing.T) {
	all := operation.Gather(
		[]operation.Control{{Head: head("OPC-2026-001")}, {Head: store.Head{Ref: "OPC-2026-002", RetiredOn: "2026-01-01"}}},
		[]operation.Record{
			{Head: head("OPR-2026-001"), Control: "OPC-2026-001", DoneOn: "2026-03-01", Result: operation.Met},
			{Head: head("OPR-2026-002"), Control: "OPC-2026-001", DoneOn: "2026-04-01", Result: operation.NotMet},
			{Head: store.Head{Ref: "OPR-2026-003", RetiredOn: "2026-05-02"}, Control: "OPC-2026-001", DoneOn: "2026-05-01", Result: operation.Met},
			{Head: head("OPR-2026-004"), Control: "OPC-2026-002", DoneOn: "2026-03-01", Result: operation.Met},
		})
	if len(all) != 1 || all[0].Last() != "2026-04-01" || !all[0].Failing() || all[0].Newest(6)[0].Ref != "OPR-2026-001" {
		t.Errorf("got %+v", all)
	}
}
