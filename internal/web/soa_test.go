package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims/risk"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/soa"
	"github.com/aims-workbench/aims/internal/evidence"
	"github.com/aims-workbench/aims/internal/store"
)

const soaReason = "People affected by the ranking must be considered."

// keep writes records as their own stages would.
func (s *site) keep(recs ...store.Record) {
	s.Helper()
	s.must(s.db.Write(context.Background(), s.as(access.Lead), access.Import, func(tx *store.Tx) error {
		for _, r := range recs {
			if err := tx.Create("record", r, ""); err != nil {
				return err
			}
		}
		return nil
	}))
}

func usingRisk(n int, treatment risk.Treatment, keys ...string) *risk.Risk {
	return &risk.Risk{Head: store.Head{Ref: fmt.Sprintf("RSK-2026-%03d", n)}, Title: fmt.Sprintf("Risk <i>%d", n), Treatment: treatment, Status: risk.Open, Controls: keys}
}

func TestSoAPages(t *testing.T) {
	s := newSite(t)
	s.keep(usingRisk(1, risk.Mitigate, "42001:A.5.4"), &evidence.Item{Head: store.Head{Ref: "EVD-2026-001"}, Title: "Minutes", Kind: evidence.Address, Address: "https://example.org", Supports: []string{"42001:A.5.4"}})
	decision := func(version, answer, reason string, more ...string) url.Values {
		v := url.Values{"version": {version}, "applicable": {answer}, "reason": {reason}}
		for i := 0; i+1 < len(more); i += 2 {
			v.Add(more[i], more[i+1])
		}
		return v
	}
	own := url.Values{"title": {"Red <b>team"}, "description": {"Two people attack it"}, "applicable": {"yes"}, "reason": {soaReason}}
	for _, r := range []row{
		{name: "U28 a reader sees all rows, undecided, and no button", as: access.Reader, address: "/soa", status: http.StatusOK,
			want: []string{"0 of 38", "38 controls", `href="/soa/A.2.2"`, `href="/soa/A.10.4"`, "Undecided", `href="/soa/A.5.4#risks"`, "Never approved"}, hide: []string{"Decide ticked", "Add own control", "Check and approve", `name="row"`}},
		{name: "a lead is offered all acts", as: access.Lead, address: "/soa", status: http.StatusOK, want: []string{"Decide ticked", "Add own control", "Check and approve", "Decide next control: A.2.2"}},
		{name: "an executive may approve but not decide", as: access.Executive, address: "/soa", status: http.StatusOK, want: []string{"Check and approve"}, hide: []string{"Add own control", `name="row"`}},
		{name: "a filter that leaves nothing says so", as: access.Reader, address: "/soa?q=nothinglikethis", status: http.StatusOK, want: []string{"No control fits", "Clear filters", "0 of 38 controls"}},
		{name: "the number of decided rows opens those", as: access.Reader, address: "/soa?decided=yes", status: http.StatusOK, want: []string{"0 of 38 controls", `href="/soa?decided=yes"`}, hide: []string{`href="/soa/A.2.2"`}},
		{name: "a row that nobody began", as: access.Reader, address: "/soa/A.5.4", status: http.StatusOK, want: []string{"What an auditor asks", "Risk &lt;i&gt;1", "Minutes", "nothing was decided yet"}, hide: []string{"Decide control", "Risk <i>1"}},
		{name: "the long key leads to the same row", as: access.Reader, address: "/soa/42001:A.5.4", status: http.StatusOK, want: []string{"Risk &lt;i&gt;1"}},
		{name: "the place of an objective says what was meant", as: access.Reader, address: "/soa/A.5.1", status: http.StatusNotFound, want: []string{"the place of the objective"}},
		{name: "the form knows what uses the control", as: access.Lead, address: "/soa/A.5.4/edit", status: http.StatusOK, want: []string{`value="RSK-2026-001"`, "What uses it already", "Previous undecided: A.5.3", "Next undecided: A.5.5"}},
		{name: "a contributor may not decide", as: access.Contributor, post: true, address: "/soa/A.5.4", form: decision("", "yes", soaReason), status: http.StatusForbidden},
		{name: "excluding needs a sentence, text kept", as: access.Lead, post: true, address: "/soa/A.5.4", form: decision("", "no", "n/a <b>"), status: http.StatusUnprocessableEntity, want: []string{"Error: ", "at least one sentence", "n/a &lt;b&gt;", `value="no" checked`}},
		{name: "a driver that does not exist is marked in its line", as: access.Lead, post: true, address: "/soa/A.5.4", form: decision("", "yes", soaReason, "drivers.kind", "legal", "drivers.ref", "NED-2026-404", "drivers.note", ""), status: http.StatusUnprocessableEntity, want: []string{"There is no record NED-2026-404", `href="#drivers.ref.0"`}},
		{name: "decided, on to the next", as: access.Lead, post: true, address: "/soa/A.5.4", form: decision("", "yes", soaReason, "then", "next", "drivers.kind", "risk", "drivers.ref", "rsk-2026-001", "drivers.note", ""), status: http.StatusSeeOther, want: []string{"Location: /soa/A.5.5/edit"}, traced: 1},
		{name: "somebody else began the row meanwhile", as: access.Lead, post: true, address: "/soa/A.5.4", form: decision("", "no", "Nobody is affected by what we do."), status: http.StatusConflict, want: []string{"Lea Lead", soaReason, "Nobody is affected", `name="version" value="1"`}},
		{name: "excluded against a risk that relies on it", as: access.Lead, post: true, address: "/soa/A.5.4", form: decision("1", "no", "Nobody is affected by what we do."), status: http.StatusSeeOther, want: []string{"Location: /soa/A.5.4"}, traced: 1},
		{name: "the linter says so", as: access.Reader, address: "/soa/A.5.4", status: http.StatusOK, want: []string{"Excluded, but 1 risk relies on it", "Excluded"}},
		{name: "the list narrows to remarks", as: access.Reader, address: "/soa?applicable=no&remarks=yes", status: http.StatusOK, want: []string{"1 of 38 controls", "Blocks approval", "1 of 38"}, hide: []string{`href="/soa/A.2.2"`}},
		{name: "own control refused with all messages", as: access.Lead, post: true, address: "/soa", form: url.Values{"applicable": {"yes"}, "owner": {"Ada"}}, status: http.StatusUnprocessableEntity, want: []string{"Give the control a title", "Say what the control asks for", "Say why the control is necessary", `value="Ada"`}},
		{name: "own control", as: access.Lead, post: true, address: "/soa", form: own, status: http.StatusSeeOther, want: []string{"Location: /soa/CTL-2026-001"}, traced: 1},
		{name: "shown, escaped, may be retired", as: access.Lead, address: "/soa/CTL-2026-001", status: http.StatusOK, want: []string{"Red &lt;b&gt;team", "Retire this record"}, hide: []string{"Red <b>team"}},
		{name: "in the list under its own heading", as: access.Reader, address: "/soa", status: http.StatusOK, want: []string{"39 controls", "Controls of our own", "2 of 39"}},
		{name: "retired", as: access.Lead, post: true, address: "/soa/CTL-2026-001/retire", form: url.Values{"version": {"1"}, "reason": {"merged"}}, status: http.StatusSeeOther, traced: 1},
		{name: "a retired control says so", as: access.Lead, address: "/soa/CTL-2026-001", status: http.StatusOK, want: []string{"Retired on 22 Nov 2026: merged"}, hide: []string{"Change decision"}},
		{name: "and has no form", as: access.Lead, address: "/soa/CTL-2026-001/edit", status: http.StatusUnprocessableEntity, want: []string{"Add a new control instead"}},
		{name: "an Annex A control cannot be retired", as: access.Lead, post: true, address: "/soa/A.5.4/retire", form: url.Values{"version": {"2"}, "reason": {"x"}}, status: http.StatusUnprocessableEntity, want: []string{"Exclude it"}},
		{name: "no versions teach", as: access.Reader, address: "/soa/versions", status: http.StatusOK, want: []string{"No approved version yet"}},
		{name: "approval lists what blocks and offers no button", as: access.Executive, address: "/soa/approve", status: http.StatusOK, want: []string{"38 remarks block", `id="A.2.2"`, `id="A.5.4"`}, hide: []string{"Approve Statement of Applicability version"}},
		{name: "approval refused with every blocker", as: access.Executive, post: true, address: "/soa/approve", form: url.Values{"note": {"first"}}, status: http.StatusUnprocessableEntity, want: []string{"There are 38 things to mend", `href="#A.2.2"`}},
		{name: "a contributor may not approve", as: access.Contributor, address: "/soa/approve", status: http.StatusForbidden},
	} {
		s.run(r)
	}
}

func TestSoABulkPages(t *testing.T) {
	s := newSite(t)
	st := soa.New(s.db)
	if _, err := st.Decide(context.Background(), s.as(access.Lead), soa.Row{Head: store.Head{Ref: "A.5.4"}, Applicable: scope.Yes, Reason: soaReason}); err != nil {
		t.Fatal(err)
	}
	form := func(answer, reason, seen string) url.Values {
		return url.Values{"row": {"A.5.4", "A.2.2"}, "seen": {seen, "0"}, "applicable": {answer}, "reason": {reason}}
	}
	const why = "We neither build nor <run> such systems."
	for _, r := range []row{
		{name: "nothing ticked leads back", as: access.Lead, address: "/soa/bulk", status: http.StatusSeeOther, want: []string{"Location: /soa"}},
		{name: "the form carries rows and versions", as: access.Lead, address: "/soa/bulk?row=A.5.4&row=A.2.2", status: http.StatusOK, want: []string{"Decide 2 rows together", "A.5.4, A.2.2", `name="seen" value="1"`, `name="seen" value="0"`}},
		{name: "a reader may not", as: access.Reader, post: true, address: "/soa/bulk", form: form("no", why, "1"), status: http.StatusForbidden},
		{name: "an empty change is refused", as: access.Lead, post: true, address: "/soa/bulk/preview", form: form("", "", "1"), status: http.StatusUnprocessableEntity, want: []string{"Nothing is filled in"}},
		{name: "the preview changes nothing", as: access.Lead, post: true, address: "/soa/bulk/preview", form: form("no", why, "1"), status: http.StatusOK, want: []string{"2 rows will change", soaReason, "&lt;run&gt;", "Change 2 rows"}},
		{name: "a preview takes over what others did meanwhile", as: access.Lead, post: true, address: "/soa/bulk/preview", form: form("no", why, "7"), status: http.StatusOK, want: []string{`name="seen" value="1"`}},
		{name: "the preview says what would be refused", as: access.Lead, post: true, address: "/soa/bulk/preview", form: form("yes", "", "1"), status: http.StatusOK, want: []string{"including needs a reason", "Some rows would be refused"}, hide: []string{"Change 1 row"}},
		{name: "a damaged form", as: access.Lead, post: true, address: "/soa/bulk", form: form("no", why, "x"), status: http.StatusUnprocessableEntity, want: []string{"tick the rows again"}},
		{name: "stale rows are a conflict", as: access.Lead, post: true, address: "/soa/bulk", form: form("no", why, "7"), status: http.StatusConflict, want: []string{"changed by somebody else"}},
		{name: "one batch", as: access.Lead, post: true, address: "/soa/bulk", form: form("no", why, "1"), status: http.StatusSeeOther, want: []string{"Location: /soa/bulk/BAT-2026-001"}, traced: 2},
		{name: "the result offers undo", as: access.Lead, address: "/soa/bulk/BAT-2026-001", status: http.StatusOK, want: []string{"2 rows decided together", "Undo this decision", `href="/soa/A.5.4"`}},
		{name: "not to a reader", as: access.Reader, address: "/soa/bulk/BAT-2026-001", status: http.StatusOK, hide: []string{"Undo this decision"}},
		{name: "undone", as: access.Lead, post: true, address: "/soa/bulk/BAT-2026-001/undo", status: http.StatusSeeOther, want: []string{"Location: /soa/bulk/BAT-2026-001"}, traced: 2},
		{name: "and said so", as: access.Lead, address: "/soa/bulk/BAT-2026-001", status: http.StatusOK, want: []string{"This was undone"}, hide: []string{"Undo this decision"}},
		{name: "once", as: access.Lead, post: true, address: "/soa/bulk/BAT-2026-001/undo", status: http.StatusConflict, want: []string{"undone"}},
		{name: "the rows are back", as: access.Lead, address: "/soa", status: http.StatusOK, want: []string{"1 of 38", soaReason}},
		{name: "there is no such batch", as: access.Lead, address: "/soa/bulk/BAT-2026-009", status: http.StatusNotFound},
	} {
		s.run(r)
	}
}

func TestSoAApprovalPages(t *testing.T) {
	s := newSite(t)
	ctx, st, lead := context.Background(), soa.New(s.db), s.as(access.Lead)
	var picks []soa.Pick
	for _, c := range controls.MustLoad().Controls {
		picks = append(picks, soa.Pick{Key: c.Key().String()})
	}
	_, _, err := st.DecideMany(ctx, lead, picks, soa.Change{Applicable: scope.Yes, Reason: soaReason})
	s.must(err)
	check := s.run(row{name: "a clean check offers the act by its name", as: access.Executive, address: "/soa/approve", status: http.StatusOK,
		want: []string{"Nothing blocks approval", "The same reason stands in 37 other rows", "Approve Statement of Applicability version 1"}, hide: []string{"What changed since"}})
	seen := regexp.MustCompile(`name="seen" value="([0-9a-f]{64})"`).FindStringSubmatch(check.body)
	if seen == nil {
		t.Fatal("the page does not carry what was seen")
	}
	var many []store.Record
	for n := range 12 {
		many = append(many, usingRisk(n+1, risk.Mitigate, "42001:A.5.4"))
	}
	s.keep(many...)
	s.run(row{name: "what changed meanwhile is not approved", as: access.Executive, post: true, address: "/soa/approve", form: url.Values{"seen": {seen[1]}, "note": {"my note"}}, status: http.StatusConflict, want: []string{"changed while you were reading", "my note"}})
	now, err := st.Propose(ctx)
	s.must(err)
	s.run(row{name: "approved", as: access.Executive, post: true, address: "/soa/approve", form: url.Values{"seen": {now.Next.RowsSum}}, status: http.StatusSeeOther, want: []string{"Location: /soa/versions/SOA-2026-001"}, traced: 1})
	s.run(row{name: "the version as printed", as: access.Reader, address: "/soa/versions/SOA-2026-001", status: http.StatusOK,
		want: []string{now.Next.RowsSum, "Test Executive, Executive", "38 controls", "RSK-2026-001", "and 4 more", `href="/soa/versions/SOA-2026-001/A.5.4"`}, hide: []string{"do not match the hash", "RSK-2026-011"}})
	s.run(row{name: "a row of it in full", as: access.Reader, address: "/soa/versions/SOA-2026-001/A.5.4", status: http.StatusOK, want: []string{"RSK-2026-012", "Risk &lt;i&gt;12", "As approved in version 1"}})
	s.run(row{name: "no such row in it", as: access.Reader, address: "/soa/versions/SOA-2026-001/CTL-2026-009", status: http.StatusNotFound})
	_, err = st.Decide(ctx, lead, soa.Row{Head: store.Head{Ref: "A.2.2", Version: 1}, Applicable: scope.Yes, Reason: "The board asked for an AI policy in March."})
	s.must(err)
	s.run(row{name: "the next check shows the difference", as: access.Lead, address: "/soa/approve", status: http.StatusOK, want: []string{"What changed since version 1", "1 control changed", "The board asked", "version 2"}})
	s.run(row{name: "a next version needs a note", as: access.Lead, post: true, address: "/soa/approve", form: url.Values{}, status: http.StatusUnprocessableEntity, want: []string{"why there is a new version", "You decided every row"}})
	s.run(row{name: "version 2", as: access.Lead, post: true, address: "/soa/approve", form: url.Values{"note": {"Reasons <made> particular"}, "alone": {"We are two people"}}, status: http.StatusSeeOther, traced: 1})
	s.run(row{name: "with what changed since the one before", as: access.Reader, address: "/soa/versions/SOA-2026-002", status: http.StatusOK, want: []string{"What changed since version 1", "The board asked", "Reasons &lt;made&gt; particular"}})
	s.run(row{name: "both are listed", as: access.Reader, address: "/soa/versions", status: http.StatusOK, want: []string{"2 versions", "SOA-2026-001", "SOA-2026-002"}})
	if first := s.get(access.Reader, "/soa/versions/SOA-2026-001"); strings.Contains(first.body, "The board asked") {
		t.Error("the first version moved with the row")
	}
}
