package register_test

import (
	"slices"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/register"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

type step struct {
	On   when.Day
	What string
	Risk string
}

type log struct {
	store.Head
	Title string
	Steps []step
}

func (log) TableName() string { return "logs" }

var logs = register.New(register.About{Name: "log", Prefix: "LOG", Edit: access.EditScope},
	register.Line("title", "Title", func(l *log) *string { return &l.Title }),
	register.Table("steps", "Steps", func(l *log) *[]step { return &l.Steps },
		register.Day("on", "Day", func(s *step) *when.Day { return &s.On }),
		register.Line("what", "What", func(s *step) *string { return &s.What }).Needed("Say what happened"),
		register.One("risk", "Risk", func(s *step) *string { return &s.Risk }, "RSK")))

// A form sends a table column by column; empty lines fall out, and a short column
// does not shift the others.
func TestTableIsReadByColumns(t *testing.T) {
	posted := map[string][]string{
		"title": {"L"}, "steps.on": {"2026-11-01", "", "2026-11-03"}, "steps.what": {"First", " ", "Third"}, "steps.risk": {"", "", "RSK-2026-001"},
	}
	var l log
	if err := logs.Read(&l, func(name string) []string { return posted[name] }); err != nil {
		t.Fatal(err)
	}
	want := []step{{"2026-11-01", "First", ""}, {"2026-11-03", "Third", "RSK-2026-001"}}
	if !slices.Equal(l.Steps, want) {
		t.Fatalf("read %v", l.Steps)
	}
	if err := logs.Check(&l); err != nil {
		t.Error(check.Messages(err))
	}
	a := logs.Answers(&l)[1]
	if got := a.Said(); !slices.Equal(got, []string{"1 Nov 2026 · First", "3 Nov 2026 · Third · RSK-2026-001"}) {
		t.Errorf("said %q", got)
	}
	if got := logs.Links(&l); !slices.Contains(got, "RSK-2026-001") {
		t.Errorf("links %v", got)
	}
	if again := a.Lines(); len(again) != 2 || again[1][1].Value() != "Third" {
		t.Errorf("lines %v", again)
	}
}

// What is wrong is said at its cell, counted by filled lines as the form shows them again.
func TestTableSaysWhatIsWrongAtTheCell(t *testing.T) {
	l := log{Title: "L", Steps: []step{{"2026-11-01", "Fine", ""}, {"soon", "", "SYS-2026-001"}}}
	var fields []string
	for _, m := range check.Messages(logs.Check(&l)) {
		fields = append(fields, m.Field)
	}
	if want := []string{"steps.on.1", "steps.what.1", "steps.risk.1"}; !slices.Equal(fields, want) {
		t.Errorf("marked %v, want %v", fields, want)
	}
}
