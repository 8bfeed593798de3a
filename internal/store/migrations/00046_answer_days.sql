-- +goose Up
-- What the certification body allows for answers, in days; 0 where it is not known.
ALTER TABLE organisations ADD COLUMN major_days BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisations ADD COLUMN minor_days BIGINT NOT NULL DEFAULT 0;
-- The last day of Stage 2, from which the six months for major findings count.
ALTER TABLE organisations ADD COLUMN stage2_ended TEXT NOT NULL DEFAULT '';
