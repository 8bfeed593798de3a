package web

import (
	"encoding/csv"
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/exchange"
	"github.com/aims-workbench/aims/internal/store"
)

// listPages are the lists of the registers.
var listPages = []string{
	"/risk", "/inventory", "/evidence", "/impact", "/impact/all", "/scope/issues", "/scope/parties", "/scope/needs", "/leadership/roles", "/leadership/policies", "/people", "/soa",
}

var (
	rowRef   = regexp.MustCompile(`<tr data-ref="([^"]*)"`)
	heading  = regexp.MustCompile(`<th scope="col"[^>]*>(?:<a href="([^"]*)">)?([^<]+)`)
	choosing = regexp.MustCompile(`name="cols" value="([^"]*)"`)
	ordering = regexp.MustCompile(`<option value="(-?[a-z]+)"[^>]*>[^<]+, (?:A to Z|Z to A|lowest first|highest first|earliest first|latest first)`)
)

// found gives the first group of every match, with the entities undone.
func found(in *regexp.Regexp, text string) []string {
	var out []string
	for _, m := range in.FindAllStringSubmatch(text, -1) {
		out = append(out, html.UnescapeString(m[1]))
	}
	return out
}

// rowsOf reads a downloaded list.
func (s *site) rowsOf(address string) [][]string {
	s.Helper()
	a := s.get(access.Reader, address)
	if a.StatusCode != http.StatusOK || !strings.Contains(a.Header.Get("Content-Disposition"), "attachment") {
		s.Fatalf("%s: %d %v", address, a.StatusCode, a.Header)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\uFEFF"))).ReadAll()
	s.must(err)
	return rows
}

// U24: every list sorts by what it says it sorts by, shows the columns that were
// chosen, and gives as a file exactly what it shows.
func TestU24_EveryListSortsChoosesAndExports(t *testing.T) {
	s := full(t)
	for _, path := range listPages {
		page := s.get(access.Lead, path)
		refs, columns, orders := found(rowRef, page.body), found(choosing, page.body), found(ordering, page.body)
		if page.StatusCode != http.StatusOK || len(refs) == 0 || len(columns) < 3 || len(orders) < 4 {
			t.Errorf("%s: %d, %d rows, columns %v, orders %v", path, page.StatusCode, len(refs), columns, orders)
			continue
		}
		for _, key := range orders {
			a := s.get(access.Lead, path+"?sort="+key)
			want := `aria-sort="ascending"`
			if strings.HasPrefix(key, "-") {
				want = `aria-sort="descending"`
			}
			shown := strings.Contains(page.body, "cols-"+strings.TrimPrefix(key, "-")+`" name="cols" value="`+strings.TrimPrefix(key, "-")+`" checked`) || !slices.Contains(columns, strings.TrimPrefix(key, "-"))
			if got := found(rowRef, a.body); len(got) != len(refs) || shown && !strings.Contains(a.body, want) {
				t.Errorf("%s?sort=%s: %d of %d rows, marked %v", path, key, len(got), len(refs), strings.Contains(a.body, want))
			}
		}
		s.matchesItsFile(path, "cols="+strings.Join(columns, "&cols="))
		s.matchesItsFile(path, "sort="+orders[len(orders)-1])
	}
}

// matchesItsFile compares a list with its download: headings, references, order.
func (s *site) matchesItsFile(path, query string) {
	s.Helper()
	page := s.get(access.Lead, path+"?"+query)
	var titles []string
	for _, m := range heading.FindAllStringSubmatch(page.body, -1) {
		titles = append(titles, html.UnescapeString(m[2]))
	}
	rows := s.rowsOf(path + "?" + query + "&as=csv")
	if !slices.Equal(rows[0], titles) {
		s.Errorf("%s?%s: the file has the headings %v, the page %v", path, query, rows[0], titles)
	}
	refs := found(rowRef, page.body)
	if len(refs) != len(rows)-1 {
		s.Errorf("%s?%s: %d rows on the page, %d in the file", path, query, len(refs), len(rows)-1)
	}
	for i := 0; i < len(refs) && rows[0][0] == "Ref"; i++ {
		if rows[i+1][0] != refs[i] {
			s.Errorf("%s?%s: row %d is %s on the page and %s in the file", path, query, i+1, refs[i], rows[i+1][0])
		}
	}
	if a := s.get(access.Reader, path+"?"+query+"&as=xlsx"); a.StatusCode == http.StatusOK {
		book, err := exchange.Open("list.xlsx", strings.NewReader(a.body), exchange.DefaultLimits)
		s.must(err)
		if got := book.Sheets[0].Rows; len(got) != len(rows) {
			s.Errorf("%s?%s: %d rows as Excel, %d as CSV", path, query, len(got), len(rows))
		}
	} else {
		s.Errorf("%s as xlsx: %d", path, a.StatusCode)
	}
}

// A file holds every page of the list, filtered as it is, and its name says what and when.
func TestAFileHoldsMoreThanThePage(t *testing.T) {
	s := newSite(t)
	fillRisks(s, 120)
	rows := s.rowsOf("/risk?sort=ref&cols=owner&as=csv")
	if len(rows) != 121 || !slices.Equal(rows[0], []string{"Ref", "Risk", "Owner"}) || rows[1][0] != "RSK-2026-001" || rows[120][0] != "RSK-2026-120" {
		t.Errorf("%d rows from %v to %v", len(rows), rows[0], rows[len(rows)-1])
	}
	if few := s.rowsOf("/risk?inherent=2x3&as=csv"); len(few) >= 121 || len(few) < 2 {
		t.Errorf("the filter leaves %d rows", len(few))
	}
	if name := s.get(access.Reader, "/risk?as=xlsx").Header.Get("Content-Disposition"); !strings.Contains(name, "risks-"+string(s.db.Now().Day())+".xlsx") {
		t.Errorf("named %s", name)
	}
	s.run(row{name: "another kind of file", as: access.Reader, address: "/risk?as=exe", status: 404})
	s.run(row{name: "where the page stands", as: access.Reader, address: html.UnescapeString(found(regexp.MustCompile(`rel="next" href="([^"]*)"`), s.get(access.Reader, "/risk").body)[0]), status: 200, want: []string{"51–100 of 120"}})
}

// U24: a view is kept for its owner, brings the list back, and leads nowhere else.
func TestU24_ViewsAreOnesOwn(t *testing.T) {
	s := newSite(t)
	fillRisks(s, 3)
	query := "cols=owner&sort=-review&status=open"
	for _, r := range []row{
		{name: "no name", as: access.Reader, post: true, address: "/views", form: fields("page", "/risk", "query", query), status: 422, want: []string{"Give the view a name"}},
		{name: "saved", as: access.Reader, post: true, address: "/views", form: fields("page", "/risk", "query", query, "name", "Mine"), status: 303, want: []string{"Location: /risk?" + query}},
		{name: "shown", as: access.Reader, address: "/risk?" + query, status: 200, want: []string{`aria-current="page">Mine</a>`, "Forget view"}},
		{name: "nobody else's", as: access.Lead, address: "/risk?" + query, status: 200, hide: []string{"Mine</a>"}},
		{name: "another site", as: access.Reader, post: true, address: "/views", form: fields("page", "https://evil.example", "query", "", "name", "x"), status: 422},
		{name: "a site without a scheme", as: access.Reader, post: true, address: "/views/forget", form: fields("page", "//evil.example", "name", "x"), status: 422},
		{name: "forgotten", as: access.Reader, post: true, address: "/views/forget", form: fields("page", "/risk", "name", "Mine"), status: 303, want: []string{"Location: /risk"}},
		{name: "gone", as: access.Reader, address: "/risk", status: 200, hide: []string{"Mine</a>"}},
	} {
		s.run(r)
	}
}

// previewOf posts a change to its preview and gives the form that would apply it.
func (s *site) previewOf(role access.Role, address string, change url.Values) (answer, url.Values) {
	s.Helper()
	path, query, _ := strings.Cut(address, "?")
	a := s.post(role, path+"/preview?"+query, change)
	form := maps.Clone(change)
	for _, name := range []string{"seen", "expected"} {
		if m := regexp.MustCompile(`name="` + name + `" value="(\d+)"`).FindStringSubmatch(a.body); m != nil {
			form.Set(name, m[1])
		}
	}
	return a, form
}

// choiceOf is a choice of records as they are now.
func choiceOf(s *site, expected int, refs ...string) store.Choice {
	return store.Choice{Refs: refs, Seen: s.position(), Expected: expected}
}

// U18: what a change of many rows would do is what it does, and one undo takes it back.
func TestU18_ManyRisksChangeTogether(t *testing.T) {
	s := newSite(t)
	fillRisks(s, 60)
	ctx := t.Context()
	_, err := s.server.risks.Amend(ctx, s.as(access.Lead), choiceOf(s, 1, "RSK-2026-001"), risk.Change{Owner: "Ines"})
	s.must(err)
	s.must(s.server.risks.Retire(ctx, s.as(access.Lead), "RSK-2026-002", 1, "gone"))

	a, form := s.previewOf(access.Contributor, "/risk/bulk?all=yes", fields("owner", "Ines"))
	if !strings.Contains(a.body, "58 risks will change, 1 is like that already") || a.StatusCode != http.StatusOK {
		t.Errorf("preview %d: %.3000s", a.StatusCode, a.body[max(strings.Index(a.body, "<main"), 0):])
	}
	done := s.run(row{name: "apply", as: access.Contributor, post: true, address: "/risk/bulk?all=yes", form: form, status: 303, traced: 58})
	result := done.Header.Get("Location")
	s.run(row{name: "result", as: access.Contributor, address: result, status: 200, want: []string{"58 risks changed together", "Undo this change"}})
	s.run(row{name: "a reader may look", as: access.Reader, address: result, status: 200, hide: []string{"Undo this change"}})
	s.run(row{name: "the list offers it", as: access.Contributor, address: "/risk", status: 200, want: []string{result}})
	s.run(row{name: "to nobody else", as: access.Lead, address: "/risk", status: 200, hide: []string{result}})
	s.run(row{name: "undo", as: access.Contributor, post: true, address: result + "/undo", status: 303, traced: 58})
	s.run(row{name: "undone", as: access.Reader, address: result, status: 200, want: []string{"This was undone"}})
	s.run(row{name: "once only", as: access.Contributor, post: true, address: result + "/undo", status: 409})
	if r, err := s.server.risks.Take(ctx, "RSK-2026-003"); err != nil || r.Owner == "Ines" || r.Version != 3 {
		t.Errorf("%+v, %v", r.Head, err)
	}
	s.run(row{name: "of another register", as: access.Lead, address: strings.Replace(result, "/risk/", "/inventory/", 1), status: 404})
}

// U18: a row that somebody changed after the preview is named, and nothing is saved;
// what a rule refuses is named too and the rest changes.
func TestU18_StaleAndRefusedRowsAreNamed(t *testing.T) {
	s := newSite(t)
	fillRisks(s, 5)
	address := "/risk/bulk?row=RSK-2026-001&row=RSK-2026-002"
	_, form := s.previewOf(access.Lead, address, fields("owner", "Ines"))
	_, err := s.server.risks.Amend(t.Context(), s.as(access.Contributor), choiceOf(s, 1, "RSK-2026-002"), risk.Change{Owner: "Noor"})
	s.must(err)
	s.run(row{name: "stale", as: access.Lead, post: true, address: address, form: form, status: 409, want: []string{"Changed since you saw the preview: RSK-2026-002 (by Test Contributor)", "2 risks will change"}})

	for i, name := range []string{"Ranker", "Filter"} {
		_, err := s.server.systems.Register(t.Context(), s.as(access.Lead), inventory.System{Name: name, Purpose: "p", ScopeReason: []string{"", "Bought"}[i]})
		s.must(err)
	}
	systems := found(rowRef, s.get(access.Lead, "/inventory").body)
	refs := "/inventory/bulk?row=" + strings.Join(systems, "&row=")
	a, form := s.previewOf(access.Lead, refs, fields("in_scope", "no"))
	if !strings.Contains(a.body, fmt.Sprintf("1 AI system will change, %d cannot change", len(systems)-1)) || !strings.Contains(a.body, "an auditor will ask (4.3)") {
		t.Errorf("preview: %.3000s", a.body[max(strings.Index(a.body, "<main"), 0):])
	}
	s.run(row{name: "the rest changes", as: access.Lead, post: true, address: refs, form: form, status: 303, traced: 1})
	for _, r := range []row{
		{name: "nothing ticked", as: access.Lead, address: "/risk/bulk?status=open", status: 303, want: []string{"Location: /risk?status=open"}},
		{name: "nothing filled in", as: access.Lead, post: true, address: "/risk/bulk/preview?row=RSK-2026-001", form: fields("owner", " "), status: 422, want: []string{"Nothing is filled in"}},
		{name: "no such row", as: access.Lead, post: true, address: "/risk/bulk/preview?row=RSK-2026-999", form: fields("owner", "x"), status: 200, want: []string{"Nothing will change, 1 cannot change"}},
		{name: "without a preview", as: access.Lead, post: true, address: "/risk/bulk?row=RSK-2026-001", form: fields("owner", "x"), status: 409},
	} {
		s.run(r)
	}
}

// U17: cells from the clipboard go the way of a file, with tabs, quotes, commas and
// line breaks in them.
func TestU17_PastedRowsBecomeRisks(t *testing.T) {
	s := newSite(t)
	var cells strings.Builder
	cells.WriteString("Title\tDescription\tCategory\tOwner\tTreatment\tStatus\r\n")
	for i := range 50 {
		fmt.Fprintf(&cells, "\"Risk %d, with \"\"quotes\"\"\"\t\"two\nlines; and, commas\"\tlaw\tAda\tmitigate\topen\r\n", i)
	}
	paste := fields("register", "risk", "headings", "yes", "pasted", cells.String())
	at := s.run(row{name: "paste", as: access.Lead, post: true, address: "/import/paste", form: paste, status: 303}).Header.Get("Location")
	checked := s.decided(at, nil)
	s.run(row{name: "import", as: access.Lead, post: true, address: at + "/run", form: checked.goAhead(), status: 303, traced: 50})
	r, err := s.server.risks.Take(t.Context(), "RSK-2026-007")
	if err != nil || r.Title != `Risk 6, with "quotes"` || r.Description != "two\nlines; and, commas" || r.Owner != "Ada" {
		t.Errorf("%+v, %v", r, err)
	}
	for _, c := range []row{
		{name: "nothing", form: fields("register", "risk", "headings", "yes", "pasted", " \t \r\n"), status: 422, want: []string{"Nothing was pasted"}},
		{name: "no such register", form: fields("register", "cats", "pasted", "x"), status: 404},
		{name: "data only", form: fields("register", "system", "headings", "no", "pasted", "Ranker\tOrders"), status: 303, want: []string{"Location: /import/"}},
	} {
		c.as, c.post, c.address = access.Lead, true, "/import/paste"
		s.run(c)
	}
}
