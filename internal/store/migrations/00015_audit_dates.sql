-- +goose Up
-- What is agreed with a certification body; empty while nothing is.
ALTER TABLE organisations ADD COLUMN certifier TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN stage1_on TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN stage2_on TEXT NOT NULL DEFAULT '';
