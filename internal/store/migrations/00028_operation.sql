-- +goose Up
CREATE TABLE operational_controls (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  what TEXT NOT NULL,
  criteria TEXT NOT NULL,
  often TEXT NOT NULL, -- each time, daily … yearly
  since TEXT NOT NULL,
  owner TEXT NOT NULL,
  miss TEXT NOT NULL,
  controls TEXT,
  systems TEXT, -- SYS references
  risks TEXT -- RSK references
);
CREATE INDEX operational_controls_by_title ON operational_controls (title, ref);

CREATE TABLE operational_records (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  done TEXT NOT NULL,
  control TEXT NOT NULL, -- OPC reference
  done_on TEXT NOT NULL,
  done_by TEXT NOT NULL,
  looked_at TEXT NOT NULL,
  missed TEXT NOT NULL,
  result TEXT NOT NULL, -- met, not met
  found TEXT NOT NULL,
  follow_up TEXT NOT NULL,
  proof TEXT NOT NULL
);
CREATE INDEX operational_records_by_control ON operational_records (control, ref);
CREATE INDEX operational_records_by_day ON operational_records (done_on, ref);

CREATE TABLE gates (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  system TEXT NOT NULL, -- SYS reference
  gate TEXT NOT NULL, -- id in the catalogue
  round BIGINT NOT NULL,
  release TEXT NOT NULL,
  planned TEXT NOT NULL,
  prepared TEXT NOT NULL,
  answers TEXT, -- question, answer, reason, references
  verdict TEXT NOT NULL,
  conditions TEXT NOT NULL,
  conditions_by TEXT NOT NULL,
  remark TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_ref TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  fulfilled_on TEXT NOT NULL,
  fulfilled TEXT NOT NULL
);
CREATE INDEX gates_by_title ON gates (title, ref);
CREATE INDEX gates_by_system ON gates (system, ref);
