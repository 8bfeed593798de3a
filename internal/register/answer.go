package register

import (
	"slices"
	"strings"

	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// Answer is a question with what one record, or one form, holds for it.
type Answer struct {
	Question
	Values []string
}

// Empty says whether nothing is recorded.
func (a Answer) Empty() bool { return len(a.Values) == 0 || len(a.Values) == 1 && a.Values[0] == "" }

// Value is the one value of a field that has one.
func (a Answer) Value() string {
	if len(a.Values) == 0 {
		return ""
	}
	return strings.Join(a.Values, "\n")
}

// Said are the values in words: labels of choices, days as people read them.
func (a Answer) Said() []string {
	if a.Kind == Tabled {
		return a.told()
	}
	out := make([]string, 0, len(a.Values))
	for _, v := range a.Values {
		out = append(out, a.word(v))
	}
	return out
}

// Plain is everything in one line, for files and cells.
func (a Answer) Plain() string {
	if a.Kind == YesNo && a.Empty() {
		return "No"
	}
	return strings.Join(a.Said(), "; ")
}

func (a Answer) word(v string) string {
	switch a.Kind {
	case OneOf, SomeOf:
		if i := slices.IndexFunc(a.Options, func(o Option) bool { return o.Value == v }); i >= 0 {
			return a.Options[i].Label
		}
	case OnDay:
		return when.Day(v).Human()
	case YesNo:
		return capital(v)
	default:
	}
	return v
}

// Refs says whether the values are references of other records.
func (a Answer) Refs() bool { return a.Kind == Record || a.Kind == Records }

// Entry is one record of a register in plain values.
type Entry struct {
	Ref, Title string
	Retired    bool
	Head       store.Head // version, times and retirement
	Answers    []Answer   // one for each field, in order
}

// Book is a whole register in plain values: what packs and files read. The values are
// worked out when they are first asked for, because most ask for counts alone.
type Book struct {
	About

	Questions []Question
	Total     int // entries, retired ones too
	Held      int // entries in force
	entries   func() []Entry
	records   func() []any
	holdings  func() []Holding
}

// Entries are all entries in the order of references, retired ones too.
func (b Book) Entries() []Entry { return b.entries() }

// Records are the entries as they are stored.
func (b Book) Records() []any { return b.records() }

// InForce are the entries that are not retired.
func (b Book) InForce() []Entry {
	return slices.DeleteFunc(slices.Clone(b.entries()), func(e Entry) bool { return e.Retired })
}
