-- +goose Up
ALTER TABLE policies ADD COLUMN procedure BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE policies ADD COLUMN documents TEXT;  -- POL references
ALTER TABLE policies ADD COLUMN controls TEXT;

CREATE TABLE publications (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  document TEXT NOT NULL,     -- reference of a policy version
  audience TEXT NOT NULL,     -- inside, outside
  reached TEXT NOT NULL,
  channel TEXT NOT NULL,
  place TEXT NOT NULL,
  published_on TEXT NOT NULL,
  note TEXT NOT NULL
);
CREATE INDEX publications_by_title ON publications (title, ref);
CREATE INDEX publications_by_document ON publications (document);

CREATE TABLE acknowledgements (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  account TEXT NOT NULL,      -- USR reference; empty for people without an account
  document TEXT NOT NULL,     -- reference of a policy version
  asked_on TEXT NOT NULL,
  due TEXT NOT NULL,
  acknowledged_on TEXT NOT NULL,
  shown_by TEXT NOT NULL,     -- what shows it
  pressed_at TEXT NOT NULL    -- by the person, in the workbench
);
CREATE INDEX acknowledgements_by_name ON acknowledgements (name, ref);
CREATE INDEX acknowledgements_by_document ON acknowledgements (document);
CREATE INDEX acknowledgements_by_account ON acknowledgements (account);

CREATE TABLE activities (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  clause TEXT NOT NULL,
  accountable TEXT NOT NULL,  -- ROL reference
  responsible TEXT,           -- ROL references
  consulted TEXT,
  informed TEXT
);
CREATE INDEX activities_by_title ON activities (title, ref);
