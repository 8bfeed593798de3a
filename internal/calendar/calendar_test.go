package calendar_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/calendar"
)

func feed(entries ...calendar.Entry) string {
	return string(calendar.Feed{Name: "AIMS, Merrowdale", Stamp: "2026-11-22T08:00:00Z", Entries: entries}.Bytes())
}

// unfolded are the lines as a reader joins them again.
func unfolded(s string) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(s, "\r\n ", ""), "\r\n"), "\r\n")
}

func TestAnEntryIsAWholeDay(t *testing.T) {
	got := strings.Join(unfolded(feed(calendar.Entry{Key: "RSK-1", On: "2026-12-31", Summary: "Risk review RSK-2026-001", URL: "http://aims.localhost:4201/risk/RSK-2026-001", Kind: "Risk review"})), "\n")
	want := `BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//AIMS Workbench//Calendar//EN
CALSCALE:GREGORIAN
NAME:AIMS\, Merrowdale
X-WR-CALNAME:AIMS\, Merrowdale
REFRESH-INTERVAL;VALUE=DURATION:PT6H
X-PUBLISHED-TTL:PT6H
BEGIN:VEVENT
UID:da5a6d57a03b8f0e4ca4dcc5b5d4ef1e@aims-workbench
DTSTAMP:20261122T080000Z
DTSTART;VALUE=DATE:20261231
DTEND;VALUE=DATE:20270101
SUMMARY:Risk review RSK-2026-001
URL:http://aims.localhost:4201/risk/RSK-2026-001
CATEGORIES:Risk review
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR`
	uid := func(s string) string {
		_, rest, _ := strings.Cut(s, "UID:")
		before, _, _ := strings.Cut(rest, "\n")
		return before
	}
	if strings.Replace(got, uid(got), uid(want), 1) != want {
		t.Errorf("got\n%s", got)
	}
}

func TestLinesAreFoldedAndNoLetterIsCut(t *testing.T) {
	for _, title := range []string{strings.Repeat("é", 200), strings.Repeat("a", 300), "a" + strings.Repeat("日本", 90), strings.Repeat("x", 67), strings.Repeat("x", 68)} {
		s := feed(calendar.Entry{Key: "k", On: "2026-12-31", Summary: title})
		for _, l := range strings.Split(s, "\r\n") {
			if len(l) > 75 || !utf8.ValidString(l) || strings.ContainsAny(l, "\r\n") {
				t.Errorf("line of %d octets: %q", len(l), l)
			}
		}
		if !strings.Contains(strings.Join(unfolded(s), "\n"), "\nSUMMARY:"+title+"\n") {
			t.Errorf("%.10s… does not come back whole", title)
		}
	}
}

func TestWordsCannotBreakOut(t *testing.T) {
	s := feed(calendar.Entry{Key: "k", On: "2026-12-31", Summary: "a\r\nEND:VEVENT\nBEGIN:VEVENT; b, c\\d \x00\x07 \xff"})
	if strings.Count(s, "\r\nBEGIN:VEVENT") != 1 || strings.Count(s, "\r\nEND:VEVENT") != 1 {
		t.Errorf("words became properties:\n%s", s)
	}
	if want := `SUMMARY:a\nEND:VEVENT\nBEGIN:VEVENT\; b\, c\\d  �`; !strings.Contains(strings.Join(unfolded(s), "\n"), want) {
		t.Errorf("want %s in\n%s", want, s)
	}
}

func TestAnEntryIsTheSameOnAnotherDay(t *testing.T) {
	uids := func(s string) (out []string) {
		for _, l := range unfolded(s) {
			if v, ok := strings.CutPrefix(l, "UID:"); ok {
				out = append(out, v)
			}
		}
		return out
	}
	a := uids(feed(calendar.Entry{Key: "review RSK-1", On: "2026-12-31", Summary: "Old"}))
	b := uids(feed(calendar.Entry{Key: "review RSK-1", On: "2027-01-31", Summary: "New"}, calendar.Entry{Key: "review RSK-1", On: "2027-02-01"}, calendar.Entry{Key: "end RSK-1", On: "2027-02-01"}))
	if len(b) != 3 || a[0] != b[0] || b[0] == b[1] || b[1] == b[2] || b[0] == b[2] {
		t.Errorf("%v, then %v", a, b)
	}
}

func TestNothingIsStillACalendar(t *testing.T) {
	s := feed(calendar.Entry{Key: "k", Summary: "no day"}, calendar.Entry{Key: "k", On: "soon"})
	if strings.Contains(s, "VEVENT") || !strings.Contains(s, "BEGIN:VTIMEZONE") {
		t.Errorf("got\n%s", s)
	}
}
