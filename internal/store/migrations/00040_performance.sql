-- +goose Up
-- What is measured, the results, and what they were judged to say (9.1).
CREATE TABLE measures (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  tells TEXT NOT NULL,
  kind TEXT NOT NULL, -- AIMS, control, AI system, objective
  controls TEXT,
  systems TEXT, -- SYS references
  objectives TEXT, -- OBJ references
  method TEXT NOT NULL,
  unit TEXT NOT NULL,
  better TEXT NOT NULL, -- higher, lower
  target TEXT NOT NULL,
  threshold TEXT NOT NULL,
  often TEXT NOT NULL, -- daily … yearly
  since TEXT NOT NULL,
  owner TEXT NOT NULL,
  evaluator TEXT NOT NULL,
  evaluated TEXT NOT NULL
);
CREATE INDEX measures_by_title ON measures (title, ref);

CREATE TABLE results (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  value TEXT NOT NULL,
  measure TEXT NOT NULL, -- MSR reference
  taken_on TEXT NOT NULL,
  taken_by TEXT NOT NULL,
  note TEXT NOT NULL,
  evidence TEXT -- EVD references
);
CREATE INDEX results_by_measure ON results (measure, taken_on, ref);
CREATE INDEX results_by_day ON results (taken_on, ref);

CREATE TABLE evaluations (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  measures TEXT, -- MSR references
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  says TEXT NOT NULL,
  conclusion TEXT NOT NULL, -- as wanted, watch, act
  follows TEXT NOT NULL,
  followed TEXT, -- references of what was raised
  evaluated_by TEXT NOT NULL,
  evaluated_on TEXT NOT NULL
);
CREATE INDEX evaluations_by_day ON evaluations (evaluated_on, ref);
