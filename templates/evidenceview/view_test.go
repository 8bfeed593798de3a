package evidenceview

import (
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
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

func hostileItem(kind evidence.Kind) evidence.Item {
	return evidence.Item{
		Head: store.Head{Ref: "EVD-2026-001", Version: 3, UpdatedBy: hostile}, Kind: kind, Revision: 2,
		Title: hostile, About: hostile, Address: "javascript:alert(1)", FileName: evidence.CleanName(hostile), MediaType: hostile,
		SHA256: strings.Repeat("ab", 32), Supports: []string{hostile}, Owner: hostile,
		Review: evidence.Rejected, ReviewNote: hostile, ReviewedBy: hostile, ValidUntil: "2026-01-01",
	}
}

func TestHostileValuesStayText(t *testing.T) {
	wrong := ui.State{Errors: []check.Message{{Field: "file", Text: hostile}}, Sentence: hostile}
	finding := evidence.Finding{State: evidence.Altered, Message: hostile}
	for _, kind := range []evidence.Kind{evidence.File, evidence.Address} {
		it := hostileItem(kind)
		pages := map[string]templ.Component{
			"list": List(ListPage{Table: Columns("2026-11-22").Table([]evidence.Item{it}, refOf), NewHref: "/evidence/new"}),
			"form": Form(FormPage{Item: evidence.Item{Title: hostile, About: hostile, Address: hostile}, Supports: hostile, Kept: []Kept{{hostile, hostile, hostile}}, State: wrong}),
			"record": Record(RecordPage{
				Item: it, Finding: finding, Revisions: []Revision{{Revision: evidence.Revision{Item: it, By: hostile}, Finding: finding}}, Today: "2026-11-22",
				MayEdit: true, MayReview: true, Replace: wrong, Kept: []Kept{{hostile, hostile, hostile}}, Review: ReviewForm{Note: hostile, State: wrong},
				Supports: []ui.RelatedItem{{Ref: hostile, Title: hostile, Href: "javascript:alert(1)"}},
				Thread:   ui.Thread{Changed: hostile, Retired: hostile, History: "/history/EVD-2026-001", RetireHref: "/evidence/EVD-2026-001/retire", State: wrong},
			}),
		}
		for name, c := range pages {
			html := render(t, c)
			for _, bad := range []string{"<script", `href="javascript:`, `" onload=`} {
				if strings.Contains(html, bad) {
					t.Errorf("%s of a %s holds %q", name, kind, bad)
				}
			}
			if !strings.Contains(html, "&lt;script&gt;") {
				t.Errorf("%s of a %s does not show the text", name, kind)
			}
		}
	}
}

func TestRecordOffersOnlyWhatIsAllowed(t *testing.T) {
	it := evidence.Item{Head: store.Head{Ref: "EVD-2026-001", Version: 1}, Kind: evidence.File, Title: "Report", FileName: "r.pdf", SHA256: strings.Repeat("ab", 32), Revision: 1, Review: evidence.Unreviewed}
	base := RecordPage{Item: it, Revisions: []Revision{{Revision: evidence.Revision{Item: it, By: "Ada"}}}}
	may := base
	may.MayEdit, may.MayReview = true, true
	acts := []string{"Change evidence", "Replace file", "Record review"}
	none, all := render(t, Record(base)), render(t, Record(may))
	for _, act := range acts {
		if strings.Contains(none, act) || !strings.Contains(all, act) {
			t.Errorf("%q is offered wrongly", act)
		}
	}
	if !strings.Contains(none, "Check the files now") || !strings.Contains(none, "/evidence/EVD-2026-001/files/1") {
		t.Error("a file that was not read must be offered for a check and for download")
	}
	linked := base
	linked.Item.Kind = evidence.Address
	linked.Revisions[0].Kind = evidence.Address
	if html := render(t, Record(linked)); strings.Contains(html, "Check") || strings.Contains(html, "SHA-256</dt>") {
		t.Error("a link has no file to check")
	}
}

func TestListCountsWhatItDoesNotName(t *testing.T) {
	it := evidence.Item{Head: store.Head{Ref: "EVD-2026-001"}, Title: "Report", Kind: evidence.File, Supports: []string{"42001:A.5.4", "42001:6.1.3", "SYS-2026-001", "RSK-2026-001", "RSK-2026-002"}}
	html := render(t, List(ListPage{Table: Columns("2026-11-22").Table([]evidence.Item{it}, refOf)}))
	for _, want := range []string{`href="/catalogue/A.5.4"`, ">6.1.3</a>", "SYS-2026-001", "and 2 more"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in the list", want)
		}
	}
	if strings.Contains(html, "RSK-2026-001") || strings.Contains(html, "Add evidence") {
		t.Error("the list shows what it should not")
	}
}

func refOf(it evidence.Item) string { return it.Ref }
