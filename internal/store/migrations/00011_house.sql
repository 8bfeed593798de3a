-- +goose Up
-- House tables: no records, no trail, never exported.
CREATE TABLE sessions (
  token_sum TEXT PRIMARY KEY, -- SHA-256 of the cookie: the cookie itself is not kept
  person TEXT NOT NULL,
  data TEXT NOT NULL,
  expires_at BIGINT NOT NULL -- Unix seconds
);
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE one_time_links (
  token_sum TEXT PRIMARY KEY,
  purpose TEXT NOT NULL, -- setup, sign-in
  person TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE TABLE credentials (
  person TEXT PRIMARY KEY,
  password TEXT NOT NULL -- argon2id, PHC string
);

CREATE TABLE sign_in_attempts (
  subject TEXT PRIMARY KEY, -- an account's address or a client's
  failures BIGINT NOT NULL,
  last_at BIGINT NOT NULL
);

CREATE TABLE import_drafts (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  register TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  mapping TEXT NOT NULL, -- JSON
  created_at TEXT NOT NULL
);

