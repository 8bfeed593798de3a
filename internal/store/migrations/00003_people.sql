-- +goose Up
CREATE TABLE people (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  role TEXT NOT NULL,
  job_title TEXT NOT NULL,
  password_set_at TEXT NOT NULL,
  password_set_by TEXT NOT NULL
);

-- An address names one person, also after they left: their acts keep it.
CREATE UNIQUE INDEX people_email ON people (email);
