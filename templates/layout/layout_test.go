package layout

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/static"
	"github.com/aims-workbench/aims/templates/ui"
)

func full() Frame {
	f := Frame{
		Title: "Risks", Organisation: "Northwind Health", User: User{Name: "Amara Okafor", Role: "Governance lead"},
		Crumbs: []Crumb{{Text: "Home", Href: "/"}}, Flash: Flash{Text: "Risk RSK-2026-014 was saved."},
		SignOutHref: "/signout", Version: "0.1.0", DataFolder: "/data/aims", Position: 1482, Printed: "22 Nov 2026",
	}
	for _, s := range aims.Stages {
		item := NavItem{Title: s.Title, Href: "/" + s.Name, Current: s.Name == "risk", Group: string(s.Phase)}
		if len(s.Clauses) > 0 {
			item.Clauses = string(s.Clauses[0])
		}
		f.Nav = append(f.Nav, item)
	}
	return f
}

func markup(t *testing.T, frame, content templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := frame.Render(templ.WithChildren(context.Background(), content), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func elements(t *testing.T, markup, tag string) []*html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(markup))
	if err != nil {
		t.Fatal(err)
	}
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.Data == tag {
			found = append(found, n)
		}
	}
	return found
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func text(n *html.Node) string {
	var out strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			out.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func TestTitlePutsTheNewsFirst(t *testing.T) {
	tests := []struct {
		frame Frame
		want  string
	}{
		{Frame{Title: "Risks"}, "Risks · AIMS Workbench"},
		{Frame{Title: "Risks", Organisation: "Northwind"}, "Risks · Northwind · AIMS Workbench"},
		{Frame{Title: "Edit risk", Refused: true}, "Error: Edit risk · AIMS Workbench"},
	}
	for _, tt := range tests {
		if got := text(elements(t, markup(t, Page(tt.frame), ui.Str("")), "title")[0]); got != tt.want {
			t.Errorf("title %q, want %q", got, tt.want)
		}
	}
}

func TestPageHasItsLandmarksOnce(t *testing.T) {
	m := markup(t, Page(full()), ui.PageHead(ui.Head{Title: "Risks"}))
	for tag, want := range map[string]int{"main": 1, "h1": 1, "footer": 1, "script": 2, "title": 1} {
		if got := len(elements(t, m, tag)); got != want {
			t.Errorf("%d <%s>, want %d", got, tag, want)
		}
	}
	if got := attr(elements(t, m, "html")[0], "lang"); got != "en" {
		t.Errorf("lang %q", got)
	}
	first := elements(t, m, "a")[0]
	if attr(first, "href") != "#main-content" || attr(elements(t, m, "main")[0], "id") != "main-content" {
		t.Errorf("the first link is %q, not the skip link", text(first))
	}
	foot := text(elements(t, m, "footer")[0])
	for _, want := range []string{"0.1.0", "/data/aims", "1482"} {
		if !strings.Contains(foot, want) {
			t.Errorf("the footer %q lacks %q", foot, want)
		}
	}
}

func TestNavigationGroupsByPhaseAndMarksThePage(t *testing.T) {
	m := markup(t, Page(full()), ui.Str(""))
	current := 0
	for _, a := range elements(t, m, "a") {
		if attr(a, "aria-current") == "page" {
			current++
			if got := text(a); got != "Risks 6.1.1" {
				t.Errorf("the current page is %q", got)
			}
		}
	}
	if current != 1 {
		t.Errorf("%d current pages", current)
	}
	got := groups([]NavItem{{Title: "Home"}, {Title: "a", Group: "Plan"}, {Title: "b", Group: "Plan"}, {Title: "c", Group: "Do"}})
	if len(got) != 3 || len(got[1].items) != 2 || got[2].title != "Do" {
		t.Errorf("groups %v", got)
	}
}

func TestSignOutIsAPost(t *testing.T) {
	form := elements(t, markup(t, Page(full()), ui.Str("")), "form")[0]
	if attr(form, "method") != "post" || attr(form, "action") != "/signout" {
		t.Errorf("attributes %v", form.Attr)
	}
}

func TestNobodyIsSignedInOnABarePage(t *testing.T) {
	m := markup(t, Bare(full()), ui.Str("content"))
	if strings.Contains(m, "Amara") || strings.Contains(m, "/signout") || strings.Contains(m, "/data/aims") || len(elements(t, m, "nav")) != 0 {
		t.Error("a page before signing in tells who works here")
	}
}

func TestSampleIsSaidInWords(t *testing.T) {
	f := full()
	if strings.Contains(strings.ToLower(markup(t, Page(f), ui.Str(""))), "sample") {
		t.Error("a real workspace calls itself a sample")
	}
	f.Sample = true
	for name, frame := range map[string]templ.Component{"Page": Page(f), "Bare": Bare(f)} {
		m := markup(t, frame, ui.Str(""))
		if !strings.Contains(m, ">SAMPLE<") || len(elements(t, m, "strong")) == 0 || !strings.Contains(m, ">Sample</strong>") {
			t.Errorf("%s hides that it is a sample", name)
		}
	}
}

func TestFlashTone(t *testing.T) {
	f := full()
	if !strings.Contains(markup(t, Page(f), ui.Str("")), `data-kind="good" role="status"`) {
		t.Error("a flash without a kind is good news")
	}
	f.Flash.Kind = ui.Bad
	if !strings.Contains(markup(t, Page(f), ui.Str("")), `data-kind="bad" role="alert"`) {
		t.Error("bad news is not announced")
	}
}

func TestFrameWithHostileText(t *testing.T) {
	const h = `"><script>alert(1)</script>` + "\u202e"
	f := Frame{Title: h, Organisation: h, User: User{h, h}, Nav: []NavItem{{h, "javascript:alert(1)", true, h, h, h}}, Crumbs: []Crumb{{h, "javascript:alert(1)"}},
		Flash: Flash{ui.Kind(h), h}, Theme: h, HomeHref: "javascript:alert(1)", SignOutHref: "javascript:alert(1)", Version: h, DataFolder: h, Printed: h, Sample: true}
	for name, frame := range map[string]templ.Component{"Page": Page(f), "Bare": Bare(f)} {
		m := markup(t, frame, ui.Str(h))
		if got := len(elements(t, m, "script")); got != 2 {
			t.Errorf("%s: %d scripts, want our own", name, got)
		}
		if strings.Contains(m, "javascript:") {
			t.Errorf("%s runs a script from a link", name)
		}
	}
}

func TestHtmxConfigIsWhatHtmxReads(t *testing.T) {
	var config map[string]any
	if err := json.Unmarshal([]byte(htmxConfig), &config); err != nil {
		t.Fatal(err)
	}
	if config["includeIndicatorCSS"] != false || config["mode"] != "same-origin" {
		t.Errorf("config %v", config)
	}
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Amara Okafor": "AO", "łukasz": "Ł", "": "", "  ": "", "Ana María de la Cruz": "AC"} {
		if got := initials(name); got != want {
			t.Errorf("initials(%q) = %q, want %q", name, got, want)
		}
	}
}

// U43: a page of 50 rows with all it loads stays below 150 kB, even where nothing
// but the static files is packed.
func TestListPageWeight(t *testing.T) {
	spec := ui.TableSpec{Columns: []ui.Column{{Title: "Reference", Class: "ref"}, {Title: "Risk", Class: "wrap"}, {Title: "Owner"}, {Title: "Level"}, {Title: "Status"}, {Title: "Measures"}, {Title: "Review"}}}
	for i := range 50 {
		ref := fmt.Sprintf("RSK-2026-%03d", i)
		spec.Rows = append(spec.Rows, ui.Row{Ref: ref, Cells: []templ.Component{ui.RefLink(ref, "/risk/"+ref), ui.Str("Training data holds records collected for another purpose"), ui.Str("Amara Okafor"),
			ui.LevelBadge(ui.Level{Band: 4, Word: "High", Score: 16}), ui.StatusBadge(ui.NeedsAttention), ui.Num(i), ui.Str("1 Dec 2026")}})
	}
	total := len(markup(t, Page(full()), ui.Table(spec)))
	page := total
	for _, name := range []string{"app.css", "htmx.min.js", "inter-latin.woff2", "favicon.svg"} {
		total += sent(t, name)
	}
	t.Logf("page %d bytes, with all it loads %d", page, total)
	if total > 150_000 {
		t.Errorf("%d bytes", total)
	}
}

// sent is how many bytes the browser gets for a file.
func sent(t *testing.T, name string) int {
	t.Helper()
	r := httptest.NewRequest("GET", static.Path(name), nil)
	r.Header.Set("Accept-Encoding", "gzip")
	w := httptest.NewRecorder()
	static.Handler().ServeHTTP(w, r)
	return w.Body.Len()
}
