-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.
CREATE TABLE risk_criteria (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  likelihoods TEXT,
  impacts TEXT,
  bands TEXT,
  accept_up_to BIGINT NOT NULL,
  method TEXT NOT NULL,
  treatment TEXT NOT NULL
);

CREATE TABLE risks (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT NOT NULL,
  category TEXT NOT NULL,
  kind TEXT NOT NULL,
  sources TEXT,
  objectives TEXT,
  systems TEXT,
  assessments TEXT,
  for_organisation TEXT NOT NULL,
  for_individuals TEXT NOT NULL,
  for_society TEXT NOT NULL,
  inherent_likelihood BIGINT NOT NULL,
  inherent_impact BIGINT NOT NULL,
  inherent_level BIGINT NOT NULL,
  inherent_reason TEXT NOT NULL,
  residual_likelihood BIGINT NOT NULL,
  residual_impact BIGINT NOT NULL,
  residual_level BIGINT NOT NULL,
  residual_reason TEXT NOT NULL,
  treatment TEXT NOT NULL,
  treatment_plan TEXT NOT NULL,
  controls TEXT,
  owner TEXT NOT NULL,
  status TEXT NOT NULL,
  review_on TEXT NOT NULL,
  notes TEXT NOT NULL,
  source TEXT NOT NULL
);

CREATE TABLE risk_actions (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  risk TEXT NOT NULL,
  what TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  done_on TEXT NOT NULL,
  result TEXT NOT NULL
);

CREATE TABLE risk_acceptances (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  risk TEXT NOT NULL,
  risk_version BIGINT NOT NULL,
  level BIGINT NOT NULL,
  reason TEXT NOT NULL,
  accepted_by TEXT NOT NULL,
  role TEXT NOT NULL,
  accepted_at TEXT NOT NULL,
  valid_until TEXT NOT NULL
);

CREATE INDEX risks_by_residual ON risks (residual_level, ref);
CREATE INDEX risks_by_inherent ON risks (inherent_level, ref);
CREATE INDEX risks_by_cell ON risks (kind, retired_on, status, inherent_likelihood, inherent_impact, residual_likelihood, residual_impact);
CREATE INDEX risks_by_title ON risks (title, ref);
CREATE INDEX risks_by_update ON risks (updated_at, ref);
CREATE INDEX actions_by_risk ON risk_actions (risk, ref);
CREATE INDEX actions_by_due ON risk_actions (due, ref);
CREATE INDEX acceptances_by_risk ON risk_acceptances (risk, ref);
-- The Statement counts the risks in force of every control from this index alone.
CREATE INDEX risks_in_force ON risks (ref, retired_on, status, treatment);
CREATE INDEX risks_by_source ON risks (source);
