-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
CREATE TABLE impact_assessments (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  system TEXT NOT NULL,
  state TEXT NOT NULL,
  trigger TEXT NOT NULL,
  assessors TEXT NOT NULL,
  assessed_on TEXT NOT NULL,
  related TEXT NOT NULL,
  answers TEXT,
  items TEXT,
  measures TEXT,
  completed TEXT,
  sensitive BOOLEAN NOT NULL,
  decision TEXT NOT NULL,
  conditions TEXT NOT NULL,
  shared TEXT NOT NULL,
  next_review TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_alone TEXT NOT NULL
);

CREATE INDEX impact_by_system ON impact_assessments (system, ref);
