-- +goose Up
-- Changes of AI systems (8.1), and what was confirmed after them.
CREATE TABLE system_changes (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  title TEXT NOT NULL,
  systems TEXT,
  kinds TEXT,
  origin TEXT NOT NULL,
  why TEXT NOT NULL,
  what TEXT NOT NULL,
  effect TEXT NOT NULL,
  rollback TEXT NOT NULL,
  owner TEXT NOT NULL,
  approver TEXT NOT NULL,
  planned_for TEXT NOT NULL,
  done_on TEXT NOT NULL,
  outcome TEXT NOT NULL,
  reviewed_on TEXT NOT NULL
);
CREATE TABLE confirmations (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  text TEXT NOT NULL,
  record TEXT NOT NULL,
  system TEXT NOT NULL,
  kinds TEXT,
  seen BIGINT NOT NULL
);
CREATE INDEX confirmations_by_record ON confirmations (record, ref);
