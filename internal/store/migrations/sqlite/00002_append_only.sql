-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER trail_no_update BEFORE UPDATE ON trail_entries
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER trail_no_delete BEFORE DELETE ON trail_entries
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
-- +goose StatementEnd
-- REPLACE deletes without asking the trigger above.
-- +goose StatementBegin
CREATE TRIGGER trail_no_replace BEFORE INSERT ON trail_entries
WHEN EXISTS (SELECT 1 FROM trail_entries WHERE seq = NEW.seq OR hash = NEW.hash
  OR (register = NEW.register AND ref = NEW.ref AND version = NEW.version))
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
-- +goose StatementEnd
