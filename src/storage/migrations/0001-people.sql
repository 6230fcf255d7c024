-- The schema, for every database. Times are milliseconds since 1970-01-01 UTC. What the databases spell differently is
-- written as a token; src/storage/migrate.ts lists them.

CREATE TABLE learners (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('learner', 'instructor')),
  created {{integer}} NOT NULL
) {{strict}};

-- One-time sign-in links and sessions: only hashes of their secrets are kept.
CREATE TABLE links (
  hash    TEXT PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  expires {{integer}} NOT NULL
) {{strict}};

CREATE TABLE sessions (
  hash    TEXT PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  started {{integer}} NOT NULL,
  expires {{integer}} NOT NULL
) {{strict}};
CREATE INDEX sessions_learner ON sessions (learner);

-- How far each reader of the statements has got; moved in the transaction that holds its work.
CREATE TABLE cursors (
  name TEXT PRIMARY KEY,
  seq  {{integer}} NOT NULL
) {{strict}};

-- `agent` and `registration` are '' for none, and `activity` is: NULLs would not be unique.
CREATE TABLE documents (
  resource     TEXT NOT NULL,
  activity     TEXT NOT NULL,
  agent        TEXT NOT NULL,
  registration TEXT NOT NULL,
  id           TEXT NOT NULL,
  type         TEXT NOT NULL,
  etag         TEXT NOT NULL,
  updated      {{integer}} NOT NULL,
  content      {{bytes}} NOT NULL,
  PRIMARY KEY (resource, activity, agent, registration, id)
) {{strict}};
CREATE INDEX documents_agent ON documents (agent) WHERE agent <> '';

CREATE TABLE enrolments (
  registration TEXT PRIMARY KEY,
  learner      TEXT NOT NULL REFERENCES learners (id),
  course       TEXT NOT NULL,
  started      {{integer}} NOT NULL,
  claim        TEXT NOT NULL DEFAULT 'none' CHECK (claim IN ('none', 'open', 'closed'))
) {{strict}};
CREATE INDEX enrolments_learner ON enrolments (learner, course, started);
CREATE INDEX enrolments_open ON enrolments (registration) WHERE claim = 'open';

CREATE TABLE outcomes (
  registration TEXT NOT NULL REFERENCES enrolments (registration),
  exam         TEXT NOT NULL,
  attempt      {{integer}} NOT NULL,
  percent      {{integer}} NOT NULL,
  passed       {{integer}} NOT NULL,
  statement    TEXT NOT NULL,
  at           {{integer}} NOT NULL,
  PRIMARY KEY (registration, exam, attempt)
) {{strict}};

-- `body` is the entry as canonical JSON; `hash` = SHA-256 of `previous`, a line feed and `body`.
CREATE TABLE ledger (
  seq          {{integer}} PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  learner      TEXT NOT NULL REFERENCES learners (id),
  course       TEXT NOT NULL,
  award        TEXT NOT NULL,
  registration TEXT NOT NULL,
  body         TEXT NOT NULL,
  previous     TEXT NOT NULL UNIQUE,
  hash         TEXT NOT NULL UNIQUE,
  UNIQUE (learner, course, award, registration)
) {{strict}};

CREATE TABLE certificates (
  number   TEXT PRIMARY KEY,
  learner  TEXT NOT NULL REFERENCES learners (id),
  entry    TEXT NOT NULL UNIQUE REFERENCES ledger (id),
  snapshot TEXT NOT NULL,
  issued   {{integer}} NOT NULL
) {{strict}};
CREATE INDEX certificates_learner ON certificates (learner, issued);

CREATE TABLE certificate_events (
  seq    {{integer}} PRIMARY KEY,
  number TEXT NOT NULL REFERENCES certificates (number),
  kind   TEXT NOT NULL CHECK (kind IN ('issued', 'revoked')),
  at     {{integer}} NOT NULL,
  reason TEXT,
  CHECK ((kind = 'revoked') = (reason IS NOT NULL))
) {{strict}};
CREATE INDEX certificate_events_number ON certificate_events (number, seq);

-- Credit and certificates are never edited, not even by hand: corrections are new rows.
{{append-only ledger}}
{{append-only certificates}}
{{append-only certificate_events}}

-- What lets other programs in. `scopes` and `origins` are JSON arrays.
CREATE TABLE keys (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  hash       TEXT NOT NULL,
  scopes     TEXT NOT NULL,
  authority  TEXT NOT NULL,
  rate_limit {{integer}},
  origins    TEXT NOT NULL,
  created    {{integer}} NOT NULL,
  rotated    {{integer}},
  revoked    {{integer}},
  last_used  {{integer}}
) {{strict}};

CREATE TABLE audit (
  seq    {{integer}} PRIMARY KEY,
  at     {{integer}} NOT NULL,
  who    TEXT NOT NULL,
  action TEXT NOT NULL,
  detail TEXT NOT NULL
) {{strict}};
{{append-only audit}}

-- The store's own permanent name, and the secret it signs its tokens with.
CREATE TABLE instance (
  one    {{integer}} PRIMARY KEY CHECK (one = 1),
  id     TEXT NOT NULL,
  secret TEXT NOT NULL
) {{strict}};
