-- Who holds which lever: organizations, their officials, and what they have to do with the provisions.

CREATE TABLE organizations (
    organization_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL UNIQUE CHECK (length(short_name) <= 24),
    abbreviation VARCHAR,
    country VARCHAR NOT NULL,
    parent_name VARCHAR,
    type VARCHAR NOT NULL,
    mention mention NOT NULL,
    role VARCHAR NOT NULL,
    city VARCHAR,
    latitude DOUBLE CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE CHECK (longitude BETWEEN -180 AND 180),
    coordinates VARCHAR,
    place_evidence VARCHAR,
    place_source_id VARCHAR REFERENCES sources,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (latitude IS NULL OR city IS NOT NULL));
COMMENT ON TABLE organizations IS 'Bodies that hold a lever of the Framework.';
COMMENT ON COLUMN organizations.short_name IS 'Name for figures, at most 24 characters.';
COMMENT ON COLUMN organizations.abbreviation IS 'Its letters. Empty: none are in use.';
COMMENT ON COLUMN organizations.country IS 'Its country, or the words for a body of several.';
COMMENT ON COLUMN organizations.parent_name IS
    'Its parent where that is none of the rows. Empty: it has none, or one among the rows.';
COMMENT ON COLUMN organizations.type IS 'What kind of body it is.';
COMMENT ON COLUMN organizations.mention IS 'Whether the brief names it.';
COMMENT ON COLUMN organizations.role IS 'What it does in critical minerals.';
COMMENT ON COLUMN organizations.city IS 'City of the headquarters. Empty: not recorded.';
COMMENT ON COLUMN organizations.latitude IS 'Of the city, in degrees north. Empty: not recorded.';
COMMENT ON COLUMN organizations.longitude IS 'Of the city, in degrees east. Empty: not recorded.';
COMMENT ON COLUMN organizations.coordinates IS 'What the point is that of. Empty: there is none.';
COMMENT ON COLUMN organizations.place_evidence IS 'What the place of the headquarters rests on. Empty: not recorded.';
COMMENT ON COLUMN organizations.place_source_id IS 'Source of the place. Empty: not recorded.';
COMMENT ON COLUMN organizations.note IS 'What to know about it.';

CREATE TABLE organization_parents (
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    parent_id VARCHAR NOT NULL REFERENCES organizations,
    PRIMARY KEY (organization_id, parent_id));
COMMENT ON TABLE organization_parents IS 'The organization that another one is part of.';
COMMENT ON COLUMN organization_parents.parent_id IS 'The larger organization.';

CREATE TABLE office_holders (
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    office VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (organization_id, office));
COMMENT ON TABLE office_holders IS 'Who held an office on a day.';
COMMENT ON COLUMN office_holders.office IS 'Title of the office.';
COMMENT ON COLUMN office_holders.person IS 'Who holds it.';
COMMENT ON COLUMN office_holders.as_of IS 'Day on which the source saw the person in office.';

CREATE TABLE item_organizations (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    PRIMARY KEY (item_id, organization_id));
COMMENT ON TABLE item_organizations IS 'Organizations that an item of a brief names.';

CREATE TABLE officials (
    official_id VARCHAR PRIMARY KEY,
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    office VARCHAR NOT NULL,
    organization_id VARCHAR REFERENCES organizations,
    capacity capacity NOT NULL,
    country VARCHAR NOT NULL,
    duty VARCHAR NOT NULL,
    person VARCHAR,
    person_as_of DATE,
    source_id VARCHAR NOT NULL REFERENCES sources,
    person_source_id VARCHAR REFERENCES sources,
    CHECK ((person IS NULL) = (person_as_of IS NULL)),
    CHECK ((person IS NULL) = (person_source_id IS NULL)));
COMMENT ON TABLE officials IS 'Officials a brief makes responsible, and those who signed.';
COMMENT ON COLUMN officials.office IS 'Title of the office.';
COMMENT ON COLUMN officials.organization_id IS 'Empty: the office belongs to none of the rows.';
COMMENT ON COLUMN officials.capacity IS 'Whether the office is responsible or signed.';
COMMENT ON COLUMN officials.country IS 'Country of the office.';
COMMENT ON COLUMN officials.duty IS 'What the brief says it is to do.';
COMMENT ON COLUMN officials.person IS 'Who holds the office. Empty: no source read says so.';
COMMENT ON COLUMN officials.person_as_of IS 'Day on which that was true. Empty: no person is named.';
COMMENT ON COLUMN officials.person_source_id IS 'Source of the person. Empty: no person is named.';

CREATE TABLE organization_provisions (
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    role VARCHAR NOT NULL,
    link_basis link_basis NOT NULL,
    event_id VARCHAR REFERENCES events,
    words VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (organization_id, provision_id),
    CHECK ((event_id IS NULL) = (words IS NOT NULL)),
    CHECK ((link_basis = 'reported') = (event_id IS NOT NULL)));
COMMENT ON TABLE organization_provisions IS
    'Which organization acts on which provision, and how that is known: by an event, or by words of a text.';
COMMENT ON COLUMN organization_provisions.role IS 'What it does there.';
COMMENT ON COLUMN organization_provisions.link_basis IS 'How the link is known, the strongest first.';
COMMENT ON COLUMN organization_provisions.event_id IS
    'The event that reports it. Empty: the link is not reported but rests on words.';
COMMENT ON COLUMN organization_provisions.words IS
    'The words of the role or of the brief that justify it. Empty: the event does.';
