package exchange

import (
	"fmt"
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
)

// Text reads any text, trimmed, its line ends written one way.
func (r *Row) Text(key string) string { return r.Cells[key].Value }

// Int reads a whole number from lo to hi; an empty cell is 0 without a problem.
// A number repeated or explained beside itself is taken: "12 (12)", "4 - Likely".
func (r *Row) Int(key string, lo, hi int) int {
	value := r.Text(key)
	if value == "" {
		return 0
	}
	fix := fmt.Sprintf("Write a whole number from %d to %d", lo, hi)
	n, err := parseInt(value)
	if err != nil {
		r.Refuse(key, fmt.Sprintf("%q is not a whole number", shorten(value)), fix)
		return 0
	}
	if n < lo || n > hi {
		r.Refuse(key, fmt.Sprintf("%d is outside %d to %d", n, lo, hi), fix)
		return 0
	}
	return n
}

var (
	plainInt    = regexp.MustCompile(`^([+-]?\d+)(?:[.,]0+)?$`)
	repeatedInt = regexp.MustCompile(`^(\d+)\s*\(\s*(\d+)\s*\)$`)
	labelledInt = regexp.MustCompile(`^(\d+)\s*(?:[-–—:=]\s*|\()[^\d()]+\)?$`)
)

func parseInt(value string) (int, error) {
	if m := plainInt.FindStringSubmatch(value); m != nil {
		return strconv.Atoi(m[1])
	}
	if m := repeatedInt.FindStringSubmatch(value); m != nil && m[1] == m[2] {
		return strconv.Atoi(m[1])
	}
	if m := labelledInt.FindStringSubmatch(value); m != nil {
		return strconv.Atoi(m[1])
	}
	return 0, fmt.Errorf("%q is not a whole number", value)
}

// Day reads a date; an empty cell is the empty day. Only what has one reading is
// taken; for the rest the problem names the readings there are.
func (r *Row) Day(key string) when.Day {
	value := r.Text(key)
	day, fault := parseDay(value)
	if fault.reason != "" {
		r.Refuse(key, fault.reason, fault.fix)
	}
	return day
}

// Choice reads one of the accepted words and gives the value behind it; an empty
// cell gives "". Case, accents and punctuation do not matter.
func (r *Row) Choice(key string, accepted map[string]string) string {
	value := r.Text(key)
	if value == "" {
		return ""
	}
	for word, meaning := range accepted {
		if same(words(word), words(value)) {
			if !same(words(value), words(meaning)) {
				r.taken = append(r.taken, taken{r.Cells[key].place(), value, meaning})
			}
			return meaning
		}
	}
	r.Refuse(key, fmt.Sprintf("%q is not one of the words known here", shorten(value)),
		"Write one of: "+strings.Join(meanings(accepted), ", "))
	return ""
}

// meanings are our own words, without those that stand for them.
func meanings(accepted map[string]string) []string {
	own := slices.Sorted(maps.Values(accepted))
	return slices.Compact(own)
}

// YesNo are the words for "yes" and "no" that Choice can be given.
var YesNo = map[string]string{
	"yes": "yes", "y": "yes", "true": "yes", "1": "yes", "x": "yes",
	"no": "no", "n": "no", "false": "no", "0": "no",
}

// List splits a cell at any of the separator characters and at line ends, trims
// the parts and drops empty and repeated ones.
func (r *Row) List(key, separators string) []string {
	var parts []string
	for _, p := range strings.FieldsFunc(r.Text(key), func(c rune) bool {
		return c == '\n' || strings.ContainsRune(separators, c)
	}) {
		if p = strings.TrimSpace(p); p != "" && !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	return parts
}

// Email reads one address, alone or as "Name <address>", in lower case.
func (r *Row) Email(key string) string {
	value := r.Text(key)
	if value == "" {
		return ""
	}
	address, err := parseEmail(value)
	if err != nil {
		r.Refuse(key, fmt.Sprintf("%q is not an e-mail address", shorten(value)), "Write one address such as name@example.org")
		return ""
	}
	return address
}

func parseEmail(value string) (string, error) {
	a, err := mail.ParseAddress(value)
	if err != nil {
		return "", err
	}
	return strings.ToLower(a.Address), nil
}
