package register

import (
	"iter"
	"slices"
	"strings"
	"unicode"

	"github.com/aims-workbench/aims/controls"
	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/when"
)

// OfControls lets a field name controls of Annex A, and own controls beside them.
const OfControls = "control"

// OfClauses lets a field name clauses 4 to 10.
const OfClauses = "clause"

func (f Field[T]) day(v string, l *check.List) { l.Day(f.Name, when.Day(v)) }

// OfAny lets a field name records of every register.
const OfAny = "any"

// ref refuses what cannot be a reference of the field: another register's, or a
// requirement that the standard does not have. Whether the record is there, the act asks.
func (q Question) ref(at, v string, l *check.List) {
	if _, id, found := strings.Cut(v, ":"); found {
		if slices.Contains(q.Of, OfAny) {
			l.Add(at, "%s is no record. Give a reference such as RSK-2026-001", id)
			return
		}
		if !q.requirement(id) {
			l.Add(at, "There is no %s %s here. Choose one of the list", q.Of[0], id)
		}
		return
	}
	prefix, _, _ := strings.Cut(v, "-")
	if prefix == "CTL" && slices.Contains(q.Of, OfControls) || slices.Contains(q.Of, prefix) || slices.Contains(q.Of, OfAny) {
		return
	}
	l.Add(at, "%s does not belong here. Give a reference that begins with %s", v, strings.Join(q.Of, " or "))
}

// requirement says whether a number is a control or a clause that the field may name.
func (q Question) requirement(id string) bool {
	_, control := controls.MustLoad().Control(id)
	_, numbered := controls.MustLoad().Clause(id)
	return control && slices.Contains(q.Of, OfControls) || numbered && slices.Contains(q.Of, OfClauses)
}

// keys reads references as people write them: ticked one by one or typed with blanks,
// commas or semicolons between; a control or clause may come by its bare number.
func keys(given []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, v := range given {
			for _, k := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }) {
				if c, ok := controls.MustLoad().Control(k); ok {
					k = c.Key().String()
				} else if c, ok := controls.MustLoad().Clause(k); ok {
					k = c.Key().String()
				}
				if !yield(k) {
					return
				}
			}
		}
	}
}
