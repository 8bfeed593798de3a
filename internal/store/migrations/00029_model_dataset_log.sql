-- +goose Up
CREATE TABLE models (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  edition TEXT NOT NULL,
  kind TEXT NOT NULL,
  origin TEXT NOT NULL,
  supplier TEXT NOT NULL,
  licence TEXT NOT NULL,
  systems TEXT, -- SYS references
  datasets TEXT, -- DAT references
  intended_use TEXT NOT NULL,
  limits TEXT NOT NULL,
  inputs TEXT NOT NULL,
  metrics TEXT,
  evaluation TEXT NOT NULL,
  fairness TEXT NOT NULL,
  security TEXT NOT NULL,
  tools TEXT NOT NULL,
  computing TEXT NOT NULL,
  energy TEXT NOT NULL,
  owner TEXT NOT NULL,
  evaluated_on TEXT NOT NULL,
  review_on TEXT NOT NULL
);
CREATE INDEX models_by_name ON models (name, ref);

CREATE TABLE datasets (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  edition TEXT NOT NULL,
  uses TEXT,
  systems TEXT, -- SYS references
  content TEXT NOT NULL,
  provenance TEXT NOT NULL,
  acquired TEXT NOT NULL,
  acquired_on TEXT NOT NULL,
  rights TEXT NOT NULL,
  personal TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  wanted TEXT NOT NULL,
  measured TEXT NOT NULL,
  measured_on TEXT NOT NULL,
  good TEXT NOT NULL,
  bias TEXT NOT NULL,
  preparation TEXT,
  labels TEXT NOT NULL,
  held TEXT NOT NULL,
  retention TEXT NOT NULL,
  dispose_on TEXT NOT NULL,
  may_use TEXT NOT NULL,
  owner TEXT NOT NULL,
  review_on TEXT NOT NULL
);
CREATE INDEX datasets_by_name ON datasets (name, ref);

CREATE TABLE event_logs (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  system TEXT NOT NULL, -- SYS reference
  stages TEXT,
  events TEXT,
  place TEXT NOT NULL,
  keep TEXT NOT NULL,
  why_keep TEXT NOT NULL,
  protection TEXT NOT NULL,
  readers TEXT NOT NULL,
  reading TEXT NOT NULL,
  owner TEXT NOT NULL,
  tried_on TEXT NOT NULL,
  review_on TEXT NOT NULL
);
CREATE INDEX event_logs_by_name ON event_logs (name, ref);
CREATE INDEX event_logs_by_system ON event_logs (system, ref);
