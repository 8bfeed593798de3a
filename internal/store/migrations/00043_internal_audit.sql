-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.

-- What internal audits are for, and how often (9.2.2).
CREATE TABLE audit_programmes (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  objectives TEXT NOT NULL,
  risks TEXT NOT NULL,
  methods TEXT NOT NULL,
  responsibilities TEXT NOT NULL,
  planning TEXT NOT NULL,
  reporting TEXT NOT NULL,
  frequencies TEXT,
  keeper TEXT NOT NULL,
  keeper_name TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT NOT NULL
);
CREATE INDEX audit_programmes_by_starts_on ON audit_programmes (starts_on, ref);

-- Internal audits from plan to signed report (9.2).
CREATE TABLE internal_audits (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  programme TEXT NOT NULL,
  objective TEXT NOT NULL,
  criteria TEXT NOT NULL,
  clauses TEXT,
  controls TEXT,
  systems TEXT,
  lead_auditor TEXT NOT NULL,
  auditors TEXT,
  auditees TEXT,
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  report_due TEXT NOT NULL,
  report_to TEXT,
  schedule TEXT,
  opening_on TEXT NOT NULL,
  opening_present TEXT,
  opening_notes TEXT NOT NULL,
  closing_on TEXT NOT NULL,
  closing_present TEXT,
  closing_notes TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  planner TEXT NOT NULL,
  planner_name TEXT NOT NULL,
  mitigations TEXT,
  started_on TEXT NOT NULL,
  started_by TEXT NOT NULL,
  reported_on TEXT NOT NULL,
  reports TEXT
);
CREATE INDEX internal_audits_by_starts_on ON internal_audits (starts_on, ref);

-- What auditors look at, row by row.
CREATE TABLE audit_rows (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  audit TEXT NOT NULL,
  place BIGINT NOT NULL,
  requirement TEXT,
  systems TEXT,
  follows TEXT,
  questions TEXT,
  wanted TEXT,
  result TEXT NOT NULL,
  notes TEXT NOT NULL,
  interviewee TEXT NOT NULL,
  evidence TEXT,
  seen_on TEXT NOT NULL,
  seen_by TEXT NOT NULL
);
CREATE INDEX audit_rows_by_audit ON audit_rows (audit, place, ref);

-- Which records auditors drew, and how.
CREATE TABLE audit_samples (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  audit TEXT NOT NULL,
  drawn_from TEXT NOT NULL,
  words TEXT NOT NULL,
  method TEXT NOT NULL,
  size BIGINT NOT NULL,
  seed TEXT NOT NULL,
  chosen TEXT,
  why TEXT NOT NULL,
  outcome TEXT NOT NULL,
  position BIGINT NOT NULL,
  population BIGINT NOT NULL,
  sum TEXT NOT NULL,
  items TEXT,
  drawn_on TEXT NOT NULL,
  drawn_by TEXT NOT NULL
);
CREATE INDEX audit_samples_by_audit ON audit_samples (audit, ref);

-- What audits found.
CREATE TABLE audit_findings (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  audit TEXT NOT NULL,
  checklist_row TEXT NOT NULL,
  grade TEXT NOT NULL,
  found_on TEXT NOT NULL,
  clauses TEXT,
  controls TEXT,
  systems TEXT,
  required TEXT NOT NULL,
  statement TEXT NOT NULL,
  evidence TEXT,
  interviewee TEXT NOT NULL,
  finder TEXT NOT NULL
);
CREATE INDEX audit_findings_by_found_on ON audit_findings (found_on, ref);
CREATE INDEX audit_findings_by_audit ON audit_findings (audit, ref);
