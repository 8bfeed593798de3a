-- +goose Up
-- The mark of a sample workspace: made before anything else is recorded, or never.
CREATE TABLE sample_mark (
  ref TEXT PRIMARY KEY CHECK (ref = 'SAMPLE'),
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  what TEXT NOT NULL
);
-- +goose StatementBegin
CREATE TRIGGER sample_only_first BEFORE INSERT ON sample_mark
WHEN EXISTS (SELECT 1 FROM trail_entries)
BEGIN SELECT RAISE(ABORT, 'a workspace with records cannot become a sample'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sample_no_update BEFORE UPDATE ON sample_mark
BEGIN SELECT RAISE(ABORT, 'a sample stays a sample'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER sample_no_delete BEFORE DELETE ON sample_mark
BEGIN SELECT RAISE(ABORT, 'a sample stays a sample'); END;
-- +goose StatementEnd
