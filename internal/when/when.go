// Package when holds the two times the workbench knows: a moment and a date.
//
// Both are text in one fixed, sortable form, in Go, in JSON and in both
// databases. So they compare with < and no driver can move them by a time zone.
package when

import (
	"fmt"
	"time"
)

// Instant is a moment in UTC to the whole second, "2026-11-22T09:30:00Z"; empty means not yet.
type Instant string

// Day is a date without a time, "2026-11-22"; empty means none given.
type Day string

// At turns a clock reading into an Instant.
func At(t time.Time) Instant {
	return Instant(t.UTC().Truncate(time.Second).Format(time.RFC3339))
}

// Time gives the moment back; the zero time for an empty or damaged Instant.
func (i Instant) Time() time.Time {
	t, err := time.Parse(time.RFC3339, string(i))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// Day is the UTC date the instant falls on.
func (i Instant) Day() Day {
	if len(i) < len("2006-01-02") {
		return ""
	}
	return Day(i[:len("2006-01-02")])
}

// Human writes the instant for people, always with its zone: "22 Nov 2026, 09:30 UTC".
func (i Instant) Human() string {
	if i == "" {
		return ""
	}
	return i.Time().Format("2 Jan 2006, 15:04") + " UTC"
}

// ParseInstant accepts RFC 3339.
func ParseInstant(s string) (Instant, error) {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return "", fmt.Errorf("%q is not a moment such as 2026-11-22T09:30:00Z", s)
	}
	return At(t), nil
}

// ParseDay accepts only the unambiguous form 2026-11-22; empty stays empty.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return "", nil
	}
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("%q is not a date such as 2026-11-22", s)
	}
	return Day(s), nil
}

// Time is midnight UTC at the start of the day; the zero time for an empty Day.
func (d Day) Time() time.Time {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Valid says whether the day is empty or a real date.
func (d Day) Valid() bool {
	_, err := ParseDay(string(d))
	return err == nil
}

// Human writes the day for people: "22 Nov 2026".
func (d Day) Human() string {
	if d == "" {
		return ""
	}
	return d.Time().Format("2 Jan 2006")
}

// End is the last second of the day, so that "as of a date" includes that date.
func (d Day) End() Instant {
	return At(d.Time().Add(24*time.Hour - time.Second))
}

// Add moves a day by a number of days.
func (d Day) Add(days int) Day {
	if d == "" {
		return ""
	}
	return Day(d.Time().AddDate(0, 0, days).Format(time.DateOnly))
}

// Passed says whether the day lies before today; an empty day never passes.
func (d Day) Passed(today Day) bool { return d != "" && d < today }
