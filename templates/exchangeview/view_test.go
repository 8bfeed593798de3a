package exchangeview

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/templates/ui"
)

// hostile tries to leave every place it is put into.
const hostile = `"><script>alert(1)</script>' onload=x {{.}} %s`

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHostileValuesStayText(t *testing.T) {
	wrong := ui.State{Errors: []check.Message{{Field: "key-A", Text: hostile}, {Field: "all-owner", Text: hostile}, {Field: "file", Text: hostile}}, Sentence: hostile}
	b := Batch{Ref: hostile, Who: hostile, Via: hostile, Registers: []Touched{{Register: hostile, Made: 1}}}
	gone := b
	gone.Undone = Undone{When: "2026-11-22T00:00:00Z", Who: hostile}
	records := []Record{{Register: hostile, Ref: hostile, Title: hostile, Href: "javascript:alert(1)", Made: true}, {Ref: hostile, Moved: true}}
	problem := exchange.Problem{File: hostile, Sheet: hostile, Row: 3, Column: hostile, Value: hostile, Reason: hostile, Fix: hostile}
	report := exchange.Report{Result: exchange.Result{Register: hostile, Created: 1, Refused: 1, Problems: []exchange.Problem{problem}, Notices: []string{hostile}}}
	for name, c := range map[string]templ.Component{
		"start": Start(StartPage{Register: hostile, Held: Held{ID: hostile, Name: hostile, Files: []string{hostile}}, State: wrong, Batches: []Batch{b, gone}, More: true}),
		"mapping": Mapping(MappingPage{ID: hostile, FileName: hostile, Register: hostile, Sheet: hostile, LastRow: hostile, State: wrong, Notices: []string{hostile},
			Sheets: []ui.Option{{Value: hostile, Label: hostile}, {Value: "b"}}, Keys: []ui.Option{{Value: hostile, Label: hostile}},
			Columns:   []Column{{Letter: "A", Header: hostile, Samples: []string{hostile}, Key: hostile, About: hostile}},
			Constants: []Constant{{Key: "owner", Title: hostile, Help: hostile, Value: hostile, Usual: true}, {Key: "notes", Title: hostile, Value: hostile}}}),
		"check":  Check(CheckPage{ID: hostile, FileName: hostile, Report: report, Checked: hostile, State: wrong}),
		"policy": PolicyDraft(PolicyPage{ID: hostile, FileName: hostile, Owner: hostile, State: wrong}),
		"batch":  BatchResult(BatchPage{Batch: gone, Records: records}),
		"undo":   UndoConfirm(BatchPage{Batch: b, Records: records[:1], State: wrong}),
		"moved":  UndoConfirm(BatchPage{Batch: b, Records: records}),
		"export": Exports(ExportPage{AsOf: hostile, State: ui.State{Errors: []check.Message{{Field: "as_of", Text: hostile}}}}),
	} {
		page := render(t, c)
		for _, banned := range []string{"<script", `href="javascript:`, ` onload=x "`, "style="} {
			if strings.Contains(page, banned) {
				t.Errorf("%s: %q got through", name, banned)
			}
		}
		if !strings.Contains(page, "&lt;script&gt;") {
			t.Errorf("%s: the text is gone", name)
		}
	}
}

func TestWhatTheCheckOffers(t *testing.T) {
	one := []exchange.Problem{{Row: 4, Column: "AB Likelihood", Value: "9", Reason: "too high", Fix: "lower it"}}
	result := func(created, updated, unchanged int, problems []exchange.Problem) exchange.Report {
		return exchange.Report{Result: exchange.Result{Register: "risk", Created: created, Updated: updated, Unchanged: unchanged, Refused: len(problems), Problems: problems}}
	}
	for _, tt := range []struct {
		name       string
		report     exchange.Report
		want, hide string
	}{
		{"sound", result(16, 1, 3, nil), "Import 17 risks", "leave out"},
		{"one", result(0, 1, 0, nil), "1 risk can be imported", "problem"},
		{"nothing new", result(0, 0, 9, nil), "There is nothing to import", "<form"},
		{"some refused", result(2, 0, 0, one), "Import the 2 sound rows and leave out the 1 refused", "Import 2 risks"},
		{"all refused", result(0, 0, 0, one), "Mend the file and upload it again", "leave out the"},
		{"the column is reached", result(0, 0, 0, one), `href="/import/x#key-AB"`, "Sheet"},
	} {
		page := render(t, Check(CheckPage{ID: "x", FileName: "r.csv", Report: tt.report}))
		if !strings.Contains(page, tt.want) || strings.Contains(page, tt.hide) {
			t.Errorf("%s: %q missing or %q shown in\n%s", tt.name, tt.want, tt.hide, page)
		}
	}
}

func TestTallyAndWords(t *testing.T) {
	records := []Record{{Register: "risks", Ref: "RSK-1", Made: true}, {Register: "soa_rows", Ref: "a"}, {Register: "risks", Ref: "RSK-2"}, {Register: "risk_actions", Ref: "ACT-1", Made: true}}
	b := Batch{Registers: Tally(records)}
	if got := b.words(); got != "1 risk made, 1 risk changed; 1 control changed; 1 record of risk actions made" {
		t.Errorf("reads %q", got)
	}
	if n := len(Shown(make([]Record, 500))); n != mostShown {
		t.Errorf("%d shown", n)
	}
}

func TestEveryRegisterOfTablesIsOffered(t *testing.T) {
	for _, name := range exchange.Names() {
		if r, known := Find(name); !known || r.Holds == "" || r.Href == "" {
			t.Errorf("%s cannot be chosen", name)
		}
	}
}
