-- Topics, and the words that are explained.

CREATE TABLE topics (
    topic_id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 28),
    scope VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE topics IS
    'A short list that ties university and Framework together. Each tag quotes the words that justify it.';
COMMENT ON COLUMN topics.position IS 'Place in lists, 1 first.';
COMMENT ON COLUMN topics.scope IS 'What belongs to the topic.';

CREATE TABLE terms (
    term_id VARCHAR PRIMARY KEY,
    kind term_kind NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    term VARCHAR NOT NULL CHECK (length(term) <= 28),
    meaning VARCHAR NOT NULL CHECK (length(meaning) <= 160),
    whose term_owner NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (kind, position));
COMMENT ON TABLE terms IS 'What the words of these pages mean: statuses, levels, ties, grades, scores and others.';
COMMENT ON COLUMN terms.kind IS 'What the word belongs to.';
COMMENT ON COLUMN terms.position IS 'Place within its kind, 1 first.';
COMMENT ON COLUMN terms.term IS 'The word as the pages write it, at most 28 characters.';
COMMENT ON COLUMN terms.meaning IS 'What it means, in a sentence or two of at most 160 characters.';
COMMENT ON COLUMN terms.whose IS 'Whose word it is.';
