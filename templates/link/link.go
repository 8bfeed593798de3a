// Package link holds every address of the workbench as a function, and beside it
// the pattern by which the route table knows it. A test compares the two.
package link

import (
	"net/url"
	"strconv"
	"strings"
)

// Patterns of pages that belong to no stage.
const (
	HomePattern      = "/"
	HistoryPattern   = "/history"
	HistoryOfPattern = "/history/:ref"
	GapsPattern      = "/gaps"
)

// fill puts values into the :names of a pattern, in order.
func fill(pattern string, values ...string) string {
	parts := strings.Split(pattern, "/")
	next := 0
	for i, p := range parts {
		if strings.HasPrefix(p, ":") && next < len(values) {
			parts[i] = url.PathEscape(values[next])
			next++
		}
	}
	return strings.Join(parts, "/")
}

// Query appends parameters to an address; empty values are left out.
func Query(address string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

// Home is the first page.
func Home() string { return HomePattern }

// History is the trail of everything.
func History() string { return HistoryPattern }

// HistoryOf is the trail of one record.
func HistoryOf(ref string) string { return fill(HistoryOfPattern, ref) }

// RecordThen is a record as it was after the nth entry about it; the first is 1.
func RecordThen(ref string, nth int) string {
	return Query(HistoryOf(ref), "at", strconv.Itoa(nth))
}

// Gaps lists what an auditor would find today.
func Gaps() string { return GapsPattern }
