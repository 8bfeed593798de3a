-- +goose Up
CREATE TABLE policies (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  main BOOLEAN NOT NULL,
  owner TEXT NOT NULL,
  review_on TEXT NOT NULL,
  related TEXT NOT NULL
);

CREATE TABLE policy_versions (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  policy TEXT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  text TEXT NOT NULL,
  changes TEXT NOT NULL,
  text_sha256 TEXT NOT NULL,
  approved_at TEXT NOT NULL,
  approved_by TEXT NOT NULL
);

CREATE TABLE signatures (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  target TEXT NOT NULL,
  target_sha256 TEXT NOT NULL,
  signer TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  meaning TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  sealed TEXT NOT NULL,
  sealed_sha256 TEXT NOT NULL
);

CREATE TABLE aims_roles (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  person TEXT NOT NULL,
  duty TEXT NOT NULL,
  responsibilities TEXT NOT NULL,
  authorities TEXT NOT NULL,
  appointed_on TEXT NOT NULL,
  communicated_on TEXT NOT NULL
);

CREATE UNIQUE INDEX policy_version_number ON policy_versions (policy, number);
CREATE INDEX signatures_by_target ON signatures (target, ref);
