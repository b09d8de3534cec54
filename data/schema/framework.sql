-- The Framework: its provisions and where its published text differs from the brief.

CREATE TABLE provisions (
    provision_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(provision_id, 'P\d{2}')),
    position INTEGER NOT NULL UNIQUE CHECK (position >= 0),
    locator VARCHAR,
    title VARCHAR NOT NULL,
    pillar pillar NOT NULL,
    commitment VARCHAR NOT NULL,
    text_seen text_seen NOT NULL,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources);
COMMENT ON TABLE provisions IS 'What the Framework provides for, one row a provision.';
COMMENT ON COLUMN provisions.provision_id IS 'P and two digits.';
COMMENT ON COLUMN provisions.position IS 'Place in the order of the Framework.';
COMMENT ON COLUMN provisions.locator IS 'Where it stands in the published text. Empty: not seen there.';
COMMENT ON COLUMN provisions.pillar IS 'The part of the Framework it belongs to.';
COMMENT ON COLUMN provisions.commitment IS 'What is committed, in our own words.';
COMMENT ON COLUMN provisions.text_seen IS 'How much of the published text was read for it.';
COMMENT ON COLUMN provisions.note IS 'What to know when reading it.';

CREATE TABLE provision_instruments (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    instrument instrument NOT NULL,
    PRIMARY KEY (provision_id, instrument));
COMMENT ON TABLE provision_instruments IS 'Means by which a provision is to be carried out.';
COMMENT ON COLUMN provision_instruments.instrument IS 'One means.';

CREATE TABLE provision_products (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    product derivative_product NOT NULL,
    PRIMARY KEY (provision_id, product));
COMMENT ON TABLE provision_products IS 'Goods made from the minerals that a provision names.';
COMMENT ON COLUMN provision_products.product IS 'One kind of goods.';

CREATE TABLE provision_actors (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    actor VARCHAR NOT NULL,
    PRIMARY KEY (provision_id, actor));
COMMENT ON TABLE provision_actors IS 'Who is to act under a provision, as the text says it.';
COMMENT ON COLUMN provision_actors.actor IS 'One body or person, in the words of the text.';

CREATE TABLE provision_topics (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (provision_id, topic_id));
COMMENT ON TABLE provision_topics IS 'Topics of a provision.';
COMMENT ON COLUMN provision_topics.words IS 'The words of the provision that justify the topic.';
