-- What readers imported: sites and briefs. No text file feeds these tables.

CREATE TABLE imported_datasets (
    dataset VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    row_count INTEGER NOT NULL);
COMMENT ON TABLE imported_datasets IS
    'Data sets of sites that a reader imported. They rest on the reader''s own file, and on no source of ours.';
COMMENT ON COLUMN imported_datasets.dataset IS 'Key the reader gave.';
COMMENT ON COLUMN imported_datasets.layout IS 'Layout the file was read by.';
COMMENT ON COLUMN imported_datasets.file_name IS 'The file it came from.';
COMMENT ON COLUMN imported_datasets.row_count IS 'Sites taken over.';

CREATE TABLE imported_sites (
    dataset VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    latitude DOUBLE NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    country VARCHAR,
    country_iso3 VARCHAR,
    admin_area VARCHAR,
    minerals VARCHAR[] NOT NULL,
    mineral_id VARCHAR,
    kind site_kind,
    status site_status NOT NULL,
    deposit_type VARCHAR,
    off_country VARCHAR);
COMMENT ON TABLE imported_sites IS 'Sites that a reader imported; the build takes them from there, not from data/.';
COMMENT ON COLUMN imported_sites.dataset IS 'Key of the data set.';
COMMENT ON COLUMN imported_sites.record_id IS 'The file''s own key, else ''line 12''; unique within its data set.';
COMMENT ON COLUMN imported_sites.latitude IS 'Degrees north.';
COMMENT ON COLUMN imported_sites.longitude IS 'Degrees east.';
COMMENT ON COLUMN imported_sites.country IS 'Country. Empty: not recorded.';
COMMENT ON COLUMN imported_sites.country_iso3 IS 'Three-letter ISO 3166 code. Empty: not recorded.';
COMMENT ON COLUMN imported_sites.admin_area IS 'State or province. Empty: not recorded.';
COMMENT ON COLUMN imported_sites.minerals IS 'Every mineral the row names.';
COMMENT ON COLUMN imported_sites.mineral_id IS 'The main mineral. Empty: not known.';
COMMENT ON COLUMN imported_sites.kind IS 'What the record is of. Empty: not recorded.';
COMMENT ON COLUMN imported_sites.status IS 'Whether it produces, or did, as far as the record tells.';
COMMENT ON COLUMN imported_sites.deposit_type IS 'In the file''s own words. Empty: not recorded.';
COMMENT ON COLUMN imported_sites.off_country IS
    'How the point disagrees with the country the row names, and the likely cause. Empty: it agrees, or none is named.';

-- The nine sections of a brief's outline, in its order.
CREATE TYPE outline_section AS ENUM (
    'action_summary', 'risks', 'programs', 'financial', 'key_actions', 'opportunities', 'timeline', 'organisations',
    'officials');
CREATE TYPE outline_body AS ENUM ('organization', 'official');

CREATE TABLE imported_briefs (
    brief_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    posted_date DATE,
    format VARCHAR NOT NULL,
    impact_score DOUBLE,
    card_timeline VARCHAR,
    card_summary VARCHAR,
    card_key_actions VARCHAR,
    file_name VARCHAR NOT NULL,
    imported_on DATE NOT NULL,
    doubts INTEGER NOT NULL);
COMMENT ON TABLE imported_briefs IS
    'Briefs that a reader imported, as their documents have them. They rest on the reader''s own files.';
COMMENT ON COLUMN imported_briefs.brief_id IS 'Made of title and date when it was imported.';
COMMENT ON COLUMN imported_briefs.posted_date IS 'The date of the document. Empty: it gives none.';
COMMENT ON COLUMN imported_briefs.format IS 'Its kind: report or card.';
COMMENT ON COLUMN imported_briefs.impact_score IS 'Of a card. Empty: a report, or the card gives none.';
COMMENT ON COLUMN imported_briefs.card_timeline IS 'Of a card. Empty: a report, or the card gives none.';
COMMENT ON COLUMN imported_briefs.card_summary IS 'Of a card. Empty: a report, or the card gives none.';
COMMENT ON COLUMN imported_briefs.card_key_actions IS 'Of a card. Empty: a report, or the card gives none.';
COMMENT ON COLUMN imported_briefs.file_name IS 'The file it came from.';
COMMENT ON COLUMN imported_briefs.imported_on IS 'Day of its import, or of its latest version.';
COMMENT ON COLUMN imported_briefs.doubts IS 'Lines that were read with a doubt.';

CREATE TABLE imported_brief_items (
    brief_id VARCHAR NOT NULL,
    block INTEGER NOT NULL,
    section outline_section NOT NULL,
    heading VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    level INTEGER NOT NULL,
    label VARCHAR,
    text VARCHAR NOT NULL,
    header_only BOOLEAN NOT NULL,
    group_label VARCHAR,
    group_known BOOLEAN NOT NULL);
COMMENT ON TABLE imported_brief_items IS 'Everything an imported brief lists, in the document''s own words.';
COMMENT ON COLUMN imported_brief_items.block IS 'Place of the headed block in the brief, 1 first.';
COMMENT ON COLUMN imported_brief_items.section IS 'What the block is.';
COMMENT ON COLUMN imported_brief_items.heading IS 'The heading as it stands.';
COMMENT ON COLUMN imported_brief_items.position IS 'Place in its block, 1 first.';
COMMENT ON COLUMN imported_brief_items.level IS 'Depth in the list, 1 first.';
COMMENT ON COLUMN imported_brief_items.label IS 'What stands before the first colon. Empty: there is none.';
COMMENT ON COLUMN imported_brief_items.text IS 'The whole item.';
COMMENT ON COLUMN imported_brief_items.header_only IS 'Whether it only heads what follows.';
COMMENT ON COLUMN imported_brief_items.group_label IS 'The last label above it that only heads what follows. Empty: none reaches it.';
COMMENT ON COLUMN imported_brief_items.group_known IS
    'Whether it stands below that label for sure; not where the list is not indented there.';

CREATE TABLE imported_brief_scores (
    brief_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    section outline_section,
    value DOUBLE,
    raw VARCHAR NOT NULL,
    rationale VARCHAR,
    in_range BOOLEAN NOT NULL);
COMMENT ON TABLE imported_brief_scores IS 'Relevance scores of imported briefs, as they stand.';
COMMENT ON COLUMN imported_brief_scores.position IS 'Place in the brief, 1 first.';
COMMENT ON COLUMN imported_brief_scores.section IS 'The block it closes. Empty: it stands before any.';
COMMENT ON COLUMN imported_brief_scores.value IS 'The number. Empty: it holds none.';
COMMENT ON COLUMN imported_brief_scores.raw IS 'As it stands.';
COMMENT ON COLUMN imported_brief_scores.rationale IS 'The brief''s reason. Empty: it gives none.';
COMMENT ON COLUMN imported_brief_scores.in_range IS 'Whether it is a number from 1 to 5.';

CREATE TABLE imported_brief_clocks (
    brief_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    n DOUBLE,
    n_max DOUBLE,
    unit VARCHAR,
    relation VARCHAR NOT NULL,
    trigger VARCHAR,
    due_date DATE);
COMMENT ON TABLE imported_brief_clocks IS 'What the timelines of imported briefs say of time.';
COMMENT ON COLUMN imported_brief_clocks.position IS 'Place in the brief, 1 first.';
COMMENT ON COLUMN imported_brief_clocks.text IS 'The whole item.';
COMMENT ON COLUMN imported_brief_clocks.n IS 'How many of unit. Empty: no length is given.';
COMMENT ON COLUMN imported_brief_clocks.n_max IS 'Upper end of a range. Empty: it is none.';
COMMENT ON COLUMN imported_brief_clocks.unit IS 'Unit of n. Empty: no length is given.';
COMMENT ON COLUMN imported_brief_clocks.relation IS 'within, by_date, immediate, every or other.';
COMMENT ON COLUMN imported_brief_clocks.trigger IS 'What starts it, in the brief''s words. Empty: nothing is said to.';
COMMENT ON COLUMN imported_brief_clocks.due_date IS 'The day that is named. Empty: none is.';

CREATE TABLE imported_brief_bodies (
    brief_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind outline_body NOT NULL,
    name VARCHAR NOT NULL,
    abbreviation VARCHAR,
    implied BOOLEAN NOT NULL,
    role VARCHAR);
COMMENT ON TABLE imported_brief_bodies IS 'Organizations and officials that imported briefs list.';
COMMENT ON COLUMN imported_brief_bodies.position IS 'Place in its section, 1 first.';
COMMENT ON COLUMN imported_brief_bodies.kind IS 'Whether it is an organization or an official.';
COMMENT ON COLUMN imported_brief_bodies.name IS 'Name or title as it stands, without its brackets.';
COMMENT ON COLUMN imported_brief_bodies.abbreviation IS 'Its letters. Empty: the brief gives none.';
COMMENT ON COLUMN imported_brief_bodies.implied IS 'Whether the brief marks it as implied.';
COMMENT ON COLUMN imported_brief_bodies.role IS 'What the brief says of it. Empty: nothing.';

CREATE TABLE imported_names (
    name VARCHAR PRIMARY KEY,
    target_id VARCHAR NOT NULL);
COMMENT ON TABLE imported_names IS 'What a reader said a name in a brief means; kept beside the imported briefs.';
COMMENT ON COLUMN imported_names.name IS 'The name as a brief writes it.';
COMMENT ON COLUMN imported_names.target_id IS 'A unit or an organization.';
