package when

import (
	"testing"
	"time"
)

func TestInstant(t *testing.T) {
	zone := time.FixedZone("UTC+5:30", 5*3600+1800)
	i := At(time.Date(2026, 3, 1, 2, 15, 59, 999_999_999, zone))
	if i != "2026-02-28T20:45:59Z" || i.Day() != "2026-02-28" {
		t.Errorf("got %s on %s", i, i.Day())
	}
	if got := i.Human(); got != "28 Feb 2026, 20:45 UTC" {
		t.Errorf("for people: %s", got)
	}
	if At(i.Time()) != i {
		t.Errorf("there and back: %s", At(i.Time()))
	}
	for _, empty := range []Instant{"", "x", "2026-13-01T00:00:00Z"} {
		if !empty.Time().IsZero() {
			t.Errorf("%q is %v", empty, empty.Time())
		}
	}
	if Instant("").Human() != "" || Instant("").Day() != "" || Instant("2026").Day() != "" {
		t.Error("an empty instant is not empty")
	}
}

func TestParseInstant(t *testing.T) {
	tests := map[string]Instant{
		"2026-11-22T09:30:00Z": "2026-11-22T09:30:00Z", "2026-11-22T09:30:00+02:00": "2026-11-22T07:30:00Z",
		"2026-11-22T09:30:00.9Z": "2026-11-22T09:30:00Z",
		"":                       "", "2026-11-22": "", "2026-11-22 09:30": "", "2026-02-30T00:00:00Z": "",
	}
	for in, want := range tests {
		got, err := ParseInstant(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v", in, got, err)
		}
	}
}

func TestParseDay(t *testing.T) {
	tests := map[string]bool{
		"": true, "2026-11-22": true, "2028-02-29": true, "2026-02-29": false, "2026-2-9": false,
		"22.11.2026": false, "11/22/2026": false, "2026-11-22T00:00:00Z": false, " 2026-11-22": false, "tomorrow": false,
	}
	for in, fine := range tests {
		got, err := ParseDay(in)
		if (err == nil) != fine || fine && got != Day(in) || Day(in).Valid() != fine {
			t.Errorf("%q: got %q, %v, valid %v", in, got, err, Day(in).Valid())
		}
	}
}

func TestDay(t *testing.T) {
	tests := []struct {
		day   Day
		days  int
		after Day
		human string
		end   Instant
	}{
		{"2026-12-31", 1, "2027-01-01", "31 Dec 2026", "2026-12-31T23:59:59Z"},
		{"2028-02-28", 1, "2028-02-29", "28 Feb 2028", "2028-02-28T23:59:59Z"},
		{"2026-03-29", -29, "2026-02-28", "29 Mar 2026", "2026-03-29T23:59:59Z"},
	}
	for _, tt := range tests {
		if got := tt.day.Add(tt.days); got != tt.after {
			t.Errorf("%s %+d days: %s", tt.day, tt.days, got)
		}
		if got := tt.day.Human(); got != tt.human {
			t.Errorf("%s for people: %s", tt.day, got)
		}
		if got := tt.day.End(); got != tt.end || got.Day() != tt.day {
			t.Errorf("%s ends at %s", tt.day, got)
		}
	}
	if Day("").Add(7) != "" || Day("").Human() != "" {
		t.Error("an empty day moved")
	}
}

func TestPassed(t *testing.T) {
	tests := []struct {
		day, today Day
		want       bool
	}{
		{"2026-11-21", "2026-11-22", true},
		{"2026-11-22", "2026-11-22", false},
		{"2026-11-23", "2026-11-22", false},
		{"", "2026-11-22", false},
	}
	for _, tt := range tests {
		if got := tt.day.Passed(tt.today); got != tt.want {
			t.Errorf("%q on %s: %v", tt.day, tt.today, got)
		}
	}
}
