-- +goose Up
-- A list sorts by any of its columns. Without an index each of these would read and
-- sort the whole register for one screenful.
CREATE INDEX risks_by_owner ON risks (owner, ref);
CREATE INDEX risks_by_status ON risks (status, ref);
CREATE INDEX risks_by_treatment ON risks (treatment, ref);
CREATE INDEX risks_by_category ON risks (category, ref);
CREATE INDEX risks_by_review ON risks (review_on, ref);
CREATE INDEX evidence_by_title ON evidence_items (title, ref);
CREATE INDEX evidence_by_owner ON evidence_items (owner, ref);
CREATE INDEX evidence_by_period ON evidence_items (period_from, ref);
CREATE INDEX evidence_by_review ON evidence_items (review, ref);
CREATE INDEX evidence_by_update ON evidence_items (updated_at, ref);
-- What a person changed together lately, for the offer to undo it.
CREATE INDEX trail_by_batcher ON trail_entries (actor, register, seq) WHERE batch > '';
