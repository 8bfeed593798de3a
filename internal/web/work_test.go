package web

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/agenda"
	"github.com/aims-workbench/aims/internal/aims/inventory"
	"github.com/aims-workbench/aims/internal/aims/leadership"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aims/support"
	"github.com/aims-workbench/aims/internal/readiness"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
	"github.com/aims-workbench/aims/templates/link"
)

// Weeks begin on Monday, leave out no day and hold none twice.
func TestWeeksFollowOneAnother(t *testing.T) {
	for _, today := range []when.Day{"2026-11-22", "2026-11-23", "2026-11-25", "2027-01-01"} {
		all := weeks(today)
		if all[0].to != today.Add(-1) || all[1].from != today || len(all) != weeksAhead+2 {
			t.Errorf("%s: begins with %v", today, all[:2])
		}
		for i := 1; i < len(all)-1; i++ {
			if all[i+1].from != all[i].to.Add(1) || all[i].to.Time().Weekday() != 0 {
				t.Errorf("%s: %v and then %v", today, all[i], all[i+1])
			}
		}
	}
}

// Work is mine by my name, by my address, and by the title of a role that I hold.
func TestWorkIsMineByNameAndByRole(t *testing.T) {
	who := access.Actor{Ref: "USR-2026-001", Name: "Ada Lovelace", Email: "ada@example.org"}
	v := viewOf(snapshot.Snapshot{
		Roles: []leadership.Role{{Title: "AI lead", Person: "Ada Lovelace"}, {Title: "AI sponsor", Person: "Jo"}, {Head: store.Head{RetiredOn: "2026-01-01"}, Title: "Clerk", Person: "Ada Lovelace"}},
		Policies: []leadership.Policy{
			{Head: store.Head{Ref: "POL-1"}, ReviewOn: "2026-11-20", Owner: "AI lead"}, {Head: store.Head{Ref: "POL-2"}, ReviewOn: "2026-11-24", Owner: "ada@example.org"},
			{Head: store.Head{Ref: "POL-3"}, ReviewOn: "2026-11-24", Owner: "AI sponsor"}, {Head: store.Head{Ref: "POL-4"}, ReviewOn: "2026-11-24", Owner: "Clerk"},
		},
	})
	var got []string
	for _, i := range dated(v, namesOf(v, who)) {
		got = append(got, i.Ref)
	}
	if strings.Join(got, " ") != "POL-1 POL-2" {
		t.Errorf("mine are %v", got)
	}
}

// A digest leaves the house, so it names no document that is not for all.
func TestADigestKeepsConfidentialTitles(t *testing.T) {
	v := viewOf(snapshot.Snapshot{Documents: []support.Document{
		{Head: store.Head{Ref: "DOC-1"}, Title: "Merger plan", Classification: support.Strict, ReviewOn: "2026-11-20"},
		{Head: store.Head{Ref: "DOC-2"}, Title: "Staff list", Classification: support.Confidential, ReviewOn: "2026-11-20"},
		{Head: store.Head{Ref: "DOC-3"}, Title: "House rules", Classification: support.InHouse, ReviewOn: "2026-11-20"},
	}})
	part := datedPart("Overdue", "", agenda.In(v.items, agenda.Overdue, v.Today()), unnamed(v), v.Today())
	text := digestText(homeview.DigestPage{Title: "Week", For: "Jo", Parts: []homeview.DigestPart{part}})
	if part.Count != 3 || strings.Contains(text, "Merger") || strings.Contains(text, "Staff") || !strings.Contains(text, "House rules") {
		t.Errorf("it says\n%s", text)
	}
	href, err := url.Parse(mailto("A & B", text))
	if err != nil || href.Scheme != "mailto" || href.Query().Get("body") != text || href.Query().Get("subject") != "A & B" {
		t.Errorf("the draft is %s, %v", href, err)
	}
}

// Who handles concerns is told to nobody else, whoever's digest is opened.
func TestADigestOfAnotherTellsNothingOfConcerns(t *testing.T) {
	s := full(t)
	for _, whom := range []string{"all", s.people[access.Lead].Ref, s.people[access.Executive].Ref} {
		if a := s.get(access.Contributor, link.Digest(whom)); a.StatusCode != http.StatusOK || strings.Contains(a.body, "Answer 1 concern") {
			t.Errorf("%s: %d", whom, a.StatusCode)
		}
	}
	if a := s.get(access.Lead, link.Digest(s.people[access.Auditor].Ref)); !strings.Contains(a.body, "for Test Internal auditor") {
		t.Error("the digest does not say for whom it is")
	}
}

// A gap of records stands under each of their owners, and else under nobody.
func TestGapsStandUnderTheirOwners(t *testing.T) {
	v := viewOf(snapshot.Snapshot{
		Systems: []inventory.System{
			{Head: store.Head{Ref: "SYS-1"}, Owner: "Ada", InScope: scope.Yes}, {Head: store.Head{Ref: "SYS-2"}, Owner: "Jo", InScope: scope.Yes}, {Head: store.Head{Ref: "SYS-3"}, InScope: scope.Yes},
		},
		Obligations: []scope.Obligation{{Head: store.Head{Ref: "OBL-1"}, Owner: "Ada", Met: scope.No}},
	})
	count := func(owner, rule string) int {
		for _, g := range (gapQuery{owner: owner}).narrow(v) {
			if g.Rule == rule {
				return max(1, len(g.Records))
			}
		}
		return 0
	}
	for _, c := range []struct {
		owner, rule string
		want        int
	}{{"Ada", "INV-03", 1}, {"Jo", "INV-03", 1}, {nobody, "INV-03", 1}, {"Ada", "OBL-02", 1}, {"Jo", "OBL-02", 0}, {nobody, "SCP-06", 1}, {"Ada", "SCP-06", 0}} {
		if got := count(c.owner, c.rule); got != c.want {
			t.Errorf("%s under %s: %d, want %d", c.rule, c.owner, got, c.want)
		}
	}
	all := len(v.gaps)
	if n := len((gapQuery{stage: "1"}).narrow(v)) + len((gapQuery{stage: "2"}).narrow(v)); n != all {
		t.Errorf("%d gaps at both stages, %d in all", n, all)
	}
}

// Every register has an owner to be found, or is known to have none.
func TestOwnersAreKnownForEveryRegister(t *testing.T) {
	s := full(t)
	snap, err := snapshot.Load(context.Background(), s.db)
	s.must(err)
	held := map[string]bool{}
	for _, h := range snap.Holdings() {
		held[h.Ref[:3]] = true
	}
	ownerless := []string{"ORG", "SCP", "CRT", "SOA", "CMT", "USR", "CNC", "CND", "IMR"} // of the whole, of a person's words, or of nobody
	for _, g := range readiness.Rules() {
		kind := kinds(t)[g.Rule]
		if kind != "-" && kind != "42001" && !held[kind] && !strings.Contains(strings.Join(ownerless, " "), kind) {
			t.Errorf("%s names %s, and nobody can be found for it", g.Rule, kind)
		}
	}
}

// The trend tells each month's end once it is worked out, and the list of that day opens.
func TestGapsOverTime(t *testing.T) {
	s := full(t)
	if a := s.get(access.Reader, link.GapTrend()); a.StatusCode != http.StatusOK || !strings.Contains(a.body, "Today") {
		t.Errorf("trend: %d", a.StatusCode)
	}
	a := s.get(access.Reader, link.GapsOn("2026-01-31"))
	if a.StatusCode != http.StatusOK || !strings.Contains(a.body, "at the end of 31 Jan 2026") {
		t.Errorf("gaps of a past day: %d", a.StatusCode)
	}
	ends := readiness.MonthEnds(s.db.Now().Day().Add(70), 3)
	<-s.server.monthly.work(s.db, ends)
	counts, missing := s.server.monthly.of(ends)
	if len(counts) != 2 || missing { // the first of the three is before the trail began
		t.Fatalf("counts %v, missing %v", counts, missing)
	}
	past, err := snapshot.AsOf(context.Background(), s.db, counts[0].On.End())
	s.must(err)
	if want := readiness.CountOf(counts[0].On, readiness.Check(past)); counts[0] != want {
		t.Errorf("counted %+v, want %+v", counts[0], want)
	}
	if counts, missing := s.server.monthly.of(append(ends, "2030-01-31")); len(counts) > 0 || !missing {
		t.Errorf("an unknown month leaves %v, missing %v", counts, missing)
	}
}
