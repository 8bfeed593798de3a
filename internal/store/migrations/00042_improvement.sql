-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.

-- What did not conform, and what was done about it (10.2).
CREATE TABLE nonconformities (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  found_on TEXT NOT NULL,
  source TEXT NOT NULL,
  grade TEXT NOT NULL,
  clauses TEXT,
  controls TEXT,
  required TEXT NOT NULL,
  found TEXT NOT NULL,
  systems TEXT,
  from_records TEXT,
  owner TEXT NOT NULL,
  respond_by TEXT NOT NULL,
  correction TEXT NOT NULL,
  corrected_on TEXT NOT NULL,
  extent TEXT NOT NULL,
  whys TEXT,
  cause_kind TEXT NOT NULL,
  cause TEXT NOT NULL,
  no_action TEXT NOT NULL,
  finder TEXT NOT NULL,
  finder_name TEXT NOT NULL,
  closed_on TEXT NOT NULL,
  closed_by TEXT NOT NULL,
  closing TEXT NOT NULL
);
CREATE INDEX nonconformities_by_found_on ON nonconformities (found_on, ref);

-- What removes the causes (10.2).
CREATE TABLE corrective_actions (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  nonconformity TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  measure TEXT NOT NULL,
  review_on TEXT NOT NULL,
  done_on TEXT NOT NULL,
  done TEXT NOT NULL,
  proof TEXT,
  effect TEXT NOT NULL,
  reviewed_on TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  seen TEXT NOT NULL
);
CREATE INDEX corrective_actions_by_due ON corrective_actions (due, ref);
CREATE INDEX corrective_actions_by_nonconformity ON corrective_actions (nonconformity, ref);

-- What is made better although nothing went wrong (10.1).
CREATE TABLE improvements (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  origin TEXT NOT NULL,
  why TEXT NOT NULL,
  clauses TEXT,
  systems TEXT,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  done_on TEXT NOT NULL,
  result TEXT NOT NULL
);
CREATE INDEX improvements_by_due ON improvements (due, ref);
