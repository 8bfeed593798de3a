package exchange

import (
	"fmt"

	"github.com/aims-workbench/aims/internal/store"
	"github.com/aims-workbench/aims/internal/when"
)

// dayOf shortens the tables of fields.
type dayOf = when.Day

// existing finds the record a row changes: by our reference, else by the id it
// had in the file it first came from, else by the columns orBy. A row that names
// none is a new record; a reference that nobody has is refused, but kept where the
// register is still empty: that is a workspace coming back from its export.
func existing[T any, P interface {
	*T
	store.Record
}](a *act, r *Row, orBy ...string) (T, error) {
	var none T
	ref, source := r.Text("ref"), r.Text("source")
	column, value := "ref", ref
	if ref == "" {
		column, value = "source", source
	}
	for _, key := range orBy {
		if value == "" {
			column, value = key, r.Text(key)
		}
	}
	if value == "" {
		return none, nil
	}
	rec, found, err := store.Find[T, P](a.tx, column, value)
	if err != nil || found || ref == "" {
		return rec, err
	}
	empty, err := a.empty(func(held *int64) error { return a.tx.Read().Table(P(&none).TableName()).Count(held).Error })
	if err == nil && !empty {
		r.Refuse("ref", fmt.Sprintf("There is no %s here", ref), "Empty the cell to make a new record, or correct the reference")
	}
	return none, err
}
