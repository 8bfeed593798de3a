-- +goose Up
CREATE TABLE comments (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  target TEXT NOT NULL,      -- what it is about: a record, a clause or a control
  kind TEXT NOT NULL,        -- comment, decision
  text TEXT NOT NULL,
  because TEXT NOT NULL,     -- of a decision
  decided_on TEXT NOT NULL,  -- of a decision
  author TEXT NOT NULL,      -- account
  author_name TEXT NOT NULL, -- the name then
  mentions TEXT
);
CREATE INDEX comments_by_target ON comments (target, created_at);
CREATE INDEX comments_by_kind ON comments (kind, created_at);
