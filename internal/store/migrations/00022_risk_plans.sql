-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list or record.
ALTER TABLE risks ADD COLUMN library TEXT NOT NULL DEFAULT '';       -- entry of the risk library it was drawn from
ALTER TABLE risks ADD COLUMN options_considered TEXT NOT NULL DEFAULT '';
ALTER TABLE risks ADD COLUMN option_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE risks ADD COLUMN resources TEXT NOT NULL DEFAULT '';
ALTER TABLE risks ADD COLUMN approver TEXT NOT NULL DEFAULT '';
ALTER TABLE risks ADD COLUMN reviewed_on TEXT NOT NULL DEFAULT '';

ALTER TABLE risk_criteria ADD COLUMN likelihood_means TEXT;
ALTER TABLE risk_criteria ADD COLUMN impact_means TEXT;
ALTER TABLE risk_criteria ADD COLUMN benefits TEXT;

ALTER TABLE risk_acceptances ADD COLUMN accepted TEXT;               -- the risk as it was accepted

CREATE INDEX risks_by_library ON risks (library, ref);
