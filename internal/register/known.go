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

func (f Field[T]) day(v string, l *check.List) { l.Day(f.Name, when.Day(v)) }

// ref refuses what cannot be a reference of the field: another register's, or a
// control that Annex A does not have. Whether the record is there, the act asks.
func (q Question) ref(at, v string, l *check.List) {
	if strings.Contains(v, ":") {
		if _, ok := controls.MustLoad().Control(v[strings.Index(v, ":")+1:]); !ok || !slices.Contains(q.Of, OfControls) {
			l.Add(at, "There is no control %s here. Choose one of the list", v)
		}
		return
	}
	prefix, _, _ := strings.Cut(v, "-")
	if prefix == "CTL" && slices.Contains(q.Of, OfControls) || slices.Contains(q.Of, prefix) {
		return
	}
	l.Add(at, "%s does not belong here. Give a reference that begins with %s", v, strings.Join(q.Of, " or "))
}

// keys reads references as people write them: ticked one by one or typed with blanks,
// commas or semicolons between; a control may come by its bare number.
func keys(given []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, v := range given {
			for _, k := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }) {
				if c, ok := controls.MustLoad().Control(k); ok {
					k = c.Key().String()
				}
				if !yield(k) {
					return
				}
			}
		}
	}
}
