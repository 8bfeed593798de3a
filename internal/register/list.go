package register

import (
	"context"
	"sync"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/aims-workbench/aims/internal/check"
	"github.com/aims-workbench/aims/internal/store"
)

// Query narrows a list. Empty fields do not narrow.
type Query struct {
	Text    string            // in any text of the record, or its reference
	Where   map[string]string // value by name of a field that narrows
	Retired bool              // the retired ones instead of those in force
	Also    func(*gorm.DB) *gorm.DB
	store.Place
}

// List gives one page of the register.
func (g *Register[T, P]) List(ctx context.Context, db *store.DB, q Query) (store.Page[T], error) {
	return store.ListBy[T](g.where(db.Read(ctx), q), g.sorts(), g.Usual, q.Place)
}

// Among leaves of a list the records with these references: what a query cannot say by
// the columns of the table.
func Among(refs []string) func(*gorm.DB) *gorm.DB {
	return func(db *gorm.DB) *gorm.DB { return db.Where("ref IN ?", append(refs, "")) }
}

// sorts are the columns that hold one value each.
func (g *Register[T, P]) sorts() store.Sorts {
	out := store.Sorts{"ref": "ref", "updated": "updated_at"}
	for _, f := range g.Fields {
		if f.Sortable() {
			out[f.Name] = f.Name
		}
	}
	return out
}

// Sortable says whether a list can be ordered by the field.
func (q Question) Sortable() bool {
	switch q.Kind {
	case OneLine, OneOf, OnDay, YesNo, Count, Record:
		return true
	case Prose, SomeOf, Measure, Records, Listed, Tabled:
	}
	return false
}

func (g *Register[T, P]) where(db *gorm.DB, q Query) *gorm.DB {
	db = store.InForce(db, !q.Retired)
	if q.Text != "" {
		columns := []string{"ref"}
		for _, f := range g.Fields {
			if f.Kind == OneLine || f.Kind == Prose || f.Kind == Measure {
				columns = append(columns, f.Name)
			}
		}
		db = store.Contains(db, q.Text, columns...)
	}
	for _, f := range g.Fields {
		if v := q.Where[f.Name]; f.Narrows && v != "" {
			db = f.narrow(db, g.Store().New().TableName(), v)
		}
	}
	if q.Also != nil {
		db = q.Also(db)
	}
	return db
}

// narrow asks the table of links where a field holds several references.
func (f Field[T]) narrow(db *gorm.DB, table, value string) *gorm.DB {
	column := clause.Column{Name: f.Name}
	switch f.Kind {
	case Records:
		return db.Where("ref IN (SELECT ref FROM links WHERE register = ? AND target = ?)", table, value)
	case YesNo:
		return db.Where(clause.Eq{Column: column, Value: value == "yes"})
	default:
		return db.Where(clause.Eq{Column: column, Value: value})
	}
}

// Answers are the fields of a record with what it holds.
func (g *Register[T, P]) Answers(rec *T) []Answer {
	out := make([]Answer, len(g.Fields))
	for i, f := range g.Fields {
		out[i] = Answer{f.Question, f.get(rec)}
	}
	return out
}

// Read fills a record from a form: posted gives the values of a field. What cannot
// be read is said at its field.
func (g *Register[T, P]) Read(rec *T, posted func(name string) []string) error {
	var l check.List
	for _, f := range g.Fields {
		given := posted(f.Name)
		if f.Kind == Tabled && len(given) == 0 {
			given = f.columns(posted)
		}
		if problem := f.set(rec, given); problem != "" {
			l.Add(f.Name, "%s", problem)
		}
	}
	return l.Err()
}

// NameOf is what a record is called: its first field.
func (g *Register[T, P]) NameOf(rec *T) string {
	return Answer{g.Fields[0].Question, g.Fields[0].get(rec)}.Plain()
}

// Book gives records of the register in plain values.
func (g *Register[T, P]) Book(records []T) Book {
	b := Book{About: g.About, Total: len(records)}
	for _, f := range g.Fields {
		b.Questions = append(b.Questions, f.Question)
	}
	for i := range records {
		if !store.HeadOf(P(&records[i])).Retired() {
			b.Held++
		}
	}
	b.entries = sync.OnceValue(func() []Entry { return g.entries(records) })
	b.holdings = sync.OnceValue(func() []Holding { return g.holdings(records) })
	b.records = sync.OnceValue(func() []any {
		out := make([]any, len(records))
		for i := range records {
			out[i] = records[i]
		}
		return out
	})
	return b
}

func (g *Register[T, P]) entries(records []T) []Entry {
	out := make([]Entry, len(records))
	for i := range records {
		h := store.HeadOf(P(&records[i]))
		out[i] = Entry{Ref: h.Ref, Title: g.NameOf(&records[i]), Retired: h.Retired(), Head: *h, Answers: g.Answers(&records[i])}
	}
	return out
}
