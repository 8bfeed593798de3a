package exchange

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/aims-workbench/aims/internal/when"
)

// dayFault says why a text is not one date, and what to write instead.
type dayFault struct{ reason, fix string }

var (
	isoDay     = regexp.MustCompile(`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?)?$`)
	numericDay = regexp.MustCompile(`^(\d{1,2})([-/.])(\d{1,2})[-/.](\d{4})$`)
	shortYear  = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$`)
	monthYear  = regexp.MustCompile(`(?i)^([a-z]+)\.?[ -]+(\d{4})$`)
	isoMonth   = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
	quarter    = regexp.MustCompile(`(?i)^Q([1-4])[ -/]*(\d{4})$`)
	serial     = regexp.MustCompile(`^\d{5}(?:\.\d+)?$`)
	inside     = regexp.MustCompile(`(?i)\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{1,2}[ -][a-z]{3,9}[ -]\d{4}|[a-z]{3,9} \d{1,2}, ?\d{4}|[a-z]{3,9} \d{4}`)
)

// named are forms whose month is a word, so that they have one reading.
var named = []string{"2 Jan 2006", "2 January 2006", "2-Jan-2006", "2-January-2006", "Jan 2, 2006", "January 2, 2006", "Jan 2 2006", "January 2 2006", "2. January 2006", "2 Jan, 2006"}

// parseDay takes a text with exactly one reading as a date; an empty text is the
// empty day. Everything else has a fault.
func parseDay(value string) (when.Day, dayFault) {
	if value == "" {
		return "", dayFault{}
	}
	if day := exactDay(value); day != "" {
		return day, dayFault{}
	}
	return "", doubtful(value)
}

// exactDay is the one reading of value as a date, empty if there is none or several.
func exactDay(value string) when.Day {
	if m := isoDay.FindStringSubmatch(value); m != nil {
		day, _ := date(m[1], m[2], m[3])
		return day
	}
	if dayFirst, monthFirst := readings(value); dayFirst == monthFirst || monthFirst == "" {
		if dayFirst != "" {
			return dayFirst
		}
	} else if dayFirst == "" {
		return monthFirst
	}
	for _, form := range named {
		if t, err := time.Parse(form, flat(value)); err == nil {
			return when.Day(t.Format(time.DateOnly))
		}
	}
	return ""
}

// readings takes 04/05/2026 both ways, each empty when it is no day of the
// calendar. Dots are used only where the day comes first.
func readings(value string) (dayFirst, monthFirst when.Day) {
	m := numericDay.FindStringSubmatch(value)
	if m == nil {
		return "", ""
	}
	dayFirst, _ = date(m[4], m[3], m[1])
	if m[2] != "." {
		monthFirst, _ = date(m[4], m[1], m[3])
	}
	return dayFirst, monthFirst
}

// doubtful says why a text is not one date and names what may have been meant.
func doubtful(value string) dayFault {
	day, meaning := suggest(value)
	dayFirst, monthFirst := readings(value)
	switch {
	case day != "":
		return dayFault{fmt.Sprintf("%q is not one day", shorten(value)), fmt.Sprintf("Write %s if %s is meant", day, meaning)}
	case dayFirst != "" && monthFirst != "":
		return dayFault{fmt.Sprintf("%q can be read as %s or as %s", value, dayFirst.Human(), monthFirst.Human()),
			fmt.Sprintf("Write %s or %s", dayFirst, monthFirst)}
	case isoDay.MatchString(value) || numericDay.MatchString(value):
		return dayFault{fmt.Sprintf("%q is not a day of the calendar", value), "Correct the month or the day"}
	case shortYear.MatchString(value):
		return dayFault{fmt.Sprintf("%q has a year of two digits, so the order of its parts cannot be told", value), "Write it as year-month-day, for example 2026-11-22"}
	}
	if day = dayInside(value); day != "" {
		return dayFault{fmt.Sprintf("%q holds more than a date", shorten(value)),
			fmt.Sprintf("Keep only the date in this cell, for example %s, and move the rest; or leave the column out in the mapping", day)}
	}
	return dayFault{fmt.Sprintf("%q is not a date", shorten(value)), "Write it as year-month-day, for example 2026-11-22, or leave it empty"}
}

// suggest offers the end of a named month or quarter, or the day behind a serial number.
func suggest(value string) (when.Day, string) {
	if m := isoMonth.FindStringSubmatch(value); m != nil {
		return endOfMonth(m[1], m[2])
	}
	if m := quarter.FindStringSubmatch(value); m != nil {
		q, _ := strconv.Atoi(m[1])
		day, _ := endOfMonth(m[2], strconv.Itoa(3*q))
		return day, "the end of that quarter"
	}
	if m := monthYear.FindStringSubmatch(value); m != nil {
		for _, form := range []string{"Jan", "January"} {
			if t, err := time.Parse(form, m[1]); err == nil {
				return endOfMonth(m[2], strconv.Itoa(int(t.Month())))
			}
		}
	}
	if serial.MatchString(value) {
		days, _ := strconv.Atoi(value[:5])
		return when.Day(time.Date(1899, 12, 30+days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)), "the day behind the spreadsheet's number"
	}
	return "", ""
}

func endOfMonth(year, month string) (when.Day, string) {
	first, ok := date(year, month, "1")
	if !ok {
		return "", ""
	}
	return when.Day(first.Time().AddDate(0, 1, -1).Format(time.DateOnly)), "the end of that month"
}

// dayInside is the first date, or end of a named month, within a longer text.
func dayInside(value string) when.Day {
	for _, found := range inside.FindAllString(value, -1) {
		if day := exactDay(found); day != "" {
			return day
		}
		if day, _ := suggest(found); day != "" {
			return day
		}
	}
	return ""
}

// date checks that the parts name a real day.
func date(year, month, day string) (when.Day, bool) {
	y, _ := strconv.Atoi(year)
	m, _ := strconv.Atoi(month)
	d, _ := strconv.Atoi(day)
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if t.Year() != y || int(t.Month()) != m || t.Day() != d {
		return "", false
	}
	return when.Day(t.Format(time.DateOnly)), true
}
