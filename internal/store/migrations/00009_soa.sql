-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
CREATE TABLE soa_rows (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  own BOOLEAN NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  applicable TEXT NOT NULL,
  reason TEXT NOT NULL,
  drivers TEXT,
  status TEXT NOT NULL,
  how TEXT NOT NULL,
  owner TEXT NOT NULL,
  systems TEXT,
  review_on TEXT NOT NULL,
  source TEXT NOT NULL
);

CREATE TABLE soa_versions (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  number BIGINT NOT NULL,
  note TEXT NOT NULL,
  rows TEXT,
  rows_sha256 TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  role TEXT NOT NULL
);

CREATE UNIQUE INDEX soa_version_number ON soa_versions (number);
