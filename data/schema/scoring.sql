-- The terms of the fit score and their weights.

CREATE TABLE score_terms (
    term score_term PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 24),
    weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 100),
    meaning VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE score_terms IS 'The terms of the fit score and their published weights, from scoring.yaml.';
COMMENT ON COLUMN score_terms.term IS 'Key of the term.';
COMMENT ON COLUMN score_terms.position IS 'Place in the list of weights, 1 first.';
COMMENT ON COLUMN score_terms.title IS 'At most 24 characters.';
COMMENT ON COLUMN score_terms.weight IS 'Published points, 0 to 100.';
COMMENT ON COLUMN score_terms.meaning IS 'When the term is earned.';
