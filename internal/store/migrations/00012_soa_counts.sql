-- +goose Up
-- The Statement of Applicability counts the risks in force and the current evidence
-- of every control on each page; these indexes answer without reading the records.
CREATE INDEX risks_in_force ON risks (ref, retired_on, status, treatment);
CREATE INDEX evidence_in_force ON evidence_items (ref, retired_on, review, valid_until);
