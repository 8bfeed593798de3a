-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
CREATE TABLE systems (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  intended_use TEXT NOT NULL,
  misuse TEXT NOT NULL,
  stage TEXT NOT NULL,
  autonomy TEXT NOT NULL,
  oversight TEXT NOT NULL,
  models TEXT NOT NULL,
  data TEXT NOT NULL,
  personal_data TEXT NOT NULL,
  suppliers TEXT NOT NULL,
  jurisdictions TEXT NOT NULL,
  affected TEXT NOT NULL,
  owner TEXT NOT NULL,
  unit TEXT NOT NULL,
  roles TEXT,
  in_scope TEXT NOT NULL,
  scope_reason TEXT NOT NULL,
  act_tier TEXT NOT NULL,
  act_reason TEXT NOT NULL,
  deployed_on TEXT NOT NULL,
  notes TEXT NOT NULL,
  source TEXT NOT NULL
);

CREATE INDEX systems_by_name ON systems (name, ref);
CREATE INDEX systems_by_source ON systems (source);
