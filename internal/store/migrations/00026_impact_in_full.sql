-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
ALTER TABLE impact_assessments ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE impact_assessments ADD COLUMN triggered_by TEXT NOT NULL DEFAULT '';
ALTER TABLE impact_assessments ADD COLUMN uses TEXT;
ALTER TABLE impact_assessments ADD COLUMN consultations TEXT;
ALTER TABLE impact_assessments ADD COLUMN untouched TEXT;

ALTER TABLE risks ADD COLUMN harms TEXT;

ALTER TABLE soa_versions ADD COLUMN approved_alone TEXT NOT NULL DEFAULT '';

CREATE TABLE impact_rules (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  months TEXT,
  executive_from BIGINT NOT NULL,
  executive_sensitive BOOLEAN NOT NULL,
  sensitive TEXT,
  restricted TEXT,
  method TEXT NOT NULL
);

CREATE TABLE impact_publications (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  assessment TEXT NOT NULL,
  audience TEXT NOT NULL,
  how TEXT NOT NULL,
  told_on TEXT NOT NULL,
  told TEXT NOT NULL,
  answered TEXT NOT NULL,
  again_by TEXT NOT NULL
);
