package ui

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/internal/check"
)

func TestTableNamesRowsAndCells(t *testing.T) {
	p := read(t, Table(styleTable(3)))
	p.holdsTogether()
	row := p.one("data-ref", "RSK-2026-011")
	cells := 0
	for n := range row.ChildNodes() {
		if n.Data == "td" {
			if got, want := value(n, "data-label"), styleTable(3).Columns[cells].Title; got != want {
				t.Errorf("cell %d is labelled %q, want %q", cells, got, want)
			}
			cells++
		}
	}
	if cells != 5 {
		t.Errorf("%d cells", cells)
	}
	if got := words(p.one("aria-label", "Pages")); got != "Previous page 51–53 of 214 Next page" {
		t.Errorf("pager reads %q", got)
	}
	if n := p.one("name", "q"); value(n, "value") != "chat" {
		t.Errorf("the filter forgot %q", value(n, "value"))
	}
	sorted := p.one("aria-sort", "ascending")
	if words(sorted) != "Reference" {
		t.Errorf("sorted by %q", words(sorted))
	}
}

func TestFilterIsAGetForm(t *testing.T) {
	form := read(t, Table(TableSpec{ID: "risks", Filter: &Filter{Action: "/risk", Search: "Search"}})).tags("form")[0]
	if m := value(form, "method"); m != "" && m != "get" {
		t.Errorf("the filter form uses %q", m)
	}
	if value(form, "hx-target") != "#risks" || value(form, "action") != "/risk" {
		t.Errorf("attributes %v", form.Attr)
	}
}

func TestEmptyTableExplains(t *testing.T) {
	p := read(t, Table(styleTable(0)))
	if len(p.tags("table")) != 0 {
		t.Error("an empty list still shows a table")
	}
	for _, want := range []string{"No risks yet", "Clause 6.1.2", "The standard asks", "Identify a risk"} {
		if !strings.Contains(p.text(), want) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestFormCarriesItsVersion(t *testing.T) {
	p := parse(t, around(t, Form(FormAttrs{Action: "/risk/RSK-2026-001", Version: 7, Submit: "Save risk", Cancel: "/risk", Multipart: true}), Text(Field{Name: "title", Label: "Title"})))
	p.holdsTogether()
	form := p.tags("form")[0]
	if value(form, "method") != "post" || value(form, "enctype") != "multipart/form-data" {
		t.Errorf("attributes %v", form.Attr)
	}
	if _, ok := attr(form, "novalidate"); !ok {
		t.Error("the browser would validate")
	}
	if got := value(p.one("name", "version"), "value"); got != "7" {
		t.Errorf("version %q", got)
	}
	if plain := markup(t, Form(FormAttrs{Action: "/risk", Submit: "Save risk"})); strings.Contains(plain, "version") || strings.Contains(plain, "Cancel") {
		t.Errorf("a new record's form holds %s", plain)
	}
}

func TestErrorSummaryTakesFocusAndLinks(t *testing.T) {
	p := read(t, ErrorSummary([]check.Message{{Field: "title", Text: "Give a title"}, {Text: "The session is over"}}))
	box := p.one("role", "alert")
	if _, ok := attr(box, "autofocus"); !ok || value(box, "tabindex") != "-1" {
		t.Errorf("the summary does not take the focus: %v", box.Attr)
	}
	links := p.tags("a")
	if len(links) != 1 || value(links[0], "href") != "#title" || words(links[0]) != "Give a title" {
		t.Errorf("%d links", len(links))
	}
	if !strings.Contains(p.text(), "There are 2 things to mend") || !strings.Contains(p.text(), "The session is over") {
		t.Errorf("reads %q", p.text())
	}
}

func TestConflictShowsAllThreeTexts(t *testing.T) {
	text := read(t, ConflictNotice(styleConflict)).text() + read(t, ConflictFields(styleConflict)).text()
	for _, want := range []string{"Amara Okafor changed this record", "22 Nov 2026, 09:30 UTC", "nothing is lost", "2 Unlikely", "4 Likely", "3 Possible", "Use theirs", "Jonas Weber Amara Okafor", "Notes"} {
		if !strings.Contains(strings.ReplaceAll(text, " ", ""), strings.ReplaceAll(want, " ", "")) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
}

func TestStatusesAreWords(t *testing.T) {
	for status, want := range map[Status]string{Done: "Done", NeedsAttention: "Needs attention", InProgress: "In progress", NotStarted: "Not started", "": "Not started"} {
		if got := read(t, StatusBadge(status)).text(); got != want {
			t.Errorf("%q reads %q", status, got)
		}
	}
	if got := read(t, LevelBadge(Level{4, "High", 16, false})).text(); got != "High 16" {
		t.Errorf("level reads %q", got)
	}
}

func TestNotchesStayInTheirBand(t *testing.T) {
	for band, want := range map[int]int{-1: 0, 0: 0, 1: 1, 5: 5, 9: 5} {
		if got := strings.Count(notches(band), "M"); got != want {
			t.Errorf("band %d draws %d bars, want %d", band, got, want)
		}
	}
}

func TestProgressStaysBetween0And100(t *testing.T) {
	for percent, want := range map[int]string{-5: "0", 0: "0", 71: "71", 140: "100"} {
		bar := read(t, Progress(percent, "5 of 7")).tags("progress")[0]
		if value(bar, "value") != want || value(bar, "aria-label") != "5 of 7" {
			t.Errorf("%d%%: %v", percent, bar.Attr)
		}
	}
}

func TestClauseTagSaysWhatTheNumberIs(t *testing.T) {
	for number, want := range map[string]string{"6.1.2": "Clause 6.1.2", "A.5.4": "Control A.5.4"} {
		if got := read(t, ClauseTag(number)).text(); got != want {
			t.Errorf("reads %q, want %q", got, want)
		}
	}
}

func TestMatrixIsATableWithHeadersAndWords(t *testing.T) {
	m := styleMatrix()
	p := read(t, RiskMatrix(m))
	heads := p.tags("th")
	if len(heads) != len(m.Columns)+len(m.Rows) {
		t.Errorf("%d headers", len(heads))
	}
	linked := 0
	for _, cell := range p.all(func(n *html.Node) bool { _, ok := attr(n, "data-cell"); return ok }) {
		text := words(cell)
		if len(strings.Fields(text)) < 2 {
			t.Errorf("a cell reads %q, without count and word", text)
		}
		hasLink := false
		for n := range cell.Descendants() {
			hasLink = hasLink || n.Data == "a"
		}
		if hasLink == strings.HasPrefix(text, "0 ") {
			t.Errorf("cell %q: link %v", text, hasLink)
		}
		if hasLink {
			linked++
		}
	}
	if linked == 0 {
		t.Error("no cell opens a list")
	}
}

func TestHistoryTellsWhoWhatWhen(t *testing.T) {
	text := read(t, History(styleHistory)).text()
	for _, want := range []string{"Amara Okafor accepted the residual risk v3", "22 Nov 2026, 09:30 UTC", "by import", "Within the criteria", "2 fields changed"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %q", want, text)
		}
	}
}

func TestEvidencePanelHidesWhatMayNotBeDone(t *testing.T) {
	items := []EvidenceItem{{Ref: "EVD-2026-001", Title: "Report", Href: "/evidence/EVD-2026-001", Problem: "The stored file was altered"}}
	if text := read(t, EvidencePanel(items, "")).text(); strings.Contains(text, "Attach") || !strings.Contains(text, "altered") {
		t.Errorf("reads %q", text)
	}
	if text := read(t, EvidencePanel(items, "/attach")).text(); !strings.Contains(text, "Attach evidence") {
		t.Errorf("reads %q", text)
	}
}

func TestMoreFoldsItsChildrenAway(t *testing.T) {
	p := parse(t, around(t, More("Why we ask"), Prose("Because.")))
	if box := p.tags("details")[0]; words(box) != "Why we askBecause." || words(p.tags("summary")[0]) != "Why we ask" {
		t.Errorf("reads %q", words(box))
	}
}

func TestMarkdownIsTheOnlyOpenDoor(t *testing.T) {
	if got := len(read(t, Markdown("<p><strong>x</strong></p>")).tags("strong")); got != 1 {
		t.Error("sanitised HTML is escaped")
	}
	if got := read(t, Prose("<b>x</b>\nsecond")).tags("p")[0]; got.FirstChild.Data != "<b>x</b>\nsecond" {
		t.Errorf("prose reads %q", got.FirstChild.Data)
	}
}

func BenchmarkTable50(b *testing.B) {
	spec := styleTable(3)
	one := spec.Rows[0]
	spec.Rows = nil
	for range 50 {
		spec.Rows = append(spec.Rows, one)
	}
	table := Table(spec)
	for b.Loop() {
		if err := table.Render(b.Context(), discard{}); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
