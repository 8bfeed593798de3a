-- +goose Up
-- The words of each record's newest image; rowid is the seq of that entry. It is
-- derived from the trail: made anew at the start where it is behind. The words come
-- folded already, so no dictionary has a say in them.
CREATE TABLE search_words (
  rowid BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  ref TSVECTOR NOT NULL,
  name TSVECTOR NOT NULL, -- of reference and title; empty once the record is retired
  body TSVECTOR NOT NULL  -- of everything
);
CREATE INDEX search_by_word ON search_words USING GIN (body);
