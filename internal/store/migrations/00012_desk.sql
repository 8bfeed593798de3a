-- +goose Up
-- House tables of one person's desk: no records, no trail, never exported.
DROP TABLE import_drafts;

CREATE TABLE drafts (
  person TEXT NOT NULL,
  page TEXT NOT NULL,   -- address of the page that shows the form
  title TEXT NOT NULL,  -- of that page, for people
  answers TEXT NOT NULL, -- JSON of the form's fields
  saved_at TEXT NOT NULL,
  PRIMARY KEY (person, page)
);

CREATE TABLE saved_views (
  person TEXT NOT NULL,
  page TEXT NOT NULL,  -- path of the list
  name TEXT NOT NULL,
  query TEXT NOT NULL, -- what stands behind the question mark
  PRIMARY KEY (person, page, name)
);

CREATE TABLE preferences (
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (person, name)
);

