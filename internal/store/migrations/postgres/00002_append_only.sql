-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION trail_append_only() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER trail_no_change BEFORE UPDATE OR DELETE ON trail_entries
  FOR EACH ROW EXECUTE FUNCTION trail_append_only();
CREATE TRIGGER trail_no_truncate BEFORE TRUNCATE ON trail_entries
  FOR EACH STATEMENT EXECUTE FUNCTION trail_append_only();
