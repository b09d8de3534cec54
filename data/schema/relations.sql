-- Judgement: graded, reasoned relations between units and what may be their business.

-- Which unit really has business with what, by two independent readings of people who know research administration.
-- Lodestone's own reading, never the university's. grade: 3 natural owner, 2 clear business, 1 possible but thin, 0 a
-- match of words that an expert rejects. Where both readings graded, the lower grade is kept; readings says whether one
-- or both named the pair. No row: nobody saw any business.
CREATE TABLE provision_relations (
    relation_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL REFERENCES units,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 3),
    readings INTEGER NOT NULL CHECK (readings BETWEEN 1 AND 2),
    basis relation_basis NOT NULL,
    reason VARCHAR NOT NULL CHECK (length(reason) <= 140),
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (unit_id, provision_id),
    CHECK (relation_id = unit_id || '.' || provision_id));
COMMENT ON TABLE provision_relations IS
    'Which units have business with which provisions: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN provision_relations.grade IS
    '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
COMMENT ON COLUMN provision_relations.readings IS 'How many of two independent readings named the pair.';
COMMENT ON COLUMN provision_relations.basis IS 'What the reading rests on.';
COMMENT ON COLUMN provision_relations.reason IS 'Why, in a sentence; for grade 0 why not.';
COMMENT ON COLUMN provision_relations.relation_id IS 'The two identifiers with a full stop between.';

CREATE TABLE organization_relations (
    relation_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL REFERENCES units,
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 3),
    readings INTEGER NOT NULL CHECK (readings BETWEEN 1 AND 2),
    basis relation_basis NOT NULL,
    reason VARCHAR NOT NULL CHECK (length(reason) <= 140),
    first_question VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (unit_id, organization_id),
    CHECK (relation_id = unit_id || '.' || organization_id));
COMMENT ON TABLE organization_relations IS
    'Which units have business with which organizations: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN organization_relations.grade IS
    '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
COMMENT ON COLUMN organization_relations.readings IS 'How many of two independent readings named the pair.';
COMMENT ON COLUMN organization_relations.basis IS 'What the reading rests on.';
COMMENT ON COLUMN organization_relations.reason IS 'Why, in a sentence; for grade 0 why not.';
COMMENT ON COLUMN organization_relations.relation_id IS 'The two identifiers with a full stop between.';
COMMENT ON COLUMN organization_relations.first_question IS 'What to ask first. Empty: no reading says so.';

CREATE TABLE call_relations (
    relation_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL REFERENCES units,
    call_id VARCHAR NOT NULL REFERENCES calls,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 3),
    readings INTEGER NOT NULL CHECK (readings BETWEEN 1 AND 2),
    basis relation_basis NOT NULL,
    reason VARCHAR NOT NULL CHECK (length(reason) <= 140),
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (unit_id, call_id),
    CHECK (relation_id = unit_id || '.' || call_id));
COMMENT ON TABLE call_relations IS 'Which units have business with which calls: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN call_relations.grade IS
    '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
COMMENT ON COLUMN call_relations.readings IS 'How many of two independent readings named the pair.';
COMMENT ON COLUMN call_relations.basis IS 'What the reading rests on.';
COMMENT ON COLUMN call_relations.reason IS 'Why, in a sentence; for grade 0 why not.';
COMMENT ON COLUMN call_relations.relation_id IS 'The two identifiers with a full stop between.';

CREATE TABLE partner_relations (
    relation_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL REFERENCES units,
    partner_id VARCHAR NOT NULL REFERENCES partners,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 3),
    readings INTEGER NOT NULL CHECK (readings BETWEEN 1 AND 2),
    basis relation_basis NOT NULL,
    reason VARCHAR NOT NULL CHECK (length(reason) <= 140),
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (unit_id, partner_id),
    CHECK (relation_id = unit_id || '.' || partner_id));
COMMENT ON TABLE partner_relations IS
    'Which units have business with which partners in Japan: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN partner_relations.grade IS
    '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
COMMENT ON COLUMN partner_relations.readings IS 'How many of two independent readings named the pair.';
COMMENT ON COLUMN partner_relations.basis IS 'What the reading rests on.';
COMMENT ON COLUMN partner_relations.reason IS 'Why, in a sentence; for grade 0 why not.';
COMMENT ON COLUMN partner_relations.relation_id IS 'The two identifiers with a full stop between.';

CREATE TABLE mineral_relations (
    relation_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR NOT NULL REFERENCES units,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 3),
    readings INTEGER NOT NULL CHECK (readings BETWEEN 1 AND 2),
    basis relation_basis NOT NULL,
    reason VARCHAR NOT NULL CHECK (length(reason) <= 140),
    dependence dependence,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (unit_id, mineral_id),
    CHECK (relation_id = unit_id || '.' || mineral_id));
COMMENT ON TABLE mineral_relations IS 'Which units have business with which minerals: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN mineral_relations.grade IS
    '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
COMMENT ON COLUMN mineral_relations.readings IS 'How many of two independent readings named the pair.';
COMMENT ON COLUMN mineral_relations.basis IS 'What the reading rests on.';
COMMENT ON COLUMN mineral_relations.reason IS 'Why, in a sentence; for grade 0 why not.';
COMMENT ON COLUMN mineral_relations.relation_id IS 'The two identifiers with a full stop between.';
COMMENT ON COLUMN mineral_relations.dependence IS 'How the unit depends on the mineral. Empty: not said.';

-- Published work of the unit, and items of the brief, on which a relation rests; relation_id is that of any table
-- above.
CREATE TABLE relation_works (
    relation_id VARCHAR NOT NULL,
    expertise_id VARCHAR NOT NULL REFERENCES expertise,
    PRIMARY KEY (relation_id, expertise_id));
COMMENT ON TABLE relation_works IS 'Published work of the unit on which a relation of any kind rests.';

CREATE TABLE relation_items (
    relation_id VARCHAR NOT NULL,
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    PRIMARY KEY (relation_id, item_id));
COMMENT ON TABLE relation_items IS 'Items of the brief on which a relation of any kind rests.';
