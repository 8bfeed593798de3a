package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

func openPostgres(ctx context.Context, o Options) (*DB, error) {
	config, err := pgx.ParseConfig(o.URL)
	if err != nil {
		return nil, fmt.Errorf("store: --db: %w", err)
	}
	// Copies, because both would share one map of parameters and the writer would
	// become read-only with its next connection.
	writer := stdlib.OpenDB(*config.Copy())
	p, err := migrator(writer, goose.DialectPostgres, "postgres")
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	// The copy before a migration is the database administrator's business here.
	if err := migrate(ctx, p, func(int64) error { return nil }); err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	readOnly := config.Copy()
	readOnly.RuntimeParams["default_transaction_read_only"] = "on"
	reader := stdlib.OpenDB(*readOnly)
	writer.SetMaxOpenConns(8)
	reader.SetMaxOpenConns(16)
	dial := func(pool gorm.ConnPool) gorm.Dialector { return postgres.New(postgres.Config{Conn: pool}) }
	return assemble(o, Postgres, dial, writer, reader)
}
