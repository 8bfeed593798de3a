-- +goose Up
CREATE TABLE processes (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  clauses TEXT,               -- sub-clauses of ISO/IEC 42001
  owner TEXT NOT NULL,
  inputs TEXT,
  outputs TEXT,
  feeds TEXT,                 -- PRC references
  criteria TEXT NOT NULL
);
CREATE INDEX processes_by_name ON processes (name, ref);
