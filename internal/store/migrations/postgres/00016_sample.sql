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
CREATE FUNCTION sample_only_first() RETURNS trigger AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM trail_entries) THEN
    RAISE EXCEPTION 'a workspace with records cannot become a sample';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION sample_stays() RETURNS trigger AS $$
BEGIN
  RAISE EXCEPTION 'a sample stays a sample';
END;
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
CREATE TRIGGER sample_first BEFORE INSERT ON sample_mark
  FOR EACH ROW EXECUTE FUNCTION sample_only_first();
CREATE TRIGGER sample_no_change BEFORE UPDATE OR DELETE ON sample_mark
  FOR EACH ROW EXECUTE FUNCTION sample_stays();
CREATE TRIGGER sample_no_truncate BEFORE TRUNCATE ON sample_mark
  FOR EACH STATEMENT EXECUTE FUNCTION sample_stays();
