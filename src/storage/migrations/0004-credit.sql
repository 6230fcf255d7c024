-- Credit: what entries stand on, what learners hold, who they are elsewhere, and what certificates consist of.

-- Which entries stand on a statement: asked when one is voided. Entries that are there already are looked through once.
CREATE TABLE ledger_statements (
  statement TEXT NOT NULL,
  entry     TEXT NOT NULL REFERENCES ledger (id),
  PRIMARY KEY (statement, entry)
) {{clustered}};
INSERT INTO ledger_statements (statement, entry)
SELECT DISTINCT item.value, ledger.id FROM ledger, {{texts ledger.body evidence statements}} AS item;
{{append-only ledger_statements}}

-- What is to be looked at for awards, in the order of `seq`: a row stays until that was done.
CREATE TABLE award_claims (
  kind      TEXT NOT NULL,
  reference TEXT NOT NULL,
  seq       {{integer}} NOT NULL,
  PRIMARY KEY (kind, reference)
) {{clustered}};
CREATE INDEX award_claims_seq ON award_claims (seq, kind, reference);

CREATE TABLE holdings (
  learner     TEXT NOT NULL REFERENCES learners (id),
  credential  TEXT NOT NULL,
  since       TEXT NOT NULL,
  extra       {{integer}} NOT NULL,
  recorded_at {{integer}} NOT NULL,
  PRIMARY KEY (learner, credential)
) {{clustered}};

-- Agents of other systems, each of them one learner here.
CREATE TABLE identities (
  agent   TEXT PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learners (id)
) {{strict}};
CREATE INDEX identities_learner ON identities (learner, agent);

-- Evidence, images of templates and printed certificates, by the SHA-256 of their content.
CREATE TABLE files (
  sha256  TEXT PRIMARY KEY,
  type    TEXT NOT NULL,
  name    TEXT NOT NULL,
  at      {{integer}} NOT NULL,
  content {{bytes}} NOT NULL
) {{strict}};
{{append-only files}}

-- What badges and PDFs are signed with. `jwk` is the private key.
CREATE TABLE signing_keys (
  id        TEXT PRIMARY KEY,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('Ed25519', 'ES256')),
  jwk       TEXT NOT NULL,
  created   {{integer}} NOT NULL,
  retired   {{integer}}
) {{strict}};

-- A certificate issued in place of another, at most one for each.
CREATE TABLE certificate_replacements (
  number   TEXT PRIMARY KEY REFERENCES certificates (number),
  replaces TEXT NOT NULL UNIQUE REFERENCES certificates (number)
) {{strict}};
{{append-only certificate_replacements}}

-- The certificate as a signed credential, and its bit in a status list. `sha256` is over `credential`, a line feed and `jwt`.
CREATE TABLE certificate_credentials (
  number     TEXT PRIMARY KEY REFERENCES certificates (number),
  credential TEXT NOT NULL,
  jwt        TEXT NOT NULL,
  list       {{integer}} NOT NULL,
  position   {{integer}} NOT NULL,
  sha256     TEXT NOT NULL,
  UNIQUE (list, position)
) {{strict}};
{{append-only certificate_credentials}}

-- The certificate as printed for the first time, and so ever after.
CREATE TABLE certificate_files (
  number TEXT PRIMARY KEY REFERENCES certificates (number),
  pdf    TEXT NOT NULL REFERENCES files (sha256)
) {{strict}};
{{append-only certificate_files}}
