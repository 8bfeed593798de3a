package store

import (
	"context"
	"slices"

	"gorm.io/gorm"

	"github.com/aims-workbench/aims/internal/fault"
)

// pass is carried by the context of statements that the door itself issues.
type pass struct{}

// houseTables hold no records and so have no trail. The words of concerns are among
// them because the trail is read by more people than may read those; it holds their
// seals. Anything else that writes
// must come through DB.Write.
var houseTables = []string{"sessions", "one_time_links", "calendar_links", "credentials", "sign_in_attempts", "drafts", "saved_views", "preferences", "concern_words", "concern_codes"}

type housePass struct{}

// guard refuses every GORM write that did not come through the door.
func guard(db *gorm.DB) error {
	check := func(tx *gorm.DB) {
		ctx := tx.Statement.Context
		if ctx.Value(pass{}) != nil {
			return
		}
		if ctx.Value(housePass{}) != nil && slices.Contains(houseTables, tx.Statement.Table) {
			return
		}
		_ = tx.AddError(fault.New(fault.Internal, "write to %q outside the door", tx.Statement.Table))
	}
	c := db.Callback()
	for _, err := range []error{
		c.Create().Before("gorm:create").Register("door:create", check),
		c.Update().Before("gorm:update").Register("door:update", check),
		c.Delete().Before("gorm:delete").Register("door:delete", check),
		c.Raw().Before("gorm:raw").Register("door:exec", check),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

// House runs fn in a transaction that may write house tables only.
func (db *DB) House(ctx context.Context, fn func(tx *gorm.DB) error) error {
	return db.write.WithContext(context.WithValue(ctx, housePass{}, true)).Transaction(fn)
}

// House gives the transaction for house tables, so that what they hold and the
// trail entry that tells of it stand or fall together: a password and its reset.
func (tx *Tx) House() *gorm.DB {
	return tx.db.WithContext(context.WithValue(tx.ctx, housePass{}, true))
}
