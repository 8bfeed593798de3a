-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail_entries
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail_entries
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
-- +goose StatementEnd
