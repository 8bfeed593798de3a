-- +goose Up
-- Until which day somebody may sign in; empty where it does not end.
ALTER TABLE people ADD COLUMN until TEXT NOT NULL DEFAULT '';
-- Since when a calendar link stands and what it tells; the link itself is in a house table.
ALTER TABLE people ADD COLUMN calendar_since TEXT NOT NULL DEFAULT '';
ALTER TABLE people ADD COLUMN calendar_all BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE people ADD COLUMN calendar_titles BOOLEAN NOT NULL DEFAULT FALSE;

-- The SHA-256 of the secret in a person's calendar link.
CREATE TABLE calendar_links (
  person TEXT PRIMARY KEY,
  token_sum TEXT NOT NULL
);
CREATE UNIQUE INDEX calendar_links_by_sum ON calendar_links (token_sum);
