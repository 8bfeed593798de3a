-- +goose Up
-- The words of each record's newest image; rowid is the seq of that entry. It is
-- derived from the trail: made anew at the start where it is behind. The words come
-- folded already, so the tokenizer only parts them at the blanks.
CREATE VIRTUAL TABLE search_words USING fts5(
  register,
  ref,
  name, -- of reference and title; empty once the record is retired
  body, -- of everything
  content='', contentless_delete=1, detail=column, tokenize='ascii'
);
