-- cmi5: courses of any maker, who takes them, and their launches. Positions are those of the course structure in document
-- order, the course itself at 0.

CREATE TABLE cmi5_courses (
  id       TEXT PRIMARY KEY,
  imported {{integer}} NOT NULL
) {{strict}};

-- `title` and `description` are JSON objects of texts by language; `mastery_score` is a decimal as text.
CREATE TABLE cmi5_parts (
  course            TEXT NOT NULL REFERENCES cmi5_courses (id) ON DELETE CASCADE,
  position          {{integer}} NOT NULL,
  parent            {{integer}},
  kind              TEXT NOT NULL CHECK (kind IN ('course', 'block', 'au')),
  publisher_id      TEXT NOT NULL,
  title             TEXT NOT NULL,
  description       TEXT NOT NULL,
  url               TEXT,
  move_on           TEXT,
  launch_method     TEXT,
  activity_type     TEXT,
  mastery_score     TEXT,
  launch_parameters TEXT,
  entitlement_key   TEXT,
  activity_id       TEXT,
  PRIMARY KEY (course, position)
) {{strict}};

CREATE TABLE cmi5_files (
  course TEXT NOT NULL REFERENCES cmi5_courses (id) ON DELETE CASCADE,
  path   TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes  {{integer}} NOT NULL,
  PRIMARY KEY (course, path)
) {{strict}};
CREATE INDEX cmi5_files_sha256 ON cmi5_files (sha256);

CREATE TABLE cmi5_registrations (
  id        TEXT PRIMARY KEY,
  course    TEXT NOT NULL REFERENCES cmi5_courses (id) ON DELETE CASCADE,
  actor     TEXT NOT NULL,
  actor_key TEXT NOT NULL,
  created   {{integer}} NOT NULL
) {{strict}};
CREATE INDEX cmi5_registrations_course ON cmi5_registrations (course, created, id);
CREATE INDEX cmi5_registrations_actor ON cmi5_registrations (actor_key, created, id);

CREATE TABLE cmi5_progress (
  registration TEXT NOT NULL REFERENCES cmi5_registrations (id) ON DELETE CASCADE,
  part         {{integer}} NOT NULL,
  completed    {{integer}},
  passed       {{integer}},
  failed       {{integer}},
  waived       {{integer}},
  satisfied    {{integer}},
  PRIMARY KEY (registration, part)
) {{strict}};

CREATE TABLE cmi5_sessions (
  id               TEXT PRIMARY KEY,
  registration     TEXT NOT NULL REFERENCES cmi5_registrations (id) ON DELETE CASCADE,
  part             {{integer}} NOT NULL,
  mode             TEXT NOT NULL CHECK (mode IN ('Normal', 'Browse', 'Review')),
  launched         {{integer}} NOT NULL,
  seen             {{integer}} NOT NULL,
  fetch_hash       TEXT NOT NULL UNIQUE,
  token_hash       TEXT,
  preferences_read {{integer}},
  initialized      {{integer}},
  completed        {{integer}},
  passed           {{integer}},
  failed           {{integer}},
  last_statement   {{integer}},
  terminated       {{integer}},
  abandoned        {{integer}}
) {{strict}};
CREATE INDEX cmi5_sessions_registration ON cmi5_sessions (registration, launched, id);
CREATE INDEX cmi5_sessions_open ON cmi5_sessions (seen) WHERE terminated IS NULL AND abandoned IS NULL;
