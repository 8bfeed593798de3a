package pack

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/when"
)

// count writes a number with its noun: "1 issue", "12,400 issues", "no issues".
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return figure(n) + " " + many
}

// figure writes a number with thousands apart: "18,204".
func figure[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// capital begins a sentence.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// is agrees with a number.
func is(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// has agrees with a number.
func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// say is one sentence of words alone.
func say(format string, args ...any) cell { return text(fmt.Sprintf(format, args...)) }

// join sets cells one after another.
func join(parts ...cell) cell { return slices.Concat(parts...) }

// stack sets cells one below the other and leaves out empty ones.
func stack(parts ...cell) cell {
	var out cell
	for _, p := range parts {
		if orDash(p)[0].Text != p.first() {
			continue
		}
		if len(out) > 0 {
			out = append(out, span{Text: "\n"})
		}
		out = append(out, p...)
	}
	return out
}

func (c cell) first() string {
	if len(c) == 0 {
		return ""
	}
	return c[0].Text
}

const mostListed = 24 // references in one sentence

// listed sets references in a sentence, each linked; of very many the rest is counted.
func listed(all []string) cell {
	var c cell
	for i, r := range all {
		if i == mostListed && len(all) > mostListed+3 {
			return append(c, span{Text: fmt.Sprintf(" and %s more", figure(len(all)-i))})
		}
		if i > 0 {
			c = append(c, span{Text: ", "})
		}
		c = append(c, linked(r))
	}
	return c
}

// linked is a reference that leads to its entry, where the document has one.
func linked(ref string) span { return span{Text: keyName(ref), Link: "#" + ref} }

// see is the name of a place in this document that leads there.
func see(name, anchor string) cell { return cell{{Text: name, Link: "#" + anchor}} }

// keyName prints keys of ISO/IEC 42001 as it prints them, and keys of other
// frameworks whole, because the numbers of frameworks collide.
func keyName(key string) string {
	if id, ours := strings.CutPrefix(key, "42001:"); ours {
		return id
	}
	return key
}

// keyed sets several references or keys one below the other.
func keyed(all []string) cell {
	var c cell
	for i, r := range all {
		if i > 0 {
			c = append(c, span{Text: "\n"})
		}
		c = append(c, linked(r))
	}
	return c
}

// onDay is a day for people, with a mark once it has passed.
func onDay(d, today when.Day) cell {
	if d.Passed(today) {
		return cell{{Text: d.Human() + " "}, {Text: "passed", Look: badge}}
	}
	return text(d.Human())
}

// approved says by whom and when, or nothing.
func approved(by string, at when.Instant) string {
	switch {
	case at == "" && by == "":
		return ""
	case by == "":
		return at.Human()
	case at == "":
		return by
	}
	return by + ", " + at.Human()
}

// beginning cuts a text for a place where only its beginning is needed.
func beginning(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if len([]rune(s)) <= most {
		return s
	}
	cut := string([]rune(s)[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return cut + " …"
}

// inForce leaves out retired records.
func inForce[T interface{ Retired() bool }](all []T) []T {
	return filter(all, func(one T) bool { return !one.Retired() })
}

func filter[T any](all []T, keep func(T) bool) []T {
	var kept []T
	for _, one := range all {
		if keep(one) {
			kept = append(kept, one)
		}
	}
	return kept
}

// mapped turns each of a list into something else.
func mapped[T, U any](all []T, turn func(T) U) []U {
	out := make([]U, len(all))
	for i, one := range all {
		out[i] = turn(one)
	}
	return out
}

// lacksWhere notes a sentence when something is missing.
func (a *answer) lacksWhere(sentence string, missing bool) {
	if missing {
		a.lacks = append(a.lacks, sentence)
	}
}

func refsOf[T any](all []T, ref func(T) string) []string { return mapped(all, ref) }

// plainList names references in a sentence of words alone; of very many the rest is counted.
func plainList[T any](all []T, ref func(T) string) string {
	var b strings.Builder
	for _, s := range listed(mapped(all, ref)) {
		b.WriteString(s.Text)
	}
	return b.String()
}

// lines sets words one below the other.
func lines(all []string) cell { return text(strings.Join(all, "\n")) }

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

func orUnknown(s string) string {
	if s == "" {
		return "a person who is not recorded"
	}
	return s
}
