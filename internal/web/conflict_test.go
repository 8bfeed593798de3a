package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/templates/link"
)

// quarrel is a form that two people had open; the other one saved first.
type quarrel struct {
	*site
	action string
	mine   url.Values
}

// quarrelOn lets the second form be saved after change has been at it.
func quarrelOn(t *testing.T, edit, action string, change func(theirs url.Values)) *quarrel {
	t.Helper()
	s := full(t)
	mine := s.formOn(s.get(access.Lead, edit).body, action)
	theirs := s.formOn(s.get(access.Lead, edit).body, action)
	change(theirs)
	if a := s.post(access.Lead, action, theirs); a.StatusCode != http.StatusSeeOther {
		p, _ := paperOf([]byte(a.body), action)
		t.Fatalf("theirs: %d %s", a.StatusCode, wordsOf(p.withClass("error-summary")))
	}
	return &quarrel{s, action, mine}
}

// sends posts a form and gives the form that comes back and the conflict in words.
func (q *quarrel) sends(form url.Values, status int) (url.Values, string) {
	q.Helper()
	a := q.post(access.Lead, q.action, form)
	if a.StatusCode != status {
		q.Fatalf("status %d, want %d\n%.1500s", a.StatusCode, status, a.body)
	}
	if status == http.StatusSeeOther {
		return nil, ""
	}
	p, _ := paperOf([]byte(a.body), q.action)
	return p.sends(), wordsOf(p.withClass("conflict"))
}

func (q *quarrel) stored(edit string) url.Values {
	q.Helper()
	return q.formOn(q.get(access.Lead, edit).body, q.action)
}

func TestAConflictIsJoinedFieldByField(t *testing.T) {
	edit := link.RiskEdit("RSK-2026-001")
	q := quarrelOn(t, edit, link.Risk("RSK-2026-001"), func(theirs url.Values) {
		theirs.Set("title", "Their title")
		theirs.Set("notes", "Their notes")
		theirs.Set("owner", "Both agree")
		theirs["systems"] = []string{"SYS-2026-002"}
	})
	q.mine.Set("title", "My title")
	q.mine.Set("owner", "Both agree")
	q.mine.Set("category", "My category")
	entries := q.position()

	form, said := q.sends(q.mine, http.StatusConflict)
	if form.Get("title") != "My title" || form.Get("notes") != "Their notes" || form.Get("category") != "My category" || !slices.Equal(form["systems"], []string{"SYS-2026-002"}) {
		t.Errorf("joined as %q %q %q %q", form.Get("title"), form.Get("notes"), form.Get("category"), form["systems"])
	}
	for _, want := range []string{"Lea Lead changed this record", "Changed by both of you", "My title", "Their title", "Use theirs for", "already in the form below", "Their notes", "Changed by you alone", "Category"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not said: %s", want, said)
		}
	}
	if strings.Contains(said, "Both agree") && strings.Contains(said, "Use theirs for Owner") {
		t.Error("asks to choose between two equal texts")
	}

	t.Run("use theirs, then mine, then theirs", func(t *testing.T) {
		form.Set(theirsField, "title")
		form, said = q.sends(form, http.StatusConflict)
		if form.Get("title") != "Their title" || !strings.Contains(said, "My title") || !strings.Contains(said, "Use mine") {
			t.Errorf("%q: %s", form.Get("title"), said)
		}
		form.Set(oursField, "title")
		form, said = q.sends(form, http.StatusConflict)
		if form.Get("title") != "My title" || !strings.Contains(said, "Their title") {
			t.Errorf("%q: %s", form.Get("title"), said)
		}
		form.Set("title", "My title, typed on")
		form.Set(theirsField, "title")
		form, said = q.sends(form, http.StatusConflict)
		if form.Get("title") != "Their title" || !strings.Contains(said, "My title, typed on") {
			t.Errorf("what was typed on is lost: %q: %s", form.Get("title"), said)
		}
	})
	if q.position() != entries {
		t.Error("looking at both sides saved something")
	}

	t.Run("a refusal keeps the choice", func(t *testing.T) {
		title := form.Get("title")
		form.Set("title", "")
		form, said = q.sends(form, http.StatusUnprocessableEntity)
		if !strings.Contains(said, "My title, typed on") || !strings.Contains(said, "Their title") {
			t.Errorf("says %s", said)
		}
		form.Set("title", title)
	})

	t.Run("a third change gives the page again", func(t *testing.T) {
		third := q.stored(edit)
		third.Set("notes", "Third notes")
		third.Set("category", "Third category")
		q.sends(third, http.StatusSeeOther)
		form, said = q.sends(form, http.StatusConflict)
		if form.Get("notes") != "Third notes" || form.Get("category") != "My category" || !strings.Contains(said, "Third category") || form.Get("title") != "Their title" {
			t.Errorf("%q %q %q: %s", form.Get("notes"), form.Get("category"), form.Get("title"), said)
		}
	})
	q.sends(form, http.StatusSeeOther)
	if got := q.stored(edit); got.Get("category") != "My category" || got.Get("title") != "Their title" || got.Get("notes") != "Third notes" {
		t.Errorf("stored %q %q %q", got.Get("title"), got.Get("category"), got.Get("notes"))
	}
}

func TestAConflictOfLines(t *testing.T) {
	edit := link.ScopeStatementEdit("SCP-2026-002")
	q := quarrelOn(t, edit, link.ScopeStatement("SCP-2026-002"), func(theirs url.Values) {
		theirs["exclusions.what"], theirs["exclusions.reason"] = []string{"A", "B", "C", "D", "E", "F"}, []string{"1", "2", "3", "4", "5", "6"}
	})
	untouched, said := q.sends(q.mine, http.StatusConflict)
	if got := untouched["exclusions.what"]; !slices.Equal(got[:6], []string{"A", "B", "C", "D", "E", "F"}) {
		t.Errorf("their lines were not taken: %q %s", got, said)
	}
	q.mine["exclusions.what"][0] = "Mine"
	form, said := q.sends(q.mine, http.StatusConflict)
	if form["exclusions.what"][0] != "Mine" || !strings.Contains(said, "A · 1") || !strings.Contains(said, "Mine") {
		t.Errorf("%q %s", form["exclusions.what"], said)
	}
	form.Set(theirsField, "exclusions")
	form, _ = q.sends(form, http.StatusConflict)
	if got := form["exclusions.reason"]; got[5] != "6" {
		t.Errorf("theirs: %q", got)
	}
	form.Set(oursField, "exclusions")
	form, _ = q.sends(form, http.StatusConflict)
	if got := form["exclusions.what"]; got[0] != "Mine" || slices.Contains(got, "F") {
		t.Errorf("mine: %q", got)
	}
}

// Every form that changes a record joins both sides: what the other person alone
// changed is never taken back by saving.
func TestEveryFormJoinsWhatTheOtherChanged(t *testing.T) {
	forms := []struct{ edit, action, field string }{
		{link.OrganisationEdit(), link.Organisation(), "name"},
		{link.IssueEdit("ISS-2026-001"), link.Issue("ISS-2026-001"), "title"},
		{link.PartyEdit("PTY-2026-001"), link.Party("PTY-2026-001"), "name"},
		{link.NeedEdit("NED-2026-001"), link.Need("NED-2026-001"), "text"},
		{link.PolicyEdit("POL-2026-001"), link.Policy("POL-2026-001"), "title"},
		{link.VersionWrite("POL-2026-001.v2"), link.VersionWrite("POL-2026-001.v2"), "text"},
		{link.RoleEdit("ROL-2026-001"), link.Role("ROL-2026-001"), "title"},
		{link.SystemEdit("SYS-2026-001"), link.System("SYS-2026-001"), "name"},
		{link.AssessmentSection("IMP-2026-002", "individuals"), link.AssessmentSection("IMP-2026-002", "individuals"), "individuals.what"},
		{link.ActionEdit("ACT-2026-001"), link.Action("ACT-2026-001"), "what"},
		{link.CriteriaEdit(), link.Criteria(), "method"},
		{link.SoARowEdit("A.5.4"), link.SoARow("A.5.4"), "owner"},
		{link.EvidenceEdit("EVD-2026-001"), link.Evidence("EVD-2026-001"), "title"},
		{link.PersonEdit("USR-2026-002"), link.Person("USR-2026-002"), "job_title"},
	}
	for _, f := range forms {
		t.Run(f.action, func(t *testing.T) {
			q := quarrelOn(t, f.edit, f.action, func(theirs url.Values) { theirs[f.field][0] = "Theirs alone" })
			form, said := q.sends(q.mine, http.StatusConflict)
			if form[f.field][0] != "Theirs alone" || !strings.Contains(said, "Theirs alone") {
				t.Errorf("%s is %q: %s", f.field, form[f.field], said)
			}
			if strings.Contains(said, "Changed by both") || strings.Contains(said, "Changed by you alone") {
				t.Errorf("sees changes that nobody made: %s", said)
			}
			q.sends(form, http.StatusSeeOther)
			if got := q.stored(f.edit); got[f.field][0] != "Theirs alone" {
				t.Errorf("stored %q", got[f.field])
			}
		})
	}
}
