-- Awards and projects.

CREATE TABLE minerals (
    mineral_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(mineral_id, '[a-z][a-z-]*')),
    name VARCHAR NOT NULL UNIQUE,
    symbol VARCHAR,
    mineral_group mineral_group NOT NULL,
    on_us_list BOOLEAN NOT NULL,
    on_japan_list BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE minerals IS 'Minerals and groups of them.';
COMMENT ON COLUMN minerals.symbol IS 'Chemical symbol or formula. Empty: it has none.';
COMMENT ON COLUMN minerals.mineral_group IS 'The family it is shown with.';
COMMENT ON COLUMN minerals.on_us_list IS 'On the U.S. list of 2025; a group is when its members are.';
COMMENT ON COLUMN minerals.on_japan_list IS 'On Japan''s list; a group is when its members are.';

CREATE TABLE mineral_parents (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    parent_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (mineral_id, parent_id));
COMMENT ON TABLE mineral_parents IS
    'The group a mineral is also counted under: the rare earths, the platinum-group metals.';
COMMENT ON COLUMN mineral_parents.parent_id IS 'The group.';

CREATE TABLE projects (
    project_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(project_id, '[a-z0-9-]+')),
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL UNIQUE CHECK (length(short_name) <= 30),
    company VARCHAR NOT NULL,
    latitude DOUBLE CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE CHECK (longitude BETWEEN -180 AND 180),
    place_precision place_precision,
    place_source_id VARCHAR REFERENCES sources,
    japan_link japan_link,
    japan_note VARCHAR,
    outcome VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (place_precision IS NULL)),
    CHECK ((japan_link IS NULL) = (japan_note IS NULL)));
COMMENT ON TABLE projects IS 'A plant, a mine or a purchase that money goes to. It may have several awards.';
COMMENT ON COLUMN projects.short_name IS 'Name for figures, at most 30 characters.';
COMMENT ON COLUMN projects.company IS 'Who carries it out.';
COMMENT ON COLUMN projects.latitude IS 'Degrees north. Empty: no place is known.';
COMMENT ON COLUMN projects.longitude IS 'Degrees east. Empty: no place is known.';
COMMENT ON COLUMN projects.place_precision IS 'What the point is that of. Empty: no place is known.';
COMMENT ON COLUMN projects.place_source_id IS 'Source of the place. Empty: no place is known.';
COMMENT ON COLUMN projects.japan_link IS
    'Whether the tie is one of both governments, or of a Japanese owner, lender or buyer. Empty: none on record.';
COMMENT ON COLUMN projects.japan_note IS 'The tie to Japan in a sentence. Empty: none on record.';
COMMENT ON COLUMN projects.outcome IS 'What came of it so far. Empty: nothing found.';

CREATE TABLE project_countries (
    project_id VARCHAR NOT NULL REFERENCES projects,
    country VARCHAR NOT NULL,
    PRIMARY KEY (project_id, country));
COMMENT ON TABLE project_countries IS 'Countries a project stands in.';
COMMENT ON COLUMN project_countries.country IS 'One country.';

CREATE TABLE project_areas (
    project_id VARCHAR NOT NULL REFERENCES projects,
    area VARCHAR NOT NULL,
    PRIMARY KEY (project_id, area));
COMMENT ON TABLE project_areas IS 'States or provinces a project stands in.';
COMMENT ON COLUMN project_areas.area IS 'One state or province.';

CREATE TABLE project_provisions (
    project_id VARCHAR NOT NULL REFERENCES projects,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    words VARCHAR NOT NULL,
    PRIMARY KEY (project_id, provision_id));
COMMENT ON TABLE project_provisions IS 'Provisions a project serves: our reading.';
COMMENT ON COLUMN project_provisions.words IS 'The reason.';

CREATE TABLE awards (
    award_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(award_id, 'A\d{3}')),
    project_id VARCHAR NOT NULL REFERENCES projects,
    title VARCHAR NOT NULL CHECK (length(title) <= 60),
    commitment_level commitment_level NOT NULL,
    tie tie NOT NULL,
    tie_reason VARCHAR NOT NULL,
    stage stage,
    integrated BOOLEAN NOT NULL,
    stage_confidence confidence NOT NULL,
    stage_reason VARCHAR NOT NULL,
    product_group derivative_product,
    product VARCHAR,
    funder VARCHAR NOT NULL,
    funder_group VARCHAR NOT NULL CHECK (length(funder_group) <= 24),
    organization_id VARCHAR REFERENCES organizations,
    funder_country VARCHAR,
    amount BIGINT CHECK (amount > 0),
    currency VARCHAR CHECK (currency IN ('USD', 'CAD', 'AUD', 'JPY', 'EUR')),
    amount_usd BIGINT CHECK (amount_usd > 0 AND amount_usd <= 1000000000000),
    ceiling BOOLEAN NOT NULL,
    announced DATE,
    announced_from DATE,
    announced_by DATE,
    status VARCHAR NOT NULL,
    left_out VARCHAR,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((amount IS NULL) = (currency IS NULL)),
    CHECK (currency != 'USD' OR amount = amount_usd),
    CHECK (announced IS NULL OR coalesce(announced_from, announced_by) IS NULL),
    CHECK (announced_from IS NULL OR announced_from <= announced_by));
COMMENT ON TABLE awards IS 'Money promised to a project by one funder, one row an award.';
COMMENT ON COLUMN awards.award_id IS 'A and three digits.';
COMMENT ON COLUMN awards.title IS 'At most 60 characters.';
COMMENT ON COLUMN awards.commitment_level IS
    'How firmly the money is promised. Sums never cross these levels; cancelled and superseded awards are in none.';
COMMENT ON COLUMN awards.tie IS 'How it is tied to the Framework, the closest first: our reading.';
COMMENT ON COLUMN awards.tie_reason IS 'The reason for that reading.';
COMMENT ON COLUMN awards.stage IS
    'Step of the chain it mostly pays for; of an integrated award the step it is known for. Empty: not stated.';
COMMENT ON COLUMN awards.integrated IS
    'Whether it pays for several stages as one chain, none of them the main one; award_stages lists them.';
COMMENT ON COLUMN awards.stage_confidence IS 'How sure the reading of its stages is.';
COMMENT ON COLUMN awards.stage_reason IS 'What that reading rests on.';
COMMENT ON COLUMN awards.product_group IS 'The Framework''s derivative product it leads to. Empty: none named.';
COMMENT ON COLUMN awards.product IS 'The source''s finer word for the product. Empty: none named.';
COMMENT ON COLUMN awards.funder IS 'Who pays, in the source''s words.';
COMMENT ON COLUMN awards.funder_group IS 'The funder as figures name it, at most 24 characters.';
COMMENT ON COLUMN awards.organization_id IS 'The funder, where it is one of the rows. Empty: it is none.';
COMMENT ON COLUMN awards.funder_country IS 'Country of the funder. Empty: not stated.';
COMMENT ON COLUMN awards.amount IS 'In the currency published. Empty: not published.';
COMMENT ON COLUMN awards.currency IS 'Of amount. Empty: no amount is published.';
COMMENT ON COLUMN awards.amount_usd IS
    'In dollars, only where a source gives dollars. Empty: not published in dollars.';
COMMENT ON COLUMN awards.ceiling IS 'Whether the amount is an upper limit.';
COMMENT ON COLUMN awards.announced IS 'Day it was made known. Empty: not known.';
COMMENT ON COLUMN awards.announced_from IS
    'Where that day is not known: the first day on which it can have been, such as that of its month. Empty: not known.';
COMMENT ON COLUMN awards.announced_by IS
    'Where that day is not known: the last on which it can have been. Empty: not known, and counted on every day.';
COMMENT ON COLUMN awards.status IS 'What came of it, as last read.';
COMMENT ON COLUMN awards.left_out IS 'Why the amount is in no sum. Empty: there is no reason of its own.';
COMMENT ON COLUMN awards.note IS 'What to know when citing it.';

CREATE TABLE award_stages (
    award_id VARCHAR NOT NULL REFERENCES awards,
    position INTEGER NOT NULL CHECK (position > 0),
    stage stage NOT NULL,
    main BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (award_id, stage),
    UNIQUE (award_id, position));
COMMENT ON TABLE award_stages IS 'Every stage that an award''s money pays for, in order along the chain.';
COMMENT ON COLUMN award_stages.position IS 'Place along the chain, 1 first.';
COMMENT ON COLUMN award_stages.stage IS 'One stage.';
COMMENT ON COLUMN award_stages.main IS
    'Whether it is the one the award mostly pays for; none is where the award is integrated.';

CREATE TABLE award_successors (
    award_id VARCHAR NOT NULL REFERENCES awards,
    successor_id VARCHAR NOT NULL REFERENCES awards,
    PRIMARY KEY (award_id, successor_id),
    CHECK (award_id != successor_id));
COMMENT ON TABLE award_successors IS 'A superseded award and the one that took its place.';
COMMENT ON COLUMN award_successors.successor_id IS 'The later award.';

CREATE TABLE award_instruments (
    award_id VARCHAR NOT NULL REFERENCES awards,
    instrument award_instrument NOT NULL,
    PRIMARY KEY (award_id, instrument));
COMMENT ON TABLE award_instruments IS 'Types of an award; several where one sum covers them all.';
COMMENT ON COLUMN award_instruments.instrument IS 'One type.';

CREATE TABLE award_minerals (
    award_id VARCHAR NOT NULL REFERENCES awards,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (award_id, mineral_id));
COMMENT ON TABLE award_minerals IS 'Minerals an award is for.';
