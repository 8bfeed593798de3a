-- +goose Up
CREATE TABLE obligations (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  duty TEXT NOT NULL,         -- law, contract, standard, ethics
  source TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  asks TEXT NOT NULL,
  needs TEXT,                 -- NED references
  everywhere BOOLEAN NOT NULL,
  systems TEXT,               -- SYS references
  met TEXT NOT NULL,          -- yes, no, undecided
  how TEXT NOT NULL,
  controls TEXT,
  owner TEXT NOT NULL,
  review_on TEXT NOT NULL
);
CREATE INDEX obligations_by_title ON obligations (title, ref);
