-- Sources: who says it, when it was read and how far to trust it.

CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    publisher_kind VARCHAR NOT NULL,
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    published VARCHAR CHECK (regexp_full_match(published, '\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?')),
    how_read how_read NOT NULL,
    trust trust NOT NULL,
    note VARCHAR,
    licence VARCHAR,
    licence_class licence_class,
    CHECK ((licence IS NULL) = (licence_class IS NULL)));
COMMENT ON TABLE sources IS 'Where statements come from. Every row of every table names one of these.';
COMMENT ON COLUMN sources.publisher_kind IS 'What kind of body published it: a ministry, a journal, a firm.';
COMMENT ON COLUMN sources.published IS 'Day, month or year of publication, as far as the source tells. Empty: undated.';
COMMENT ON COLUMN sources.how_read IS 'How much of it was read.';
COMMENT ON COLUMN sources.trust IS 'How near it stands to the body whose act it reports.';
COMMENT ON COLUMN sources.note IS 'What to know before relying on it.';
COMMENT ON COLUMN sources.licence IS
    'Terms and the credit asked for, for data sets shipped in part or whole. Empty: nothing of it is shipped as data.';
COMMENT ON COLUMN sources.licence_class IS 'The terms in one word. Empty: nothing of it is shipped as data.';

-- What was read about; each has its row.
CREATE TYPE coverage_subject AS ENUM ('events', 'papers', 'calls');
CREATE TABLE coverage (
    subject coverage_subject PRIMARY KEY,
    reaches_to DATE NOT NULL,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE coverage IS
    'How far the reading behind a subject reaches, so that silence after that date is not taken for absence.';
COMMENT ON COLUMN coverage.subject IS 'What was read about: events in the press, events in White House papers, calls.';
COMMENT ON COLUMN coverage.reaches_to IS 'Last day that the reading covers.';
COMMENT ON COLUMN coverage.note IS 'What was looked at up to that day.';
