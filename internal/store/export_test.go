package store

import "context"

// CatchUp is what Open does for the search index.
var CatchUp = (*DB).catchUp

// Reindex makes the search index anew, whether or not it is behind.
func Reindex(db *DB, ctx context.Context) error { //nolint:revive // as CatchUp
	gtx := db.write.WithContext(ctx).Begin()
	if err := (&Tx{db: gtx, ctx: ctx}).reindex(); err != nil {
		return err
	}
	return gtx.Commit().Error
}

// IndexRow gives the values of a row of the search index.
var IndexRow = indexRow
