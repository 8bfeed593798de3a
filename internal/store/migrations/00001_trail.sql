-- +goose Up
CREATE TABLE trail_entries (
  seq BIGINT PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  via TEXT NOT NULL,
  act TEXT NOT NULL,
  register TEXT NOT NULL,
  ref TEXT NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT NOT NULL,
  batch TEXT NOT NULL,
  image TEXT NOT NULL,
  image_sha256 TEXT NOT NULL,
  prev TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);
CREATE UNIQUE INDEX trail_by_record ON trail_entries (register, ref, version);
CREATE INDEX trail_by_ref ON trail_entries (ref, seq);
CREATE INDEX trail_by_batch ON trail_entries (batch, seq);

-- One row. Locking it orders the writers; it also shows a tail cut from the entries alone.
CREATE TABLE trail_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL
);
INSERT INTO trail_head (id, seq, hash, at) VALUES (1, 0, '', '');

-- The last number given out for each prefix and year: RSK-2026-014.
CREATE TABLE sequences (
  prefix TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
);

CREATE TABLE links (
  register TEXT NOT NULL,
  ref TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (register, ref, target)
);
CREATE INDEX links_to ON links (target, register, ref);
