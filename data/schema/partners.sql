-- Partners in Japan, and what sources say of them.

CREATE TABLE partners (
    partner_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    name_ja VARCHAR,
    type VARCHAR NOT NULL,
    place VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE partners IS 'Universities, institutes and firms in Japan to work with.';
COMMENT ON COLUMN partners.name_ja IS 'Name in Japanese. Empty: not recorded.';
COMMENT ON COLUMN partners.type IS 'What kind of body it is.';
COMMENT ON COLUMN partners.place IS 'City or prefecture. Empty: not recorded.';

CREATE TABLE partner_statements (
    statement_id VARCHAR PRIMARY KEY,
    partner_id VARCHAR NOT NULL REFERENCES partners,
    focus VARCHAR NOT NULL,
    us_link VARCHAR,
    vanderbilt_link VARCHAR,
    link_ended INTEGER CHECK (link_ended BETWEEN 1900 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE partner_statements IS 'What sources state of a partner in Japan.';
COMMENT ON COLUMN partner_statements.focus IS 'What it works on.';
COMMENT ON COLUMN partner_statements.us_link IS 'A tie to the United States. Empty: the source states none.';
COMMENT ON COLUMN partner_statements.vanderbilt_link IS
    'A tie to Vanderbilt, only where a source says so. Empty: the source states none.';
COMMENT ON COLUMN partner_statements.link_ended IS 'The year in which that tie ended. Empty: it lasts, or there is none.';

CREATE TABLE statement_stages (
    statement_id VARCHAR NOT NULL REFERENCES partner_statements,
    stage VARCHAR NOT NULL,
    PRIMARY KEY (statement_id, stage));
COMMENT ON TABLE statement_stages IS 'Stages of the chain that a statement on a partner speaks of.';
COMMENT ON COLUMN statement_stages.stage IS 'One stage, in the source''s words.';

CREATE TABLE partner_topics (
    partner_id VARCHAR NOT NULL REFERENCES partners,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (partner_id, topic_id));
COMMENT ON TABLE partner_topics IS 'Topics of a partner in Japan.';
COMMENT ON COLUMN partner_topics.words IS 'The words of its source that justify the topic.';
