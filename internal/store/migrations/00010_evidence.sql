-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
CREATE TABLE evidence_items (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  about TEXT NOT NULL,
  address TEXT NOT NULL,
  file_name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  size BIGINT NOT NULL,
  sha256 TEXT NOT NULL,
  revision BIGINT NOT NULL,
  supports TEXT,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  owner TEXT NOT NULL,
  review TEXT NOT NULL,
  review_note TEXT NOT NULL,
  reviewed_by TEXT NOT NULL,
  reviewed_at TEXT NOT NULL,
  source TEXT NOT NULL
);

CREATE INDEX evidence_by_sum ON evidence_items (sha256, ref);
CREATE INDEX evidence_by_validity ON evidence_items (valid_until, ref);
CREATE INDEX evidence_by_age ON evidence_items (created_at, ref);
-- The Statement counts the current evidence of every control from this index alone.
CREATE INDEX evidence_in_force ON evidence_items (ref, retired_on, review, valid_until);
CREATE INDEX evidence_items_by_source ON evidence_items (source);
