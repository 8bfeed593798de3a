-- +goose Up
-- Columns that may be NULL hold JSON; NULL is the empty list.

-- What AI systems and the management system stand on (7.1, A.4).
CREATE TABLE resources (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  details TEXT NOT NULL,
  for_aims BOOLEAN NOT NULL,
  systems TEXT,
  owner TEXT NOT NULL,
  place TEXT NOT NULL,
  capacity TEXT NOT NULL,
  limits TEXT NOT NULL,
  enough TEXT NOT NULL,
  action TEXT NOT NULL,
  review_on TEXT NOT NULL
);
CREATE INDEX resources_by_title ON resources (title, ref);

-- What people must be able to do (7.2).
CREATE TABLE competences (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  level TEXT NOT NULL,
  roles TEXT,
  people TEXT,
  why TEXT NOT NULL,
  proof TEXT NOT NULL,
  months BIGINT NOT NULL
);
CREATE INDEX competences_by_title ON competences (title, ref);

-- What is done to acquire competence, and whether it worked (7.2).
CREATE TABLE trainings (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  competences TEXT,
  people TEXT,
  provider TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  cost TEXT NOT NULL,
  done_on TEXT NOT NULL,
  effect TEXT NOT NULL,
  effect_how TEXT NOT NULL,
  effect_by TEXT NOT NULL,
  effect_on TEXT NOT NULL
);
CREATE INDEX trainings_by_due ON trainings (due, ref);

-- What people have shown (7.2).
CREATE TABLE proofs (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  name TEXT NOT NULL,
  competence TEXT NOT NULL,
  level TEXT NOT NULL,
  way TEXT NOT NULL,
  details TEXT NOT NULL,
  result TEXT NOT NULL,
  evaluated_by TEXT NOT NULL,
  evaluated_on TEXT NOT NULL,
  valid_until TEXT NOT NULL,
  training TEXT NOT NULL
);
CREATE INDEX proofs_by_name ON proofs (name, ref);

-- What was done to make people aware (7.3).
CREATE TABLE briefings (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  format TEXT NOT NULL,
  subjects TEXT,
  content TEXT NOT NULL,
  audience TEXT NOT NULL,
  owner TEXT NOT NULL,
  due TEXT NOT NULL,
  held_on TEXT NOT NULL,
  invited BIGINT NOT NULL,
  attended BIGINT NOT NULL,
  checked TEXT NOT NULL,
  signed TEXT
);
CREATE INDEX briefings_by_due ON briefings (due, ref);

-- The communication plan (7.4).
CREATE TABLE communications (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  side TEXT NOT NULL,
  content TEXT NOT NULL,
  audience TEXT NOT NULL,
  parties TEXT,
  systems TEXT,
  timing TEXT NOT NULL,
  channel TEXT NOT NULL,
  owner TEXT NOT NULL,
  months BIGINT NOT NULL,
  next_on TEXT NOT NULL
);
CREATE INDEX communications_by_title ON communications (title, ref);

-- What was sent (7.4).
CREATE TABLE messages (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  communication TEXT NOT NULL,
  sent_on TEXT NOT NULL,
  sent_by TEXT NOT NULL,
  audience TEXT NOT NULL,
  channel TEXT NOT NULL,
  response TEXT NOT NULL
);
CREATE INDEX messages_by_sent_on ON messages (sent_on, ref);

-- Documents under control (7.5).
CREATE TABLE documents (
  ref TEXT PRIMARY KEY,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  retired_on TEXT NOT NULL,
  retired_because TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  number TEXT NOT NULL,
  edition TEXT NOT NULL,
  state TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  approved_on TEXT NOT NULL,
  owner TEXT NOT NULL,
  review_months BIGINT NOT NULL,
  review_on TEXT NOT NULL,
  classification TEXT NOT NULL,
  access TEXT NOT NULL,
  place TEXT NOT NULL,
  format TEXT NOT NULL,
  retention TEXT NOT NULL,
  origin TEXT NOT NULL,
  control TEXT NOT NULL,
  clauses TEXT,
  controls TEXT
);
CREATE INDEX documents_by_title ON documents (title, ref);
