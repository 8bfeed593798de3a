package web

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/trail"
	"github.com/aims-workbench/aims/templates/historyview"
	"github.com/aims-workbench/aims/templates/link"
)

// U31: the history of a record is one action away from its page.
func TestU31_EveryRecordLeadsToItsHistory(t *testing.T) {
	s := full(t)
	for _, ref := range []string{
		"SYS-2026-001", "ISS-2026-001", "PTY-2026-001", "NED-2026-001", "SCP-2026-001", "POL-2026-001", "POL-2026-001.v1", "ROL-2026-001", "SIG-2026-001",
		"IMP-2026-001", "RSK-2026-001", "ACT-2026-001", "ACC-2026-001", "CTL-2026-001", "SOA-2026-001", "EVD-2026-001", "USR-2026-001",
	} {
		page := s.get(access.Lead, link.Of(ref))
		if page.StatusCode != http.StatusOK || !strings.Contains(page.body, `href="`+link.HistoryOf(ref)+`"`) {
			t.Errorf("%s: the page %s (%d) has no way to its history", ref, link.Of(ref), page.StatusCode)
		}
	}
	if page := s.get(access.Lead, link.SoARow("42001:A.5.4")); !strings.Contains(page.body, `href="`+link.HistoryOf("42001:A.5.4")+`"`) {
		t.Error("the row of a control has no way to its history")
	}
}

func TestEveryActIsSaidInWords(t *testing.T) {
	s := full(t)
	var acts []string
	s.must(s.db.Read(context.Background()).Model(&trail.Entry{}).Distinct().Pluck("act", &acts).Error)
	if len(acts) < 15 {
		t.Fatalf("only %q", acts)
	}
	for _, act := range acts {
		if historyview.Said(act) == act {
			t.Errorf("%q is a bare verb", act)
		}
	}
}

func TestHistorySaysWhatChangedAndHowItWas(t *testing.T) {
	s := full(t)
	edit, save := link.RiskEdit("RSK-2026-001"), link.Risk("RSK-2026-001")
	form := s.formOn(s.get(access.Lead, edit).body, save)
	long := strings.Repeat("The ranking may drift for one group. ", 4)
	for _, text := range []string{long, strings.Replace(long, "drift", "lean", 1)} {
		form.Set("description", text)
		form.Set("title", "Drift "+strconv.Itoa(len(text)))
		if a := s.post(access.Lead, save, form); a.StatusCode != http.StatusSeeOther {
			t.Fatalf("%d", a.StatusCode)
		}
		form = s.formOn(s.get(access.Lead, edit).body, save)
	}
	entries, err := s.db.History(context.Background(), "RSK-2026-001")
	s.must(err)
	last := len(entries)
	s.run(row{name: "words", as: access.Reader, address: link.HistoryOf("RSK-2026-001"), status: http.StatusOK, want: []string{
		"changed it", "<del>", "drift", "<ins>", "lean", "identified and recorded it", "The record as it was then",
	}})
	s.run(row{name: "then", as: access.Reader, address: link.RecordThen("RSK-2026-001", last-1), status: http.StatusOK,
		want: []string{"as it was on", "Drift " + strconv.Itoa(len(long)), "It stood until"}, hide: []string{"lean"}})
	s.run(row{name: "now", as: access.Reader, address: link.RecordThen("RSK-2026-001", last), status: http.StatusOK, want: []string{"still stands", "lean"}})
	s.run(row{name: "a day", as: access.Reader, address: link.Query(link.HistoryOf("RSK-2026-001"), "on", string(s.db.Now().Day())), status: http.StatusOK, want: []string{"as it was on", "lean"}})
	s.run(row{name: "before it was", as: access.Reader, address: link.Query(link.HistoryOf("RSK-2026-001"), "on", "2001-01-01"), status: http.StatusOK, want: []string{"There was no RSK-2026-001 yet"}})
	s.run(row{name: "no day", as: access.Reader, address: link.Query(link.HistoryOf("RSK-2026-001"), "on", "soon"), status: http.StatusOK, want: []string{"Give the day as"}})
}

func TestABulkDecisionIsNamedInTheHistory(t *testing.T) {
	s := full(t)
	form := url.Values{"row": {"42001:A.10.4"}, "seen": {s.versionOf("42001:A.10.4")}, "owner": {"Ada"}}
	a := s.post(access.Lead, link.SoABulk(), form)
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d %.1000s", a.StatusCode, a.body)
	}
	to := a.Header.Get("Location")
	s.run(row{name: "named", as: access.Lead, address: link.HistoryOf("42001:A.10.4"), status: http.StatusOK, want: []string{`href="` + to + `"`, "together with others"}})
}
