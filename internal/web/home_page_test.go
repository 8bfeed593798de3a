package web

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aims-workbench/aims/internal/access"
	"github.com/aims-workbench/aims/internal/aims"
	"github.com/aims-workbench/aims/internal/aims/scope"
	"github.com/aims-workbench/aims/internal/aimstest"
	"github.com/aims-workbench/aims/internal/aimstest/seed"
	"github.com/aims-workbench/aims/internal/snapshot"
	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
	"github.com/aims-workbench/aims/templates/homeview"
)

var (
	counted    = regexp.MustCompile(`<a[^>]*?href="([^"]*)"[^>]*?data-count="(\d+)"`)
	cellOf     = regexp.MustCompile(`<td data-band="\d+">\s*<a href="([^"]*)"><b>(\d+)</b>`)
	countLine  = regexp.MustCompile(`<p class="count"[^>]*>\s*(\d+)`)
	statusWord = regexp.MustCompile(`(?s)<span class="status"[^>]*>(.*?)</span>`)
	tag        = regexp.MustCompile(`(?s)<svg.*?</svg>|<[^>]*>`)
)

// U8: every number on the pages over everything opens a list that is as long.
func TestU08_EveryNumberOpensWhatItCounts(t *testing.T) {
	for name, s := range map[string]*site{"empty": newSite(t), "full": full(t)} {
		opened := 0
		for _, role := range access.Roles {
			for _, p := range []string{"/", "/gaps", "/waiting", "/timeline", "/coverage", "/coverage?in=6", "/coverage?in=controls", "/coverage?in=6.1.3", "/coverage?in=A.5.4", "/risk/matrix"} {
				body := s.get(role, p).body
				for _, m := range append(counted.FindAllStringSubmatch(body, -1), cellOf.FindAllStringSubmatch(body, -1)...) {
					list := s.get(role, html.UnescapeString(m[1]))
					got := countLine.FindStringSubmatch(list.body)
					if list.StatusCode != http.StatusOK || got == nil || got[1] != m[2] {
						t.Errorf("%s, %s: %s says %s, %s answers %d with %q", name, role, p, m[2], m[1], list.StatusCode, got)
					}
					opened++
				}
			}
		}
		if opened < 100 {
			t.Errorf("%s: only %d numbers were found", name, opened)
		}
	}
}

// U7: wherever a page shows how far something is, it uses one of the four words.
func TestU07_OneVocabularyOfStatus(t *testing.T) {
	s, seen := full(t), map[aims.Status]bool{}
	for _, p := range seed.Pages {
		for _, m := range statusWord.FindAllStringSubmatch(s.get(access.Lead, p).body, -1) {
			word := aims.Status(strings.Join(strings.Fields(tag.ReplaceAllString(m[1], " ")), " "))
			if seen[word] = true; !slices.Contains(aims.Statuses, word) {
				t.Errorf("%s: the status %q", p, word)
			}
		}
	}
	if len(seen) < len(aims.Statuses) {
		t.Errorf("only %v occur", seen)
	}
}

// U10: each line of the gaps lands on the very field that mends it.
func TestU10_EachGapLandsOnTheField(t *testing.T) {
	for name, s := range map[string]*site{"empty": newSite(t), "full": full(t)} {
		v, err := s.server.now(context.Background())
		s.must(err)
		fields := 0
		for _, g := range v.gaps {
			for _, role := range []access.Role{access.Lead, access.Contributor, access.Reader} {
				to := homeview.Where(g, mayMend(s.as(role), g))
				address, field, named := strings.Cut(to, "#")
				a := s.get(role, address)
				if a.StatusCode != http.StatusOK {
					t.Errorf("%s, %s: %s leads %s to %d", name, g.Rule, to, role, a.StatusCode)
				}
				if named && !strings.Contains(a.body, ` id="`+field+`"`) {
					t.Errorf("%s, %s: %s has no such field", name, g.Rule, to)
				}
				if named {
					fields++
				}
			}
		}
		if fields < 5 {
			t.Errorf("%s: only %d gaps name a field", name, fields)
		}
	}
}

// U4: every home has exactly one primary action.
func TestU04_EveryHomeHasOnePrimaryAction(t *testing.T) {
	for name, s := range map[string]*site{"empty": newSite(t), "full": full(t)} {
		for _, role := range access.Roles {
			body := s.get(role, "/").body
			if n := strings.Count(body, `data-kind="primary"`); n != 1 {
				t.Errorf("%s, %s: %d primary actions", name, role, n)
			}
			if !strings.Contains(body, "about ") {
				t.Errorf("%s, %s: nobody says how long it takes", name, role)
			}
		}
		if body := s.get(access.Executive, "/").body; strings.Contains(body, `class="figures"`) || strings.Contains(body, "Clause by clause") {
			t.Errorf("%s: the executive's home is loud", name)
		}
	}
}

func TestTheDaysToTheAuditAreCounted(t *testing.T) {
	s := newSite(t)
	s.run(row{"no day is set", access.Lead, false, "/", nil, http.StatusOK, []string{"Set the days of the audit", "/scope/organisation/edit#stage1_on"}, nil, 0})
	s.run(row{"only a lead is asked", access.Auditor, false, "/", nil, http.StatusOK, nil, []string{"Set the days of the audit"}, 0})
	form := url.Values{"name": {"Example"}, "certifier": {"Body"}, "stage1_on": {"2026-12-04"}, "stage2_on": {"2026-12-03"}}
	s.run(row{"Stage 2 before Stage 1", access.Lead, true, "/scope/organisation", form, http.StatusUnprocessableEntity, []string{"Stage 2 comes after Stage 1"}, nil, 0})
	form.Set("stage2_on", "2027-02-01")
	s.run(row{"both days", access.Lead, true, "/scope/organisation", form, http.StatusSeeOther, nil, nil, 1})
	s.run(row{"the lead's number", access.Lead, false, "/", nil, http.StatusOK, []string{"<b>12</b>", "days to Stage 1, 4 Dec 2026"}, nil, 0})
	s.run(row{"the executive's words", access.Executive, false, "/", nil, http.StatusOK, []string{"12 days to the Stage 1 audit on 4 Dec 2026, by Body."}, nil, 0})
	s.run(row{"the list", access.Reader, false, "/timeline?kind=Audit", nil, http.StatusOK, []string{"Stage 1 audit", "Stage 2 audit", "2 dates"}, nil, 0})
}

func TestAuditWords(t *testing.T) {
	for _, c := range []struct {
		one, two, want string
	}{
		{"", "", ""}, {"2026-11-21", "", ""}, {"2026-11-22", "", "The Stage 1 audit begins today."},
		{"2026-11-23", "2027-01-01", "1 day to the Stage 1 audit on 23 Nov 2026."}, {"2026-11-21", "2026-12-22", "30 days to the Stage 2 audit on 22 Dec 2026."},
	} {
		if got := auditWords(view{Snapshot: &snapshot.Snapshot{Judged: "2026-11-22", Organisations: []scope.Organisation{{Stage1On: when.Day(c.one), Stage2On: when.Day(c.two)}}}}); got != c.want {
			t.Errorf("%s, %s: %q", c.one, c.two, got)
		}
	}
}

func TestWhatChangedSinceAPersonWasHere(t *testing.T) {
	s := newSite(t)
	issues := scope.New(s.db)
	for _, title := range []string{"One", "Two"} {
		_, err := issues.Identify(context.Background(), s.as(access.Lead), scope.Issue{Title: title, Side: scope.External})
		s.must(err)
	}
	s.run(row{"others see two", access.Auditor, false, "/", nil, http.StatusOK, []string{"2 new", "since the workbench began"}, nil, 0})
	s.run(row{"one's own acts are no news", access.Lead, false, "/", nil, http.StatusOK, nil, []string{"2 new"}, 0})
	here := strconv.FormatInt(s.position(), 10)
	s.run(row{"reading leaves it as it is", access.Auditor, false, "/", nil, http.StatusOK, []string{"2 new"}, nil, 0})
	s.run(row{"marked", access.Auditor, true, "/seen", url.Values{"position": {here}}, http.StatusSeeOther, nil, nil, 0})
	s.run(row{"no news", access.Auditor, false, "/", nil, http.StatusOK, []string{"since you were last here", "Nothing."}, []string{"2 new"}, 0})
	s.run(row{"not beyond the end", access.Auditor, true, "/seen", url.Values{"position": {"999999"}}, http.StatusSeeOther, nil, nil, 0})
	_, err := issues.Identify(context.Background(), s.as(access.Lead), scope.Issue{Title: "Three", Side: scope.External})
	s.must(err)
	a := s.run(row{"news", access.Auditor, false, "/", nil, http.StatusOK, []string{"1 new"}, nil, 0})
	m := regexp.MustCompile(`href="([^"]*)"[^>]*>1 new`).FindStringSubmatch(a.body)
	s.run(row{"the history is narrowed", access.Auditor, false, html.UnescapeString(m[1]), nil, http.StatusOK, []string{"1 record in 1 entry", "ISS-2026-003"}, []string{"ISS-2026-002"}, 0})
}

// Signing in on a later day moves what was seen to where the trail stood the day
// before; signing in twice on a day does not.
func TestSigningInOnALaterDayMovesWhatWasSeen(t *testing.T) {
	clock := aimstest.Noon
	db, err := store.Open(context.Background(), store.Options{Dir: t.TempDir(), Clock: clockOf(&clock)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s := siteOn(t, db, t.TempDir())
	auditor := s.people[access.Auditor].Ref
	seen := func() string {
		own, err := s.server.desk.Preferences(context.Background(), auditor)
		s.must(err)
		return own[seenTo]
	}
	first := strconv.FormatInt(s.position(), 10)
	s.must(s.server.visited(context.Background(), auditor))
	_, err = scope.New(db).Identify(context.Background(), s.as(access.Lead), scope.Issue{Title: "One", Side: scope.External})
	s.must(err)
	s.must(s.server.visited(context.Background(), auditor))
	if seen() != "" {
		t.Errorf("on the first day %q was seen", seen())
	}
	clock = clock.AddDate(0, 0, 1)
	s.must(s.server.visited(context.Background(), auditor))
	if seen() != first {
		t.Errorf("on the next day %q was seen, want %s", seen(), first)
	}
}

func TestTheWheelIsShownToWhoAsks(t *testing.T) {
	s := newSite(t)
	s.run(row{"hidden at first", access.Lead, false, "/", nil, http.StatusOK, []string{"Show as a wheel"}, []string{`id="wheel"`}, 0})
	s.run(row{"shown", access.Lead, true, "/wheel", url.Values{"show": {"yes"}}, http.StatusSeeOther, nil, nil, 0})
	s.run(row{"with words beside it", access.Lead, false, "/", nil, http.StatusOK, []string{`id="wheel"`, "Clauses 4–6, 0 of ", "Hide the wheel"}, nil, 0})
	s.run(row{"hidden", access.Lead, true, "/wheel", url.Values{"hide": {"yes"}}, http.StatusSeeOther, nil, nil, 0})
	s.run(row{"away", access.Lead, false, "/", nil, http.StatusOK, nil, []string{`id="wheel"`}, 0})
}

func TestFiltersOfTheTimelineAndTheGaps(t *testing.T) {
	s := full(t)
	now, err := s.server.now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []row{
		{"by owner", access.Reader, false, "/timeline?owner=jo", nil, http.StatusOK, []string{"2 dates", "ACT-2026-001", "IMP-2026-001"}, []string{"RSK-2026-001 "}, 0},
		{"by kind and span", access.Reader, false, "/timeline?kind=Policy+review&when=overdue", nil, http.StatusOK, []string{"1 date<", "POL-2026-001"}, []string{"ACT-2026-001"}, 0},
		{"nothing fits", access.Reader, false, "/timeline?owner=nobody", nil, http.StatusOK, []string{"0 dates"}, []string{"<svg viewBox=\"0 0 720"}, 0},
		{"an unknown span does not narrow", access.Reader, false, "/timeline?when=never", nil, http.StatusOK, []string{countOf(int64(len(now.items)), "date", "dates")}, nil, 0},
		{"gaps of a clause", access.Reader, false, "/gaps?clause=9", nil, http.StatusOK, []string{"CR-19"}, []string{"RSK-03"}, 0},
		{"gaps of a severity", access.Reader, false, "/gaps?severity=minor", nil, http.StatusOK, []string{"INV-02"}, []string{"CR-19"}, 0},
		{"gaps of an owner", access.Reader, false, "/gaps?owner=Amara", nil, http.StatusOK, []string{"RSK-03"}, []string{"CR-19", "INV-02"}, 0},
		{"an unknown clause", access.Reader, false, "/coverage?in=4.9", nil, http.StatusNotFound, []string{"no clause or control 4.9"}, nil, 0},
		{"what is not counted", access.Reader, false, "/coverage?in=9&count=not-recorded", nil, http.StatusOK, []string{"2 of 6 requirements not recorded"}, nil, 0},
	} {
		s.run(r)
	}
}

func clockOf(now *time.Time) func() time.Time { return func() time.Time { return *now } }
