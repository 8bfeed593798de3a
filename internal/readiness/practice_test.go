package readiness_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/readiness"
)

// The tables below say which rules find what auditors look for. The ids on the left are
// those of our notes on audit practice. An empty list means that no rule does, and the
// remark beside it says why.

// consistency is what must agree between registers.
var consistency = map[string][]string{
	"CR-01": {"CR-01"}, "CR-02": {"CR-02", "OBL-05"}, "CR-03": {"CR-03"}, "CR-04": {"CR-04"}, "CR-05": {"CR-05"}, "CR-06": {"CR-06"},
	"CR-07": {"CR-07", "RSK-08"}, "CR-08": {"CR-08"}, "CR-09": {"CR-09"}, "CR-10": {"CR-10"}, "CR-11": {"CR-11"},
	"CR-12": {"CHG-01", "CHG-04"}, "CR-13": {"CR-13"}, "CR-14": {"CR-14"}, "CR-15": {"CR-15"}, "CR-16": {"CR-16", "LDR-07"},
	"CR-17": {"SUP-10", "SUP-12", "LDR-03"},
	"CR-18": {"CR-18"}, "CR-19": {"CR-19", "AUD-03", "DOC-9.2.2"}, "CR-20": {"CR-20", "MRV-01", "DOC-9.3.3"},
	"CR-21": {"NCR-01"}, "CR-22": {"CAR-02", "NCR-03"}, // closing without a cause or a look at the effect is refused
	"CR-23": {"OBJ-02", "OBJ-03"}, "CR-24": {"SUP-03", "SUP-04"}, "CR-25": {"SPL-01", "SPL-04", "SPL-05"},
}

// common are the nonconformities that auditors tell of most.
var common = map[string][]string{
	"CN01": {"INV-01", "CR-15", "MOD-01"}, "CN02": {"CR-10", "CR-11", "IMP-01", "IMP-03", "CHG-01"}, "CN03": {"MOD-03", "MOD-02", "DAT-02"},
	"CN04": {"LDR-01", "OBJ-01"}, "CN05": {"CR-02", "CR-03", "CR-04", "SOA-01"}, "CN06": {"RSK-04", "RSK-01"}, "CN07": {"CR-15", "SCP-06"},
	"CN08": {"INV-03", "SUP-03"}, "CN09": {"SPL-01", "SPL-02", "SPL-05"}, "CN10": {"MSR-01", "MSR-02", "MSR-04"},
	"CN11": {"DOC-9.2.2"}, "CN12": {"DOC-9.3.3"}, "CN13": {"DOC-7.2", "SUP-03"}, "CN14": {"NCR-03", "CAR-02"},
	"CN15": {"SUP-10", "SUP-12", "LDR-09"}, "CN16": {"OBJ-02", "OBJ-03", "OBJ-04"},
}

// stage1 are the documents that are asked for before Stage 1, by the clauses that our
// notes give.
var stage1 = map[string][]string{
	"4.3": {"SCP-06"}, "4.1, 4.2": {"SCP-01", "SCP-02", "SCP-03", "SCP-04", "SCP-05"}, "4.1, A.4.2": {"INV-01"},
	"5.2, A.2.2-A.2.4": {"LDR-01", "LDR-02"}, "5.3, A.3.2": {"LDR-04", "LDR-05", "LDR-11"}, "6.1.1, 6.1.2": {"RSK-01", "SUP-09"},
	"8.2": {"RSK-02", "RSK-03"}, "6.1.3, 8.3": {"RSK-06", "CR-07"}, "6.1.3": {"SOA-02", "CR-05"}, "6.1.4, 8.4, A.5": {"CR-10"},
	"6.2": {"OBJ-01", "OBJ-02"}, "7.2, 7.3": {"DOC-7.2", "SUP-06"}, "7.4": {"SUP-07"}, "7.5": {"SUP-09", "SUP-12"},
	"8.1, A.6, A.8.4, A.10": {"OPC-01", "DOC-8.1", "GAT-01", "SPL-02"}, "9.1": {"MSR-01", "DOC-9.1"},
	"9.2": {"DOC-9.2.2"}, "9.3": {"DOC-9.3.3"}, "10.2": {"DOC-10.2"},
}

// stage2 are the samples that are drawn at Stage 2, in the order of our notes.
var stage2 = [][]string{
	{"CR-10", "CR-14", "GAT-01", "GAT-02", "LOG-01", "MOD-01", "DAT-01"},
	{"CR-04", "CR-06", "SOA-06"},
	{"CR-01", "CR-07", "CR-08", "CR-09"},
	{"SPL-01", "SPL-02", "SPL-03", "SPL-05"},
	{"SUP-03", "SUP-04", "LDR-07"},
	{"CHG-02", "CHG-03", "CHG-04", "PLC-01"},
	{"INC-01", "CNC-01", "SUP-08"},
	{"LOG-01", "MSR-03", "MSR-04"},
	{"OBJ-03", "OBJ-04", "CAR-02"},
}

// quiet are the auditable sub-clauses of 4 to 10 that no rule touches, with the reason.
var quiet = map[string]string{
	"5.1":  "commitment is asked of people, not read in records",
	"10.1": "improvement is not lacking because nobody proposed any",
}

func known(t *testing.T, from string, rules []string) {
	t.Helper()
	for _, id := range rules {
		if !slices.ContainsFunc(readiness.Rules(), func(g readiness.Gap) bool { return g.Rule == id }) {
			t.Errorf("%s: there is no rule %s", from, id)
		}
	}
}

func TestAuditPracticeIsCovered(t *testing.T) {
	for name, table := range map[string]map[string][]string{"consistency": consistency, "common": common, "stage 1": stage1} {
		for from, rules := range table {
			known(t, name+" "+from, rules)
			if len(rules) == 0 {
				t.Errorf("%s %s: no rule", name, from)
			}
		}
	}
	for _, rules := range stage2 {
		known(t, "stage 2", rules)
	}
	if len(consistency) != 25 || len(common) != 16 || len(stage1) != 19 || len(stage2) != 9 {
		t.Errorf("the tables have %d, %d, %d and %d lines", len(consistency), len(common), len(stage1), len(stage2))
	}
}

func TestEverySubClauseHasARule(t *testing.T) {
	for _, c := range controls.MustLoad().Auditable() {
		touched := slices.ContainsFunc(readiness.Rules(), func(g readiness.Gap) bool { return slices.Contains(g.Clauses, c.ID) })
		if reason, left := quiet[c.ID]; touched == left {
			t.Errorf("%s: touched %v, left out %q", c.ID, touched, reason)
		}
	}
}

// Where the notes lie on the machine, the tables hold exactly their lines.
func TestTheTablesHoldTheLinesOfTheNotes(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "standard", "audit-practice.yaml"))
	if err != nil {
		t.Skipf("LEFT OUT: the notes on audit practice are not on this machine")
	}
	var notes struct {
		Rules []struct {
			ID string `yaml:"id"`
		} `yaml:"consistency_rules"`
		Common []struct {
			ID string `yaml:"id"`
		} `yaml:"common_nonconformities"`
		Stage1 []struct {
			Clause string `yaml:"clause"`
		} `yaml:"stage1_document_request"`
		Stage2 []string `yaml:"stage2_samples"`
	}
	if err := yaml.Unmarshal(raw, &notes); err != nil {
		t.Fatal(err)
	}
	var rules, findings, documents []string
	for _, r := range notes.Rules {
		rules = append(rules, r.ID)
	}
	for _, r := range notes.Common {
		findings = append(findings, r.ID)
	}
	for _, r := range notes.Stage1 {
		documents = append(documents, r.Clause)
	}
	for name, c := range map[string]struct {
		table map[string][]string
		lines []string
	}{"consistency": {consistency, rules}, "common": {common, findings}, "stage 1": {stage1, documents}} {
		slices.Sort(c.lines)
		if got := slices.Sorted(maps.Keys(c.table)); !slices.Equal(got, c.lines) {
			t.Errorf("%s: the table has %v, the notes %v", name, got, c.lines)
		}
	}
	if len(notes.Stage2) != len(stage2) {
		t.Errorf("the notes have %d samples", len(notes.Stage2))
	}
}
