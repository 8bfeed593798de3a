package impactview_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/aims-workbench/aims/internal/aims/impact"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/templates/impactview"
	"github.com/aims-workbench/aims/templates/ui"
)

const hostile = `"><script>alert(1)</script>`

func render(t *testing.T, c templ.Component) string {
	t.Helper()
	var out bytes.Buffer
	if err := c.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "<script>") || strings.Contains(out.String(), " style=") {
		t.Error("the page lets a script or a style in")
	}
	return out.String()
}

func expect(t *testing.T, page string, want, hide []string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(page, w) {
			t.Errorf("%q is missing", w)
		}
	}
	for _, h := range hide {
		if strings.Contains(page, h) {
			t.Errorf("%q must not be there", h)
		}
	}
}

// everything is an assessment with hostile text in every answer.
func everything(state impact.State) impact.Assessment {
	a := impact.Assessment{
		Head: store.Head{Ref: "IMP-2026-001", Version: 4}, System: "SYS-2026-001", State: state, Sensitive: true, ApprovedAlone: "",
		Items: []impact.Item{
			{Area: hostile, Reach: impact.Groups, Effect: impact.Harm, What: hostile, Severity: 5, Likelihood: 4, Scale: 4, Irreversible: 5},
			{Reach: impact.Society, Effect: impact.Benefit, What: "Less waste"},
		},
		Measures: []impact.Measure{{What: hostile, Control: "42001:A.6.2.6", Owner: hostile, Due: "2026-12-01", Status: impact.UnderWay}},
	}
	for _, s := range impact.Sections() {
		for _, q := range s.Questions {
			a.SetAnswer(q.Key, hostile)
		}
	}
	a.Decision, a.NextReview, a.AssessedOn, a.Trigger = impact.Stop, "2026-10-01", "2026-09-01", impact.Incident
	return a
}

func TestCoverage(t *testing.T) {
	empty := render(t, impactview.Coverage(impactview.CoveragePage{May: true}))
	expect(t, empty, []string{"No AI system to assess", "inventory", "Open AI systems"}, []string{"Begin", "<table"})
	a := everything(impact.Approved)
	rows := []impact.Cover{
		{System: inventory.System{Head: store.Head{Ref: "SYS-2026-002"}, Name: hostile, InScope: scope.Undecided}},
		{System: inventory.System{Head: store.Head{Ref: "SYS-2026-001"}, Name: "Ranker"}, Approved: &a},
	}
	list := func(may bool) ui.TableSpec {
		return impactview.CoverColumns("2026-11-22", may).Table(rows, func(c impact.Cover) string { return c.System.Ref })
	}
	full := impactview.CoveragePage{Systems: true, May: true, Table: list(true)}
	page := render(t, impactview.Coverage(full))
	expect(t, page, []string{"Not assessed", "Review overdue", "Overdue since 1 Oct 2026", "Very high", "Stop", "scope not decided", "/impact/new?system=SYS-2026-002"}, nil)
	full.May, full.Table = false, list(false)
	expect(t, render(t, impactview.Coverage(full)), nil, []string{"/impact/new"})
}

func TestList(t *testing.T) {
	expect(t, render(t, impactview.List(impactview.ListPage{})), []string{"No assessment recorded", "6.1.4"}, []string{"Begin assessment"})
	page := render(t, impactview.List(impactview.ListPage{Table: impactview.Columns(map[string]string{"SYS-2026-001": hostile}, "2026-11-22").Table(
		[]impact.Assessment{everything(impact.Draft)}, func(a impact.Assessment) string { return a.Ref })}))
	expect(t, page, []string{"Draft", "incident", "&#34;&gt;&lt;script&gt;", "1 Oct 2026"}, []string{"Overdue"}) // a draft has no review to miss
}

func TestRecordReadsWhole(t *testing.T) {
	p := impactview.RecordPage{Assessment: everything(impact.Approved), System: ui.RelatedItem{Ref: "SYS-2026-001", Title: hostile, Href: "/x"}, Today: "2026-11-22", MayBegin: true}
	p.Assessment.ApprovedAlone, p.Assessment.ApprovedAt, p.Assessment.ApprovedBy = hostile, "2026-09-02T10:00:00Z", "Lea"
	page := render(t, impactview.Record(p))
	expect(t, page, []string{"Review overdue", "Written and approved by the same person", "2 Sep 2026, 10:00 UTC, by Lea", "Severity 5, likelihood 4, scale 4, lasting 5",
		"Not rated", "Severity counts twice", "/catalogue/A.6.2.6", "Under way", "Begin the next assessment"}, []string{"/sections/", "Check answers"})
	for _, s := range impact.Sections() {
		expect(t, page, []string{s.Title}, nil)
	}
}

func TestRecordIsATaskListForWhoWrites(t *testing.T) {
	p := impactview.RecordPage{Assessment: impact.Assessment{Head: store.Head{Ref: "IMP-2026-001"}, State: impact.Draft, Completed: []string{"data", "failure"}}, MayEdit: true}
	page := render(t, impactview.Record(p))
	expect(t, page, []string{"Not started", "Needs attention", "Done", "2 answers are still needed", "Check answers"}, []string{"Check and approve"})
	if n := strings.Count(page, "/sections/"); n != 12 {
		t.Errorf("%d sections are linked", n)
	}
}

func TestSectionsAskEachQuestionOnce(t *testing.T) {
	for i, s := range impact.Sections() {
		p := impactview.SectionPage{Assessment: everything(impact.Draft), SystemName: hostile, Section: s, Number: i + 1, Of: 11,
			Why: []impactview.Why{{ID: "A.5.2", Title: "Process", Text: "Because", Href: "/catalogue/A.5.2"}}}
		p.State.Errors = []check.Message{{Field: "individuals.severity.0", Text: "Choose a rating"}}
		page := render(t, impactview.Section(p))
		for _, q := range s.Questions {
			if strings.Count(page, `id="`+q.Name+`"`) != 1 {
				t.Errorf("%s: %s is not there once", s.ID, q.Name)
			}
		}
		expect(t, page, []string{"Why we ask", "Because", `name="version" value="4"`, "Save and continue", "Have you completed this section?"}, []string{"Submit"})
	}
}

func TestCheckOffersOnlyWhatIsAllowed(t *testing.T) {
	p := impactview.CheckPage{Assessment: impact.Assessment{Head: store.Head{Ref: "IMP-2026-001", Version: 2}, State: impact.Draft}, MayApprove: true, MayEdit: true}
	expect(t, render(t, impactview.Check(p)), []string{"parts are missing", "/sections/conclusion?from=check#decision", "Change"}, []string{"Approve IMP-2026-001"})
	p.Assessment = everything(impact.Draft)
	p.Assessment.Items, p.Assessment.Sensitive = p.Assessment.Items[:1], false
	expect(t, render(t, impactview.Check(p)), []string{"Approve IMP-2026-001", "Remark on the approval", `value="4"`}, []string{"missing before"})
	p.Alone, p.MayEdit = true, false
	expect(t, render(t, impactview.Check(p)), []string{"Why do you approve what you wrote yourself?"}, []string{"/sections/"})
	p.MayApprove = false
	expect(t, render(t, impactview.Check(p)), []string{"An executive or an AI governance lead"}, []string{"<form"})
}
