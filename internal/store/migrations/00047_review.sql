-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.

-- Management reviews with their frozen inputs and signed minutes (9.3).
CREATE TABLE reviews (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  planned_on TEXT NOT NULL,
  period_from TEXT NOT NULL,
  agenda TEXT NOT NULL,
  invited TEXT,
  inputs TEXT,
  filled_at TEXT NOT NULL,
  filled_by TEXT NOT NULL,
  position BIGINT NOT NULL,
  trail_hash TEXT NOT NULL,
  held_on TEXT NOT NULL,
  held_by TEXT NOT NULL,
  attended TEXT,
  guests TEXT,
  verdict TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  next_on TEXT NOT NULL,
  minutes TEXT NOT NULL,
  minutes_sha256 TEXT NOT NULL,
  signatures TEXT
);
CREATE INDEX reviews_by_planned_on ON reviews (planned_on, ref);

-- What reviews decided, and what became of it (9.3.3).
CREATE TABLE review_decisions (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  review TEXT NOT NULL,
  kind TEXT NOT NULL,
  because TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  became TEXT,
  done_on TEXT NOT NULL,
  result TEXT NOT NULL,
  minuted BOOLEAN NOT NULL
);
CREATE INDEX review_decisions_by_due ON review_decisions (due, ref);
CREATE INDEX review_decisions_by_review ON review_decisions (review, ref);
