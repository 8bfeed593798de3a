package store

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
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
type Page[T any] struct {
	Rows       []T
	Total      int64
	Next, Prev string
}

// cursor is the place after (or before) which a page begins.
type cursor struct {
	Value any    `json:"v"`
	Ref   string `json:"r"`
	Back  bool   `json:"b,omitempty"`
}

// List reads the page at a cursor ("" is the first) with three statements
// whatever the number of rows: count, rows, and the look for one row more is
// part of the second. value gives the sort column of a row.
func List[T any](q *gorm.DB, o Order, at string, value func(T) (sort any, ref string)) (Page[T], error) {
	var page Page[T]
	if err := q.Session(&gorm.Session{}).Model(new(T)).Count(&page.Total).Error; err != nil {
		return page, fmt.Errorf("store: count: %w", err)
	}
	from := readCursor(at)
	desc := o.Desc != from.Back
	rows := q.Session(&gorm.Session{}).
		Order(clause.OrderBy{Columns: []clause.OrderByColumn{
			{Column: clause.Column{Name: o.Column}, Desc: desc},
			{Column: clause.Column{Name: "ref"}, Desc: desc},
		}}).Limit(PageSize + 1)
	if from.Ref != "" {
		rows = rows.Where(beyond(o.Column, desc, from))
	}
	if err := rows.Find(&page.Rows).Error; err != nil {
		return page, fmt.Errorf("store: list: %w", err)
	}
	more := len(page.Rows) > PageSize
	if more {
		page.Rows = page.Rows[:PageSize]
	}
	if from.Back {
		slices.Reverse(page.Rows)
	}
	page.mark(from, more, value)
	return page, nil
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
	case string, float64:
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
