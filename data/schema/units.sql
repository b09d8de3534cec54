-- Units of the university: departments, schools, centers and offices, their topics, and their works on record.

CREATE TABLE units (
    unit_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL UNIQUE CHECK (length(short_name) <= 26),
    kind unit_kind NOT NULL,
    school VARCHAR NOT NULL,
    relevance VARCHAR NOT NULL,
    named_as VARCHAR,
    status_note VARCHAR,
    closed BOOLEAN NOT NULL,
    last_seen_year INTEGER CHECK (last_seen_year BETWEEN 1990 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE units IS 'Schools, departments, centers and offices of the university.';
COMMENT ON COLUMN units.short_name IS 'Name for figures, at most 26 characters.';
COMMENT ON COLUMN units.kind IS 'What it is within the university.';
COMMENT ON COLUMN units.school IS
    'The school it belongs to; for the others ''University offices'' or ''University centers''.';
COMMENT ON COLUMN units.relevance IS 'Why it matters to critical minerals, in one sentence.';
COMMENT ON COLUMN units.named_as IS 'The brief''s wording. Empty: the brief does not name it.';
COMMENT ON COLUMN units.status_note IS
    'What to know before calling: closed, newly founded. Empty: nothing of the kind is on record.';
COMMENT ON COLUMN units.closed IS 'Whether it has ceased to exist.';
COMMENT ON COLUMN units.last_seen_year IS 'Newest year of a source read. Empty: the sources are undated.';

CREATE TABLE unit_parents (
    unit_id VARCHAR NOT NULL REFERENCES units,
    parent_id VARCHAR NOT NULL REFERENCES units,
    PRIMARY KEY (unit_id, parent_id));
COMMENT ON TABLE unit_parents IS 'The unit that another one is part of.';
COMMENT ON COLUMN unit_parents.parent_id IS 'The larger unit.';

CREATE TABLE unit_disciplines (
    unit_id VARCHAR NOT NULL REFERENCES units,
    discipline VARCHAR NOT NULL,
    PRIMARY KEY (unit_id, discipline));
COMMENT ON TABLE unit_disciplines IS 'Fields a unit works in.';
COMMENT ON COLUMN unit_disciplines.discipline IS 'One field.';

CREATE TABLE unit_sources (
    unit_id VARCHAR NOT NULL REFERENCES units,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (unit_id, source_id));
COMMENT ON TABLE unit_sources IS 'Further sources on a unit, besides the one it names.';

CREATE TABLE unit_topics (
    unit_id VARCHAR NOT NULL REFERENCES units,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (unit_id, topic_id));
COMMENT ON TABLE unit_topics IS 'Topics of a unit.';
COMMENT ON COLUMN unit_topics.words IS 'The words of its source that justify the topic.';

CREATE TABLE expertise (
    expertise_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR REFERENCES units,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    title VARCHAR NOT NULL CHECK (length(title) <= 60),
    description VARCHAR NOT NULL,
    as_of_year INTEGER CHECK (as_of_year BETWEEN 1990 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    source_id VARCHAR NOT NULL REFERENCES sources,
    note VARCHAR);
COMMENT ON TABLE expertise IS 'One published theme of a unit.';
COMMENT ON COLUMN expertise.unit_id IS 'The unit. Empty: the source does not say which department.';
COMMENT ON COLUMN expertise.title IS 'The theme, at most 60 characters.';
COMMENT ON COLUMN expertise.description IS 'What was done, in one or two sentences.';
COMMENT ON COLUMN expertise.as_of_year IS 'Year of the source. Empty: undated.';
COMMENT ON COLUMN expertise.note IS 'What to know when relying on it.';
