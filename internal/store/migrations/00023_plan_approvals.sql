-- +goose Up
CREATE TABLE risk_plan_approvals (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  risk TEXT NOT NULL,
  risk_version BIGINT NOT NULL,
  plan TEXT,                  -- the plan as it was approved
  note TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  role TEXT NOT NULL,
  approved_at TEXT NOT NULL
);
CREATE INDEX plan_approvals_by_risk ON risk_plan_approvals (risk, ref);
