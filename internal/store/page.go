package store

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// PageSize is the number of rows a list shows at once.
const PageSize = 50

// Order sorts a list by one column, with the reference as the tie-breaker.
type Order struct {
	Column string // a column of the table, from code, never from a request
	Desc   bool
}

// Page is one screenful of a list. Next and Prev are cursors, empty at the ends.
// From counts where the first row stands in the whole list, from 1; 0 without rows.
type Page[T any] struct {
	Rows       []T
	Total      int64
	From       int64
	Next, Prev string
}

// Place is what an address says of a list beside its filter: the key it is sorted
// by, with "-" before it to turn the order round, and the cursor of the page.
type Place struct {
	Sort string
	At   string
	Size int // rows at once; 0 is PageSize
}

// Sorts are the orders that a register offers: the column behind each key.
type Sorts map[string]string

// order reads a key. One that the register does not know is its usual order.
func (s Sorts) order(key, usual string) Order {
	name, desc := strings.CutPrefix(key, "-")
	if column, ok := s[name]; ok {
		return Order{Column: column, Desc: desc}
	}
	name, desc = strings.CutPrefix(usual, "-")
	return Order{Column: s[name], Desc: desc}
}

// ListBy reads the page at a place of a list that is sorted by one of its keys.
func ListBy[T any](q *gorm.DB, sorts Sorts, usual string, p Place) (Page[T], error) {
	o := sorts.order(p.Sort, usual)
	stmt := &gorm.Statement{DB: q}
	if err := stmt.Parse(new(T)); err != nil {
		return Page[T]{}, fmt.Errorf("store: list: %w", err)
	}
	column, ref := stmt.Schema.LookUpField(o.Column), stmt.Schema.LookUpField("ref")
	if column == nil || ref == nil {
		return Page[T]{}, fmt.Errorf("store: %s has no column %q to sort by", stmt.Schema.Table, o.Column)
	}
	return list(q, o, p, func(row T) (any, string) {
		v, _ := column.ValueOf(q.Statement.Context, reflect.ValueOf(row))
		r, _ := ref.ValueOf(q.Statement.Context, reflect.ValueOf(row))
		return v, fmt.Sprint(r)
	})
}

// Refs reads the references of all rows of a list, in the order they were given out.
func Refs[T any](q *gorm.DB) ([]string, error) {
	var refs []string
	if err := q.Model(new(T)).Order(byAge).Pluck("ref", &refs).Error; err != nil {
		return nil, fmt.Errorf("store: references: %w", err)
	}
	return refs, nil
}

// cursor is the place after (or before) which a page begins.
type cursor struct {
	Value any    `json:"v"`
	Ref   string `json:"r"`
	Back  bool   `json:"b,omitempty"`
}

// Over is the same page with other rows: each with what a list shows beside it.
func Over[T, U any](p Page[T], rows []U) Page[U] {
	return Page[U]{Rows: rows, Total: p.Total, From: p.From, Next: p.Next, Prev: p.Prev}
}

// List reads the page at a cursor ("" is the first) with at most three statements
// whatever the number of rows: count, rows with one more than is shown, and how
// many stand before them. value gives the sort column of a row.
func List[T any](q *gorm.DB, o Order, at string, value func(T) (sort any, ref string)) (Page[T], error) {
	return list(q, o, Place{At: at}, value)
}

func list[T any](q *gorm.DB, o Order, p Place, value func(T) (sort any, ref string)) (Page[T], error) {
	var page Page[T]
	size := cmp.Or(p.Size, PageSize)
	if err := q.Session(&gorm.Session{}).Model(new(T)).Count(&page.Total).Error; err != nil {
		return page, fmt.Errorf("store: count: %w", err)
	}
	from := readCursor(p.At)
	desc := o.Desc != from.Back
	rows := q.Session(&gorm.Session{}).
		Order(clause.OrderBy{Columns: []clause.OrderByColumn{
			{Column: clause.Column{Name: o.Column}, Desc: desc},
			{Column: clause.Column{Name: "ref"}, Desc: desc},
		}}).Limit(size + 1)
	if from.Ref != "" {
		rows = rows.Where(beyond(o.Column, desc, from))
	}
	if err := rows.Find(&page.Rows).Error; err != nil {
		return page, fmt.Errorf("store: list: %w", err)
	}
	more := len(page.Rows) > size
	if more {
		page.Rows = page.Rows[:size]
	}
	if from.Back {
		slices.Reverse(page.Rows)
	}
	page.mark(from, more, value)
	return page, page.locate(q, o, from, value)
}

// locate counts how many rows stand before the page. The first page needs no asking.
func (p *Page[T]) locate(q *gorm.DB, o Order, from cursor, value func(T) (any, string)) error {
	if len(p.Rows) == 0 {
		return nil
	}
	p.From = 1
	if from.Ref == "" {
		return nil
	}
	v, ref := value(p.Rows[0])
	var before int64
	err := q.Session(&gorm.Session{}).Model(new(T)).Where(beyond(o.Column, !o.Desc, cursor{Value: v, Ref: ref})).Count(&before).Error
	if err != nil {
		return fmt.Errorf("store: place of the page: %w", err)
	}
	p.From += before
	return nil
}

func beyond(column string, desc bool, from cursor) clause.Expression {
	col, ref := clause.Column{Name: column}, clause.Column{Name: "ref"}
	if desc {
		return clause.Or(clause.Lt{Column: col, Value: from.Value},
			clause.And(clause.Eq{Column: col, Value: from.Value}, clause.Lt{Column: ref, Value: from.Ref}))
	}
	return clause.Or(clause.Gt{Column: col, Value: from.Value},
		clause.And(clause.Eq{Column: col, Value: from.Value}, clause.Gt{Column: ref, Value: from.Ref}))
}

func (p *Page[T]) mark(from cursor, more bool, value func(T) (any, string)) {
	if len(p.Rows) == 0 {
		return
	}
	if more || from.Back {
		v, ref := value(p.Rows[len(p.Rows)-1])
		p.Next = writeCursor(cursor{v, ref, false})
	}
	if (from.Ref != "" && !from.Back) || (from.Back && more) {
		v, ref := value(p.Rows[0])
		p.Prev = writeCursor(cursor{v, ref, true})
	}
}

func writeCursor(c cursor) string {
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// readCursor takes a damaged cursor for the first page.
func readCursor(s string) cursor {
	var c cursor
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || json.Unmarshal(b, &c) != nil {
		return cursor{}
	}
	switch c.Value.(type) {
	case string, float64, bool:
		return c
	}
	return cursor{}
}

// InForce narrows a query to the records in force, or to the retired ones.
func InForce(q *gorm.DB, yes bool) *gorm.DB {
	if yes {
		return q.Where("retired_on = ''")
	}
	return q.Where("retired_on <> ''")
}

// Contains narrows a query to rows in which one of the columns contains the text,
// whatever its case. Wildcards in the text are taken literally.
func Contains(q *gorm.DB, text string, columns ...string) *gorm.DB {
	escape := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)
	pattern := "%" + escape.Replace(strings.ToLower(text)) + "%"
	parts, args := make([]string, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		parts[i], args[i] = "LOWER("+c+`) LIKE ? ESCAPE '\'`, pattern
	}
	return q.Where(strings.Join(parts, " OR "), args...)
}
