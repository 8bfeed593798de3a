package pack

import (
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/objective"
	"github.com/aims-workbench/aims/internal/aims/operation"
	"github.com/aims-workbench/aims/internal/snapshot"
)

// What Annex 9 calls whole is whole: no field of a register that is set as a table is
// left out. The gate of a round is told by its title.
func TestTablesOfShortRecordsHoldEveryField(t *testing.T) {
	books := (&snapshot.Snapshot{}).Kept()
	for prefix, parts := range shortRecords {
		var set []string
		for _, p := range parts {
			set = append(set, p.fields...)
		}
		met := false
		for _, k := range books {
			if k.Prefix != prefix {
				continue
			}
			met = true
			for _, q := range k.Questions {
				if told := prefix == "GAT" && q.Name == "gate"; !told && !slices.Contains(set, q.Name) {
					t.Errorf("the table of %s leaves out %s", k.Title, q.Name)
				}
			}
		}
		if !met {
			t.Errorf("no register has references that begin with %s", prefix)
		}
	}
}

// acted is a workspace with a gate that was signed, with confirmations of one act and of
// another, and with a measurement.
func acted() *snapshot.Snapshot {
	s, _ := rich()
	again := *s
	item := controls.MustLoad().Gates[0].Items[0]
	again.Gates = []operation.Gate{{Head: rec("GAT-2026-001"), Title: "Requirements, round 1", System: "SYS-2026-001", Gate: controls.MustLoad().Gates[0].ID, Round: 1,
		Answers: []operation.Answer{{Item: item.ID, Said: operation.No, Reason: "Nobody was asked."}}, Verdict: operation.WithConditions, Conditions: "Ask them.", ConditionsBy: "2026-12-01", SignedBy: "Ada Example", SignedAt: approvedAt}}
	for i, text := range []string{"Levels stand.", "Levels stand.", "Levels stand.", "Another reason."} {
		again.Confirmations = append(again.Confirmations, inventory.Confirmation{Head: rec(numbered("CNF", i+1)), Text: text, Record: numbered("RSK", i+1), System: "SYS-2026-001", Kinds: []inventory.Kind{inventory.OfModel}, Seen: 7})
	}
	again.Objectives = []objective.Objective{{Head: rec("OBJ-2026-001"), Title: "Fewer stops", Unit: "a day", Direction: objective.AtMost, Target: "2", Due: "2027-01-01"}}
	again.Measurements = []objective.Measurement{{Head: rec("MEA-2026-001"), Objective: "OBJ-2026-001", Value: "3.1", On: "2026-09-01"}}
	return snapshot.Of(again)
}

func TestAnnex9TellsHowRecordsEnded(t *testing.T) {
	s := acted()
	_, files := rich()
	all := asSet(t, makePack(t, s, files))
	annex := all[strings.LastIndex(all, "Annex 9 Records in full"):]
	for _, want := range []string{
		"by Ada Example on 3 Mar 2026", "Ask them.", "Nobody was asked.", // the sign-off of a round
		"CNF-2026-001 to CNF-2026-003 Levels stand.", "CNF-2026-004 Another reason.", // one act is one row
		"OBJ-2026-001 Fewer stops 3.1", // a reference stands with its name
		"As recorded version 2, last changed by Ada Grønbech",
	} {
		if !strings.Contains(annex, want) {
			t.Errorf("Annex 9 does not say %q", want)
		}
	}
	if n := strings.Count(annex, "Levels stand."); n != 1 {
		t.Errorf("one act is told %d times", n)
	}
	for _, want := range []string{"1 measurement of AI objectives is recorded; see 6.2 and Annex 9.", "Of 1 objective under way, 0 are at the target, 0 on track, 1 off track", "OBJ-2026-001 Fewer stops – at most 2 a day by 1 Jan 2027 3.1 a day 1 Sep 2026 1 off track", "Printed whole in Annex 9: Confirmations (4), Life-cycle gates (1)."} {
		if !strings.Contains(all, want) {
			t.Errorf("the clauses do not say %q", want)
		}
	}
	if strings.Contains(all, "keeps no register of its own for 9.1") {
		t.Error("the pack says that there is no register for 9.1 beside measurements")
	}
}

func TestNoColumnIsNarrowerThanItsLongestWord(t *testing.T) {
	d := newDocument(demoMeta)
	narrow := table{Columns: []column{{"Reference", 0, false}, {"Who", 9, false}, {"Accountability", 0.2, false}}, Rows: []row{{"", []cell{text("RSK-2026-001"), text("Somebody"), text("responsibilities of all")}}}}
	g := d.grid(narrow)
	for i, c := range narrow.Rows[0].Cells {
		for _, l := range d.lay(c, tableSize, g.w[i]) {
			for _, f := range l {
				if !strings.Contains(" "+c[0].Text+" ", " "+f.text+" ") {
					t.Errorf("%q is cut in %q", c[0].Text, f.text)
				}
			}
		}
	}
	if total := g.x[2] + g.w[2] - g.x[0]; total > d.right()-leftEdge+0.01 {
		t.Errorf("the table is %.1f wide, the page has %.1f", total, d.right()-leftEdge)
	}
}
