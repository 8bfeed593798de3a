-- +goose Up
-- What the trail may tell of a concern: that it came, how far it is, and the seals of
-- the words that stand beside it.
CREATE TABLE concerns (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  received_on TEXT NOT NULL,
  state TEXT NOT NULL,      -- received, being looked at, closed
  closed_on TEXT NOT NULL,
  answer_by TEXT NOT NULL,
  seals TEXT
);

CREATE TABLE concern_desks (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  is_open BOOLEAN NOT NULL,
  handlers TEXT,            -- USR references
  readers TEXT NOT NULL,
  promise TEXT NOT NULL,
  other_ways TEXT NOT NULL,
  days BIGINT NOT NULL,
  review_on TEXT NOT NULL
);

-- House tables: no trail, never exported, read by those who handle concerns alone.
CREATE TABLE concern_words (
  concern TEXT NOT NULL,
  number BIGINT NOT NULL,
  from_reporter BOOLEAN NOT NULL,
  name TEXT NOT NULL,       -- empty where the reporter gave none
  about TEXT NOT NULL,
  text TEXT NOT NULL,
  said_on TEXT NOT NULL,    -- a day and no more
  salt TEXT NOT NULL,
  PRIMARY KEY (concern, number)
);

CREATE TABLE concern_codes (
  code_sum TEXT PRIMARY KEY, -- SHA-256 of the receipt code
  concern TEXT NOT NULL
);
