-- +goose Up
ALTER TABLE policy_versions ADD COLUMN approved_as TEXT NOT NULL DEFAULT '';
ALTER TABLE scope_statements ADD COLUMN approved_as TEXT NOT NULL DEFAULT '';
ALTER TABLE impact_assessments ADD COLUMN approved_as TEXT NOT NULL DEFAULT '';
