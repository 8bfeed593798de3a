// Package calendar writes days as an iCalendar file (RFC 5545), which calendar programs
// fetch from time to time. It knows nothing of records: who calls it decides what a
// line may tell.
package calendar

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/aims-workbench/aims/internal/when"
)

// Feed is a calendar.
type Feed struct {
	Name    string
	Stamp   when.Instant // of the newest change of what it tells; equal feeds give equal bytes
	Entries []Entry
}

// Entry is one whole day with something on it.
type Entry struct {
	Key     string // what it is about. It is hashed and not told; the same key means the same entry, also on another day
	On      when.Day
	Summary string
	Detail  string
	URL     string
	Kind    string
}

// longestLine is how many octets a line may have before its end.
const longestLine = 75

// Bytes is the file. Entries without a day are left out. Where several have the same
// key, the order in which they come tells them apart.
func (f Feed) Bytes() []byte {
	var w writer
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//AIMS Workbench//Calendar//EN")
	w.line("CALSCALE", "GREGORIAN")
	w.text("NAME", f.Name)
	w.text("X-WR-CALNAME", f.Name)
	w.line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
	w.line("X-PUBLISHED-TTL", "PT6H")
	seen, none := map[string]int{}, true
	for _, e := range f.Entries {
		if e.On == "" || !e.On.Valid() {
			continue
		}
		seen[e.Key]++
		w.entry(e, f.Stamp, seen[e.Key])
		none = false
	}
	if none {
		w.zone()
	}
	w.line("END", "VCALENDAR")
	return w.out.Bytes()
}

type writer struct{ out bytes.Buffer }

func (w *writer) entry(e Entry, stamp when.Instant, nth int) {
	w.line("BEGIN", "VEVENT")
	w.line("UID", uid(e.Key, nth))
	w.line("DTSTAMP", stamp.Time().UTC().Format("20060102T150405Z"))
	w.line("DTSTART;VALUE=DATE", compact(e.On))
	w.line("DTEND;VALUE=DATE", compact(e.On.Add(1))) // the day after is no part of it
	w.text("SUMMARY", e.Summary)
	if e.Detail != "" {
		w.text("DESCRIPTION", e.Detail)
	}
	if e.URL != "" {
		w.line("URL", e.URL)
	}
	if e.Kind != "" {
		w.text("CATEGORIES", e.Kind)
	}
	w.line("TRANSP", "TRANSPARENT") // it keeps nobody from other dates
	w.line("END", "VEVENT")
}

// zone stands in a calendar with nothing in it, because one without any component is
// none and some programs refuse it.
func (w *writer) zone() {
	for _, l := range [][2]string{
		{"BEGIN", "VTIMEZONE"}, {"TZID", "UTC"}, {"BEGIN", "STANDARD"}, {"DTSTART", "19700101T000000"},
		{"TZOFFSETFROM", "+0000"}, {"TZOFFSETTO", "+0000"}, {"END", "STANDARD"}, {"END", "VTIMEZONE"},
	} {
		w.line(l[0], l[1])
	}
}

// uid names an entry for ever, on whatever day it comes to stand.
func uid(key string, nth int) string {
	s := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(nth)))
	return hex.EncodeToString(s[:16]) + "@aims-workbench"
}

func compact(d when.Day) string { return d.Time().Format("20060102") }

var escaped = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`)

// text writes a property that holds words.
func (w *writer) text(name, value string) {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(value, "�"))
	w.line(name, escaped.Replace(clean))
}

// line writes a property and folds it: no line is longer than 75 octets, each that goes
// on begins with a blank, and no letter is cut in two.
func (w *writer) line(name, value string) {
	rest, room := name+":"+value, longestLine
	for len(rest) > room {
		cut := room
		for !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.out.WriteString(rest[:cut] + "\r\n ")
		rest, room = rest[cut:], longestLine-1
	}
	w.out.WriteString(rest + "\r\n")
}
