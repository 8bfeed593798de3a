package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/aims-workbench/aims/internal/store"
)

// memory is a list that stands in memory because it is short or computed: sorts
// compares two rows by each key. A key that is not there leaves the usual order.
type memory[T any] map[string]func(a, b T) int

// page takes the page at a place; its cursor is a number.
func (m memory[T]) page(all []T, p store.Place) store.Page[T] {
	rows := slices.Clone(all)
	key, turned := strings.CutPrefix(p.Sort, "-")
	if by, ok := m[key]; ok {
		slices.SortStableFunc(rows, func(a, b T) int {
			if turned {
				return by(b, a)
			}
			return by(a, b)
		})
	}
	size := cmp.Or(p.Size, store.PageSize)
	from, _ := strconv.Atoi(p.At) // a damaged place is the first page
	from = min(max(from, 0), len(rows))
	to := min(from+size, len(rows))
	out := store.Page[T]{Rows: rows[from:to], Total: int64(len(rows))}
	if from < to {
		out.From = int64(from) + 1
	}
	if to < len(rows) {
		out.Next = strconv.Itoa(to)
	}
	if from > 0 {
		out.Prev = strconv.Itoa(max(from-size, 0))
	}
	return out
}

// by compares two rows by a text or number of each.
func by[T any, V cmp.Ordered](value func(T) V) func(a, b T) int {
	return func(a, b T) int { return cmp.Compare(value(a), value(b)) }
}
