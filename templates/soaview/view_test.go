package soaview

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/ui"
)

const hostile = `<script>alert("x")</script> & 'quotes'`

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPagesEscapeAndSayWhatHolds(t *testing.T) {
	row := soa.Row{Head: store.Head{Ref: "CTL-2026-001", Version: 3}, Own: true, Title: hostile, Description: hostile, Applicable: scope.Yes, Reason: hostile,
		Status: soa.Implemented, How: hostile, Owner: hostile, Drivers: []soa.Driver{{Kind: soa.DriverLegal, Note: hostile}}}
	line := soa.Line{Row: row, Name: hostile, Remarks: []soa.Remark{{Control: row.Ref, Severity: soa.Major, Message: hostile, Fix: "Mend it."}}}
	frozen := soa.Frozen{Control: row.Ref, Title: hostile, Applicable: scope.No, Reason: hostile, Drivers: row.Drivers, How: hostile, Owner: hostile, Evidence: []string{"EVD-2026-001"}}
	version := soa.Version{Head: store.Head{Ref: "SOA-2026-001"}, Number: 4, Note: hostile, Rows: []soa.Frozen{frozen}, RowsSum: "not the sum", ApprovedBy: hostile}
	changes := []soa.RowDiff{
		{Control: row.Ref, Title: hostile, Change: soa.RowChanged, Fields: []soa.FieldDiff{{Field: "Status", Before: "in progress", After: "implemented"}, {Field: "Reason", Before: "", After: hostile}}},
		{Control: "42001:A.2.2", Title: "AI policy", Change: soa.RowRemoved},
	}
	for _, c := range []struct {
		name string
		page templ.Component
		want []string
	}{
		{"list", List(ListPage{Table: tableOf(line), Overview: soa.Overview{Lines: []soa.Line{line}}, MayEdit: true}), []string{"1 of 1", "Blocks approval", "Done", `value="CTL-2026-001"`, "1 remark blocks approval"}},
		{"row", Row(RowPage{Line: line, MayEdit: true}), []string{"Change decision", "All in scope", "No record", "Mend it."}},
		{"form", Form(FormPage{Row: row, Name: hostile, Own: true, Next: "42001:A.2.2"}), []string{`name="version" value="3"`, "Save and go to next undecided", "Next undecided: A.2.2"}},
		{"bulk", Bulk(BulkPage{Picks: []soa.Pick{{Key: row.Ref, Version: 3}}, Change: soa.Change{Reason: hostile}, Turns: []soa.Turn{{Name: hostile, Before: soa.Row{}, After: row}}}), []string{"1 row will change", "Change 1 row", "Driver: legal:"}},
		{"batch", Batch(BatchPage{Batch: soa.Batch{Ref: "BAT-2026-001", Who: hostile, Keys: []string{"42001:A.2.2"}}, MayUndo: true}), []string{"AI policy", "Undo this decision"}},
		{"approve", Approve(ApprovePage{Note: hostile, Proposal: soa.Proposal{Overview: soa.Overview{Lines: []soa.Line{line}}, Last: version, Next: soa.Version{Number: 5}, Changes: changes}}), []string{"1 remark blocks it", "In progress", "Done", "2 controls changed", "Removed"}},
		{"version", Version(VersionPage{Version: version, Before: 3, Changes: changes}), []string{"do not match the hash", "EVD-2026-001", "Excluded", "What changed since version 3"}},
		{"frozen row", FrozenRow(FrozenPage{Version: version, Row: frozen}), []string{"As approved in version 4", "EVD-2026-001"}},
		{"versions", Versions([]soa.Version{version}), []string{"Version 4", "1 version"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			html := render(t, c.page)
			if strings.Contains(html, "<script>alert") {
				t.Error("a script came through")
			}
			for _, w := range c.want {
				if !strings.Contains(html, w) {
					t.Errorf("%q is not in %s", w, html)
				}
			}
			for _, banned := range []string{" style=", " onclick=", ">Submit<", ">OK<"} {
				if strings.Contains(html, banned) {
					t.Errorf("%q is in the page", banned)
				}
			}
		})
	}
}

func TestNoButtonThatWouldBeRefused(t *testing.T) {
	line := soa.Line{Row: soa.Row{Head: store.Head{Ref: "42001:A.2.2"}}, Name: "AI policy"}
	for name, page := range map[string]templ.Component{
		"list":    List(ListPage{Table: Columns().Table([]soa.Line{line}, func(l soa.Line) string { return l.Ref }), Overview: soa.Overview{Lines: []soa.Line{line}}}),
		"row":     Row(RowPage{Line: line}),
		"batch":   Batch(BatchPage{}),
		"approve": Approve(ApprovePage{Proposal: soa.Proposal{Overview: soa.Overview{Lines: []soa.Line{{Row: line.Row, Remarks: soa.Lint([]soa.Line{line}, "2026-11-22")}}}}}),
	} {
		if html := render(t, page); strings.Contains(html, `<form class="form"`) || strings.Contains(html, `data-kind="primary" href="/soa/`) || strings.Contains(html, "checkbox") {
			t.Errorf("%s offers an act: %s", name, html)
		}
	}
}

func TestBriefAndFew(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{brief("short", 10), "short"},
		{brief("Zürich räumt auf", 10), "Zürich …"},
		{brief("unbreakable", 4), "unbr …"},
		{few("a\nb", 2), "a\nb"},
		{few("a\nb\nc\nd", 2), "a\nb\nand 2 more"},
		{said("Applicable", "no"), "Excluded"},
		{said("Owner", ""), "–"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// tableOf is a list of one row that can be ticked.
func tableOf(line soa.Line) ui.TableSpec {
	t := Columns().Table([]soa.Line{line}, func(l soa.Line) string { return l.Ref })
	t.Pick, t.Rows[0].Group = &ui.Pick{Action: "/soa/bulk"}, Group("Own", "")
	return t
}
