package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/check"
)

// hostile is what people and imports may bring: markup, a word without end, a turn
// of the writing direction.
const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'` + "\u202eevil" + "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"

func TestEveryComponentWithHostileText(t *testing.T) {
	const h = hostile
	const js = "javascript:alert(1)"
	text := Str(h)
	field := Field{Name: "f", Label: h, Hint: h, Value: h, Values: []string{h}, Errors: []check.Message{{Field: "f", Text: h}}, Autocomplete: h, Accept: h, Type: h}
	options := []Option{{Value: h, Label: h, Hint: h}}
	tests := map[string]templ.Component{
		"Text": Text(field), "TextArea": TextArea(field), "DateField": DateField(field), "Password": Password(field), "File": File(field),
		"Select": Select(field, options), "Radios": Radios(field, options), "Checkboxes": Checkboxes(field, options), "Hidden": Hidden("n", h),
		"Rows": Rows(RowsSpec{Name: "r", Label: h, Hint: h, Singular: h, Columns: []RowColumn{{Name: "r.c", Label: h, Options: options}, {Name: "r.d", Label: h, Area: true}},
			Values: [][]string{{h, h}}, Errors: []check.Message{{Field: "r.d.0", Text: h}, {Field: "r", Text: h}}}),
		"Form": Form(FormAttrs{Action: js, Submit: h, Cancel: js}), "ActionForm": ActionForm(Danger, js, h, 1),
		"ErrorSummary":   ErrorSummary([]check.Message{{Field: h, Text: h}}),
		"ConflictNotice": ConflictNotice(Conflict{Who: h, When: "not a moment", Form: h}),
		"ConflictFields": ConflictFields(Conflict{Who: h, Form: h, Both: []ConflictField{{h, h, h, h, h, false, false}}, Taken: []ConflictChange{{h, h, h}}, Mine: []string{h}, Others: []ConflictChange{{h, h, h}}}),
		"Leftovers":      Leftovers([]Leftover{{h, h}}), "BegunList": BegunList([]Begun{{h, h, h, "not a moment", h}}, h),
		"Table": Table(TableSpec{Caption: h, Count: h, Columns: []Column{{Title: h, Class: h, SortHref: js, Sort: h}}, Rows: []Row{{Ref: h, Cells: []templ.Component{text, text}}},
			Filter: &Filter{Action: js, Query: h, Search: h, Clear: js, Selects: []FilterSelect{{Name: "s", Label: h, Value: h, None: h, Options: options}}}, Pager: Pager{Next: js, Prev: js}}),
		"EmptyState": EmptyState(Empty{Title: h, Why: h, Clause: h, ActionHref: js, ActionLabel: h, OtherHref: js, OtherLabel: h}), "Badge": Badge(Kind(h), h), "StatusBadge": StatusBadge(Status(h)), "LevelBadge": LevelBadge(Level{99, h, -1, true}),
		"ClauseTag": ClauseTag(h), "RefLink": RefLink(h, js), "Link": Link(h, js), "LinkButton": LinkButton(Kind(h), h, js), "NamedButton": NamedButton(Quiet, h, h, h),
		"Notice": Notice(Kind(h), h), "Progress": Progress(-4, h), "PageHead": PageHead(Head{Title: h, Ref: h, Clauses: []string{h}, Lead: h, Status: Status(h), Badges: []templ.Component{text}}),
		"SectionHead": SectionHead(h, h, text), "PartNav": PartNav(h, []Part{Single(h, js), {h, []Tab{{h, js, false, 0}, {"x", js, false, 0}}}}, h), "Facts": Facts([]Fact{{h, text, js}}), "RelatedList": RelatedList(h, []RelatedItem{{h, h, js, h}}),
		"EvidencePanel": EvidencePanel([]EvidenceItem{{h, h, js, h, h}}, js), "SubNav": SubNav(h, []Tab{{h, js, true, 3}}),
		"History":    History([]HistoryEntry{{When: "x", Who: h, Act: h, Version: 1, Reason: h, Via: h, Changes: []Change{{h, h, h, []Piece{{h, true, false}, {h, false, true}}}}}}),
		"RiskMatrix": RiskMatrix(MatrixSpec{h, h, h, []string{h}, []MatrixRow{{h, []MatrixCell{{3, h, 2, js, true}, {9, h, 0, js, false}}}}, h, h, true}),
		"TaskList":   TaskList([]Task{{h, h, h, js, Done}}), "Figures": Figures([]Figure{{h, h, js, h, true}}), "NextStep": NextStep(Next{h, h, h, h, js, h}), "Prose": Prose(h),
	}
	for name, c := range tests {
		t.Run(name, func(t *testing.T) {
			p := read(t, c)
			p.holdsTogether()
			if n := len(p.tags("script")) + len(p.tags("img")); n > 0 {
				t.Errorf("text became %d elements", n)
			}
			if !strings.Contains(markup(t, c), "wwwwwwww") && name != "StatusBadge" && name != "Password" {
				t.Error("the text is gone")
			}
		})
	}
}

func TestEveryComponentEmpty(t *testing.T) {
	tests := map[string]struct {
		c    templ.Component
		want string // all the text there is
	}{
		"ErrorSummary":  {ErrorSummary(nil), ""},
		"Table":         {Table(TableSpec{Empty: Empty{Title: "No risks yet"}}), "No risks yet"},
		"PagerLinks":    {PagerLinks(Pager{From: 1, To: 50, Total: 50}), ""},
		"Facts":         {Facts([]Fact{{Label: "Owner"}, {Label: "Unit", Value: Str("")}}), "Not recordedOwner · Unit"},
		"RelatedList":   {RelatedList("Controls", nil), "ControlsNone recorded"},
		"EvidencePanel": {EvidencePanel(nil, ""), "EvidenceNo evidence recorded"},
		"History":       {History(nil), "Nothing has happened yet"},
		"PageHead":      {PageHead(Head{Title: "Risks"}), "Risks"},
		"Form":          {Form(FormAttrs{Action: "/x", Submit: "Save risk"}), "Save risk"},
		"Level":         {LevelBadge(Level{Band: 0, Word: "Not assessed"}), "Not assessed"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := read(t, tt.c)
			p.holdsTogether()
			if got := p.text(); got != tt.want {
				t.Errorf("reads %q, want %q", got, tt.want)
			}
		})
	}
}

func TestStylePageHoldsTogether(t *testing.T) {
	p := read(t, StylePage())
	p.holdsTogether()
	h1 := p.tags("h1")
	if len(h1) != 1 {
		t.Errorf("%d h1 on the page", len(h1))
	}
	if got := len(p.tags("tr")); got < 20 {
		t.Errorf("only %d table rows: is a component missing?", got)
	}
}

// banned finds what the policy refuses: inline styles, inline scripts, handlers,
// foreign hosts.
var banned = regexp.MustCompile(`(?i)\bstyle=|<style|\son[a-z]+=|hx-on|"js:|javascript:|["\x27\x60=]\s*https?://|<script[^>]*>[^<]|<script\s*>`)

func TestBannedFindsEachKind(t *testing.T) {
	for _, line := range []string{`<p style="x">`, `<style>`, `<a onclick="x">`, `<a hx-on:click="x">`, `<a href="javascript:x">`, `src="https://x.example"`, `<script>`, `<script defer>x`} {
		if !banned.MatchString(line) {
			t.Errorf("%s would pass", line)
		}
	}
	for _, line := range []string{`<script defer src={ static.Path("htmx.min.js") }></script>`, `<p class="style">`, `hx-target={ pick }`} {
		if found := banned.FindString(line); found != "" {
			t.Errorf("%s is refused for %q", line, found)
		}
	}
}

// The sources themselves, of every view in the tree: no inline style or script, no
// foreign host (the content security policy refuses them, U44).
func TestTemplatesStayWithinThePolicy(t *testing.T) {
	var seen int
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".templ" {
			return err
		}
		seen++
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for i, line := range strings.Split(string(src), "\n") {
			if found := banned.FindString(line); found != "" {
				t.Errorf("%s:%d holds %q", path, i+1, found)
			}
		}
		if strings.Contains(string(src), "templ.Raw") && filepath.Base(path) != "prose.templ" {
			t.Errorf("%s lets text in unescaped; only Markdown may", path)
		}
		return nil
	})
	if err != nil || seen < 10 {
		t.Fatalf("read %d templates: %v", seen, err)
	}
}
