-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
CREATE TABLE organisations (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  does TEXT NOT NULL,
  intended TEXT NOT NULL,
  roles TEXT,
  role_notes TEXT NOT NULL,
  jurisdictions TEXT NOT NULL,
  climate TEXT NOT NULL,
  climate_reason TEXT NOT NULL
);

CREATE TABLE issues (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  side TEXT NOT NULL,
  theme TEXT NOT NULL,
  title TEXT NOT NULL,
  effect TEXT NOT NULL,
  response TEXT NOT NULL,
  owner TEXT NOT NULL
);

CREATE TABLE parties (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  side TEXT NOT NULL,
  relationship TEXT NOT NULL,
  affected BOOLEAN NOT NULL
);

CREATE TABLE needs (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  party TEXT NOT NULL,
  text TEXT NOT NULL,
  kind TEXT NOT NULL,
  addressed TEXT NOT NULL,
  how TEXT NOT NULL
);

CREATE TABLE scope_statements (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  activities TEXT NOT NULL,
  units TEXT NOT NULL,
  sites TEXT NOT NULL,
  systems TEXT NOT NULL,
  interfaces TEXT NOT NULL,
  exclusions TEXT,
  approved_at TEXT NOT NULL,
  approved_by TEXT NOT NULL
);

CREATE INDEX needs_by_party ON needs (party, ref);
CREATE UNIQUE INDEX scope_number ON scope_statements (number);
