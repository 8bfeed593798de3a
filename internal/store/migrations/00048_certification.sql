-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
-- Three years with a certification body, and the certificate.
CREATE TABLE certification_cycles (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  accreditation TEXT NOT NULL,
  started_on TEXT NOT NULL,
  contact TEXT NOT NULL,
  owner TEXT NOT NULL,
  plan_days BIGINT NOT NULL,
  evidence_days BIGINT NOT NULL,
  stage1_days TEXT NOT NULL,
  stage2_days TEXT NOT NULL,
  follow_days TEXT NOT NULL,
  renew_days TEXT NOT NULL,
  certificate TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  scope_words TEXT NOT NULL,
  statement_version BIGINT NOT NULL,
  copies TEXT
);
CREATE INDEX certification_cycles_by_started_on ON certification_cycles (started_on, ref);

-- Audits and decisions of the body.
CREATE TABLE certification_events (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  cycle TEXT NOT NULL,
  kind TEXT NOT NULL,
  planned_on TEXT NOT NULL,
  planned_to TEXT NOT NULL,
  auditors TEXT NOT NULL,
  owner TEXT NOT NULL,
  held_on TEXT NOT NULL,
  held_to TEXT NOT NULL,
  days TEXT NOT NULL,
  outcome TEXT NOT NULL,
  said TEXT NOT NULL,
  reports TEXT
);
CREATE INDEX certification_events_by_planned_on ON certification_events (planned_on, ref);
CREATE INDEX certification_events_by_cycle ON certification_events (cycle, ref);

-- What its auditors ask to see.
CREATE TABLE certification_requests (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  number TEXT NOT NULL,
  event TEXT NOT NULL,
  clauses TEXT,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  records TEXT,
  evidence TEXT,
  answer TEXT NOT NULL,
  answered_on TEXT NOT NULL
);
CREATE INDEX certification_requests_by_number ON certification_requests (number, ref);
CREATE INDEX certification_requests_by_event ON certification_requests (event, ref);
