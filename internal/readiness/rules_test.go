package readiness_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aimstest/reading"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
)

var update = flag.Bool("update", false, "write the golden list of rules anew")

// named is the kind of records that a rule names, seen in the workspace that breaks it:
// the prefix of their references, "42001" for controls and clauses, "-" for none.
func named(t *testing.T, rule string) string {
	t.Helper()
	change, alone := broken[rule]
	if !alone {
		change = together[rule].change
	}
	if change == nil {
		t.Fatalf("%s has no workspace that breaks it", rule)
	}
	s := clean()
	change(&s)
	for _, g := range readiness.Check(snapshot.Of(s)) {
		if g.Rule == rule && len(g.Records) > 0 {
			return g.Records[0][:strings.IndexAny(g.Records[0], "-:")]
		}
	}
	return "-"
}

// No rule vanishes or changes what it means unnoticed: scripts of others rely on the ids.
// Packages web and cmd read the list too, to follow the links of every rule.
func TestTheListOfRules(t *testing.T) {
	var lines []string
	for _, g := range readiness.Rules() {
		lines = append(lines, fmt.Sprintf("%s %s %d %s %s: %s", g.Rule, g.Severity, g.Audit, named(t, g.Rule), strings.Join(g.Clauses, ","), g.Message))
	}
	slices.Sort(lines)
	got, golden := strings.Join(lines, "\n")+"\n", filepath.Join("testdata", "rules.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(string(want), "\n")
	for _, line := range lines {
		if !slices.Contains(known, line) {
			t.Errorf("new or changed: %s", line)
		}
	}
	for _, line := range known {
		if line != "" && !slices.Contains(lines, line) {
			t.Errorf("gone or changed: %s", line)
		}
	}
}

func TestEveryRuleSaysWhyAndWhere(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range readiness.Rules() {
		if seen[g.Rule] {
			t.Errorf("%s stands for two rules", g.Rule)
		}
		seen[g.Rule] = true
		if g.Severity != readiness.Major && g.Severity != readiness.Minor || !slices.Contains(readiness.Audits, g.Audit) {
			t.Errorf("%s is graded %q at stage %d", g.Rule, g.Severity, g.Audit)
		}
		if !strings.HasSuffix(g.Reason, ".") || reading.Sentences(g.Reason) != 1 || g.Message == "" || g.Fix == "" || len(g.Clauses) == 0 {
			t.Errorf("%s says too little or too much: %+v", g.Rule, g)
		}
		if !slices.ContainsFunc(aims.Stages, func(x aims.Stage) bool { return x.Name == g.Stage }) && g.Stage != "evidence" {
			t.Errorf("%s is mended at %q", g.Rule, g.Stage)
		}
		for _, c := range g.Clauses {
			if !controls.MustLoad().Known(controls.ControlKey(c).String()) {
				t.Errorf("%s names %s, which is not in the catalogue", g.Rule, c)
			}
		}
	}
}

// One reason may be long; all of them together read as the rest of the product does.
func TestTheReasonsReadEasily(t *testing.T) {
	var all []string
	for _, g := range readiness.Rules() {
		all = append(all, g.Reason)
	}
	if grade := reading.Grade(strings.Join(all, " ")); grade > reading.Hardest {
		t.Errorf("the reasons ask for %.1f years of school", grade)
	}
}
