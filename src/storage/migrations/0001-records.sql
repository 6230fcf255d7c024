-- Times are milliseconds since 1970-01-01 UTC.

CREATE TABLE learners (
  id      TEXT PRIMARY KEY,
  name    TEXT NOT NULL,
  role    TEXT NOT NULL CHECK (role IN ('learner', 'instructor')),
  created INTEGER NOT NULL
) STRICT;

-- One-time sign-in links and sessions: only hashes of their secrets are kept.
CREATE TABLE links (
  hash    TEXT PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  expires INTEGER NOT NULL
) STRICT;

CREATE TABLE sessions (
  hash    TEXT PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  started INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_learner ON sessions (learner);

-- The ordering key stands in every index, so that "newest 25 of X" is one backward range scan.
CREATE TABLE statements (
  seq          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  learner      TEXT REFERENCES learners (id),
  registration TEXT,
  verb         TEXT NOT NULL,
  object       TEXT NOT NULL,
  stored       INTEGER NOT NULL,
  fingerprint  TEXT NOT NULL,
  voids        TEXT,
  voided       INTEGER NOT NULL DEFAULT 0,
  body         TEXT NOT NULL
) STRICT;
CREATE INDEX statements_learner ON statements (learner, seq);
CREATE INDEX statements_registration ON statements (registration, verb, seq);
CREATE INDEX statements_object ON statements (object, seq);
CREATE INDEX statements_stored ON statements (stored, seq);
CREATE INDEX statements_voids ON statements (voids) WHERE voids IS NOT NULL;

-- How far each reader of the statements has got; moved in the transaction that holds its work.
CREATE TABLE cursors (
  name TEXT PRIMARY KEY,
  seq  INTEGER NOT NULL
) STRICT;

CREATE TABLE documents (
  resource     TEXT NOT NULL,
  activity     TEXT NOT NULL,
  learner      TEXT NOT NULL REFERENCES learners (id) ON DELETE CASCADE,
  registration TEXT NOT NULL, -- '' for none: NULLs would not be unique
  id           TEXT NOT NULL,
  type         TEXT NOT NULL,
  etag         TEXT NOT NULL,
  updated      INTEGER NOT NULL,
  content      BLOB NOT NULL,
  PRIMARY KEY (resource, activity, learner, registration, id)
) STRICT;

CREATE TABLE enrolments (
  registration TEXT PRIMARY KEY,
  learner      TEXT NOT NULL REFERENCES learners (id),
  course       TEXT NOT NULL,
  started      INTEGER NOT NULL,
  claim        TEXT NOT NULL DEFAULT 'none' CHECK (claim IN ('none', 'open', 'closed'))
) STRICT;
CREATE INDEX enrolments_learner ON enrolments (learner, course, started);
CREATE INDEX enrolments_open ON enrolments (registration) WHERE claim = 'open';

CREATE TABLE outcomes (
  registration TEXT NOT NULL REFERENCES enrolments (registration),
  exam         TEXT NOT NULL,
  attempt      INTEGER NOT NULL,
  percent      INTEGER NOT NULL,
  passed       INTEGER NOT NULL,
  statement    TEXT NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (registration, exam, attempt)
) STRICT;

-- `body` is the entry as canonical JSON; `hash` = SHA-256 of `previous`, a line feed and `body`.
CREATE TABLE ledger (
  seq          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  learner      TEXT NOT NULL REFERENCES learners (id),
  course       TEXT NOT NULL,
  award        TEXT NOT NULL,
  registration TEXT NOT NULL,
  body         TEXT NOT NULL,
  previous     TEXT NOT NULL UNIQUE,
  hash         TEXT NOT NULL UNIQUE,
  UNIQUE (learner, course, award, registration)
) STRICT;

CREATE TABLE certificates (
  number   TEXT PRIMARY KEY,
  learner  TEXT NOT NULL REFERENCES learners (id),
  entry    TEXT NOT NULL UNIQUE REFERENCES ledger (id),
  snapshot TEXT NOT NULL,
  issued   INTEGER NOT NULL
) STRICT;
CREATE INDEX certificates_learner ON certificates (learner, issued);

CREATE TABLE certificate_events (
  seq    INTEGER PRIMARY KEY,
  number TEXT NOT NULL REFERENCES certificates (number),
  kind   TEXT NOT NULL CHECK (kind IN ('issued', 'revoked')),
  at     INTEGER NOT NULL,
  reason TEXT,
  CHECK ((kind = 'revoked') = (reason IS NOT NULL))
) STRICT;
CREATE INDEX certificate_events_number ON certificate_events (number, seq);

-- The store's own permanent name.
CREATE TABLE instance (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id  TEXT NOT NULL
) STRICT;
