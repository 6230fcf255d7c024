-- Statements, and what they are found by. Agents, activities and verbs have short numbers; the ordering key stands in
-- every index behind what is looked for, so that "newest 25 of X" is one backward range scan.

CREATE TABLE agents (
  id    {{integer}} PRIMARY KEY,
  key   TEXT NOT NULL UNIQUE,
  names TEXT NOT NULL -- JSON array, sorted
) {{strict}};

CREATE TABLE activities (
  id         {{integer}} PRIMARY KEY,
  iri        TEXT NOT NULL UNIQUE,
  definition TEXT NOT NULL -- JSON object merged from all statements
) {{strict}};

CREATE TABLE verbs (
  id  {{integer}} PRIMARY KEY,
  iri TEXT NOT NULL UNIQUE
) {{strict}};

CREATE TABLE statements (
  seq          {{integer}} PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  verb         {{integer}} NOT NULL,
  registration TEXT,
  authority    {{integer}},
  stored       {{integer}} NOT NULL,
  refers       TEXT, -- id of the statement that is its object
  voids        {{integer}} NOT NULL, -- 1: and voids it
  voided       {{integer}} NOT NULL,
  fingerprint  TEXT NOT NULL,
  body         TEXT NOT NULL
) {{strict}};
CREATE INDEX statements_verb ON statements (verb, seq);
CREATE INDEX statements_registration ON statements (registration, seq) WHERE registration IS NOT NULL;
CREATE INDEX statements_stored ON statements (stored, seq);
CREATE INDEX statements_refers ON statements (refers) WHERE refers IS NOT NULL;

-- Which statements speak of an agent or activity; `plain` is 1 where it is actor or object, 0 where it is only related.
-- `via` is 0 for the statement's own; a statement that leads to others through StatementRefs has their rows too, with
-- the `seq` of the one they come from, and `verb` is that one's.
CREATE TABLE agent_links (
  agent {{integer}} NOT NULL,
  plain {{integer}} NOT NULL,
  seq   {{integer}} NOT NULL,
  via   {{integer}} NOT NULL,
  verb  {{integer}} NOT NULL,
  PRIMARY KEY (agent, plain, seq, via, verb)
) {{clustered}};

CREATE TABLE activity_links (
  activity {{integer}} NOT NULL,
  plain    {{integer}} NOT NULL,
  seq      {{integer}} NOT NULL,
  via      {{integer}} NOT NULL,
  verb     {{integer}} NOT NULL,
  PRIMARY KEY (activity, plain, seq, via, verb)
) {{clustered}};

-- Which statement leads to which through StatementRefs, over any number of steps; verb and registration are the target's.
CREATE TABLE refs (
  ancestor     {{integer}} NOT NULL,
  target       {{integer}} NOT NULL,
  depth        {{integer}} NOT NULL,
  verb         {{integer}} NOT NULL,
  registration TEXT,
  PRIMARY KEY (ancestor, target)
) {{clustered}};
CREATE INDEX refs_target ON refs (target, ancestor);
CREATE INDEX refs_verb ON refs (verb, ancestor);
CREATE INDEX refs_registration ON refs (registration, ancestor) WHERE registration IS NOT NULL;

-- Files by the SHA-2 of their content, kept once however many statements have them.
CREATE TABLE attachments (
  sha2    TEXT PRIMARY KEY,
  type    TEXT NOT NULL,
  content {{bytes}} NOT NULL
) {{strict}};

CREATE TABLE attachment_links (
  sha2 TEXT NOT NULL,
  seq  {{integer}} NOT NULL,
  PRIMARY KEY (sha2, seq)
) {{clustered}};
CREATE INDEX attachment_links_seq ON attachment_links (seq);

-- The last numbers given out: `seq` and `stored` of statements, `ids` of agents, activities and verbs together. `epoch`
-- grows when such a number goes out of use. Whoever changes the row holds the store's writer lock.
CREATE TABLE sequence (
  one    {{integer}} PRIMARY KEY CHECK (one = 1),
  seq    {{integer}} NOT NULL,
  stored {{integer}} NOT NULL,
  ids    {{integer}} NOT NULL,
  epoch  {{integer}} NOT NULL
) {{strict}};
INSERT INTO sequence (one, seq, stored, ids, epoch) VALUES (1, 0, 0, 0, 0);
