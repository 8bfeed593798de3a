package register

import (
	"slices"

	"github.com/aims-workbench/aims/internal/store"
)

// Holding is a record of any register without its fields: whose it is and what it
// belongs to. It costs less than an Entry, because only two fields are read.
type Holding struct {
	store.Head
	Title string
	Owner string // who answers for it, as written; may be empty
	Of    string // the record that it belongs to, such as the measure of a result; may be empty
}

// Holdings are all records in the order of references, retired ones too.
func (b Book) Holdings() []Holding { return b.holdings() }

// Owns marks the field that names who answers for a record. One called "owner" does so
// by its name.
func (f Field[T]) Owns() Field[T] {
	f.Owner = true
	return f
}

func (g *Register[T, P]) holdings(records []T) []Holding {
	owner := slices.IndexFunc(g.Fields, func(f Field[T]) bool { return f.Owner || f.Name == "owner" })
	of := slices.IndexFunc(g.Fields, func(f Field[T]) bool { return f.Kind == Record })
	value := func(field int, rec *T) string {
		if field < 0 {
			return ""
		}
		return Answer{g.Fields[field].Question, g.Fields[field].get(rec)}.Value()
	}
	out := make([]Holding, len(records))
	for i := range records {
		rec := &records[i]
		out[i] = Holding{Head: *store.HeadOf(P(rec)), Title: g.NameOf(rec), Owner: value(owner, rec), Of: value(of, rec)}
	}
	return out
}
