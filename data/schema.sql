-- What the notebook knows, one subject a table. This file is the only description of the content: types, keys,
-- lists and checks below are what the text files in data/ are held against before anything is loaded.
-- Unknown is NULL, never 0 and never an empty text. Every row names its source.

-- Lists ----------------------------------------------------------------------------------------------------------

-- How near a source stands to the body whose act it reports.
CREATE TYPE trust AS ENUM ('primary', 'copy of primary', 'reported', 'compiled', 'weak');
CREATE TYPE how_read AS ENUM ('in full', 'opening only', 'index entry', 'dataset extract', 'computed here');

-- Where a statement comes from. These kinds are never mixed in one count.
CREATE TYPE basis AS ENUM ('brief', 'framework text', 'reported', 'official statistic', 'computed', 'our reading');

CREATE TYPE pillar AS ENUM (
    'Supply security', 'Investment', 'Permitting', 'Markets and pricing', 'Investment security', 'Recycling',
    'International partners', 'Geoscience', 'Rapid response', 'Stockpiling', 'General provisions');
CREATE TYPE instrument AS ENUM (
    'grant', 'loan', 'guarantee', 'equity', 'offtake', 'insurance', 'regulatory facilitation', 'financial support',
    'coordinated investment', 'investment mechanism', 'economic policy tools', 'trade measure', 'price mechanism',
    'standards-based market', 'stockpile', 'investment screening', 'recycling investment', 'scrap management',
    'geological survey', 'project identification', 'industry dialogue', 'ministerial meeting',
    'rapid response group', 'diplomacy', 'consultation', 'monitoring', 'termination notice',
    'non-binding arrangement', 'signature');
CREATE TYPE derivative_product AS ENUM ('permanent magnets', 'batteries', 'catalysts', 'optical materials');

-- How much of the published Framework text was read for a provision.
CREATE TYPE text_seen AS ENUM ('full', 'near-full', 'summary only', 'brief only');
CREATE TYPE difference_kind AS ENUM ('brief says other', 'brief says less', 'brief says more', 'seen in the brief only');

CREATE TYPE item_kind AS ENUM (
    'summary', 'risk', 'program', 'impact', 'action', 'opportunity', 'milestone', 'organization', 'official', 'signatory');
CREATE TYPE clock AS ENUM ('fixed', 'conditional');
-- What starts a clock of the Framework: its signing, or the arrival of a written request or notice.
CREATE TYPE clock_start AS ENUM ('signing', 'request', 'notice');
CREATE TYPE clock_unit AS ENUM ('days', 'months');
CREATE TYPE mention AS ENUM ('explicit', 'implied', 'not mentioned');
CREATE TYPE capacity AS ENUM ('responsible', 'signatory');
CREATE TYPE unit_kind AS ENUM ('university', 'school', 'department', 'center', 'office', 'institute', 'program');
-- How a link between an organization and a provision is known, the strongest first.
CREATE TYPE link_basis AS ENUM ('leads', 'named in the brief', 'implied in the brief', 'reported', 'our reading');
CREATE TYPE call_type AS ENUM ('funding', 'seed fund', 'consortium', 'notice', 'precedent', 'request for views');
CREATE TYPE university_role AS ENUM (
    'lead', 'lead or partner', 'partner', 'member', 'respondent', 'not open', 'not stated');

CREATE TYPE event_status AS ENUM ('occurred', 'planned', 'calculated');
CREATE TYPE date_precision AS ENUM ('day', 'report date', 'approximate');
-- 'meets', 'progress' and 'unmet' decide a milestone's status; 'related' and 'deadline' never do.
CREATE TYPE evidence AS ENUM ('meets', 'progress', 'unmet', 'related', 'deadline');
CREATE TYPE closeness AS ENUM ('direct', 'related');
-- How an event or an award is tied to the Framework, the closest first; sums and counts keep these apart.
-- 'names the Framework': the act or statement itself refers to it, or is an act under it. 'both countries': the two
-- governments, or a project of the two, without naming it. 'one country': one of the two, in the same aim. 'context':
-- China's controls, court rulings, other countries, markets.
CREATE TYPE tie AS ENUM ('names the Framework', 'both countries', 'one country', 'context');

-- How firmly money is promised. Sums never cross these levels; cancelled and superseded awards are in none.
CREATE TYPE commitment_level AS ENUM ('firm', 'conditional', 'indicative', 'announced', 'cancelled', 'superseded');
-- The chain from ore to product, in order.
CREATE TYPE stage AS ENUM (
    'mining', 'separation', 'refining', 'metal and alloy', 'magnet', 'battery', 'recycling', 'stockpile');
CREATE TYPE confidence AS ENUM ('high', 'medium', 'low');
CREATE TYPE award_instrument AS ENUM (
    'grant', 'loan', 'guarantee', 'equity', 'offtake', 'price floor', 'tax credit', 'insurance');
-- 'joint': both governments' money, or a project named or financed under the two countries' deals.
-- 'commercial': a Japanese buyer, parent, partner or backer of the firm.
CREATE TYPE japan_link AS ENUM ('joint', 'commercial');
CREATE TYPE place_precision AS ENUM ('city', 'nearest named town');

CREATE TYPE mineral_group AS ENUM (
    'Rare earths', 'Battery minerals', 'Semiconductor elements', 'Alloying metals', 'Platinum-group metals',
    'Base and precious metals', 'Other minerals');
CREATE TYPE site_kind AS ENUM ('deposit', 'mine', 'district', 'smelter or refinery', 'processing plant');
CREATE TYPE site_status AS ENUM ('producer', 'past producer', 'prospect', 'unknown');
-- How the point agrees with the country the record names.
CREATE TYPE coordinate_check AS ENUM (
    'in country', 'within 25 km', 'country from coordinates', 'open ocean', 'offshore');
CREATE TYPE location_confidence AS ENUM ('high', 'moderate');
-- Whether the minerals are those of the record or of the whole data set.
CREATE TYPE commodity_basis AS ENUM ('record', 'dataset');
CREATE TYPE grade_unit AS ENUM ('%', 'g/t', 'ppm');
CREATE TYPE survey_place AS ENUM (
    'published polygon', 'published bounds', 'states named', 'region named', 'prefecture named', 'national', 'EEZ',
    'not stated');
CREATE TYPE unshipped_subject AS ENUM ('sites', 'awards');
CREATE TYPE licence_class AS ENUM ('public domain', 'open', 'facts only', 'terms unread');

-- Sources --------------------------------------------------------------------------------------------------------

CREATE TABLE sources (
    source_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    publisher_kind VARCHAR NOT NULL,
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[^\s<>"]+')),
    -- A year, a month or a day, as far as the source tells.
    published VARCHAR CHECK (regexp_full_match(published, '\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?')),
    how_read how_read NOT NULL,
    trust trust NOT NULL,
    note VARCHAR,
    -- For data sets that are shipped in part or whole: the terms and the credit asked for.
    licence VARCHAR,
    licence_class licence_class,
    CHECK ((licence IS NULL) = (licence_class IS NULL)));

-- How far the reading behind a subject reaches, so that silence after that date is not taken for absence.
CREATE TABLE coverage (
    subject VARCHAR PRIMARY KEY,
    reaches_to DATE NOT NULL,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);

-- Topics ---------------------------------------------------------------------------------------------------------

-- A short list that ties university and Framework together. Each tag quotes the words that justify it.
CREATE TABLE topics (
    topic_id VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 28),
    scope VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);

-- The Framework --------------------------------------------------------------------------------------------------

CREATE TABLE provisions (
    provision_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(provision_id, 'P\d{2}')),
    position INTEGER NOT NULL UNIQUE CHECK (position >= 0),
    -- Where it stands in the published text, if that was seen.
    locator VARCHAR,
    title VARCHAR NOT NULL,
    pillar pillar NOT NULL,
    commitment VARCHAR NOT NULL,
    text_seen text_seen NOT NULL,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources);

CREATE TABLE provision_instruments (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    instrument instrument NOT NULL,
    PRIMARY KEY (provision_id, instrument));

CREATE TABLE provision_products (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    product derivative_product NOT NULL,
    PRIMARY KEY (provision_id, product));

CREATE TABLE provision_actors (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    actor VARCHAR NOT NULL,
    PRIMARY KEY (provision_id, actor));

CREATE TABLE provision_topics (
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (provision_id, topic_id));

-- The brief ------------------------------------------------------------------------------------------------------

CREATE TABLE units (
    unit_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL UNIQUE CHECK (length(short_name) <= 26),
    kind unit_kind NOT NULL,
    -- The school it belongs to; for the others 'University offices' or 'University centers'.
    school VARCHAR NOT NULL,
    relevance VARCHAR NOT NULL,
    -- The brief's wording, if the brief names it.
    named_as VARCHAR,
    -- What to know before calling: closed, newly founded.
    status_note VARCHAR,
    closed BOOLEAN NOT NULL,
    -- Newest year of a source read. NULL: the sources are undated.
    last_seen_year INTEGER CHECK (last_seen_year BETWEEN 1990 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[^\s<>"]+')),
    source_id VARCHAR NOT NULL REFERENCES sources);

CREATE TABLE unit_parents (
    unit_id VARCHAR NOT NULL REFERENCES units,
    parent_id VARCHAR NOT NULL REFERENCES units,
    PRIMARY KEY (unit_id, parent_id));

CREATE TABLE unit_disciplines (
    unit_id VARCHAR NOT NULL REFERENCES units,
    discipline VARCHAR NOT NULL,
    PRIMARY KEY (unit_id, discipline));

CREATE TABLE unit_sources (
    unit_id VARCHAR NOT NULL REFERENCES units,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (unit_id, source_id));

CREATE TABLE unit_topics (
    unit_id VARCHAR NOT NULL REFERENCES units,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (unit_id, topic_id));

-- One published theme of a unit. A blank unit: the source does not say which department.
CREATE TABLE expertise (
    expertise_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR REFERENCES units,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    title VARCHAR NOT NULL CHECK (length(title) <= 60),
    description VARCHAR NOT NULL,
    as_of_year INTEGER CHECK (as_of_year BETWEEN 1990 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[^\s<>"]+')),
    source_id VARCHAR NOT NULL REFERENCES sources,
    note VARCHAR);

CREATE TABLE briefs (
    brief_id VARCHAR PRIMARY KEY,
    -- The first one is meant wherever a reader names no brief. NULL: after those with a place, the newest last.
    position INTEGER UNIQUE CHECK (position > 0),
    title VARCHAR NOT NULL,
    short_title VARCHAR NOT NULL CHECK (length(short_title) <= 60),
    summary VARCHAR NOT NULL,
    posted_date DATE NOT NULL,
    signed_date DATE NOT NULL,
    signed_place VARCHAR NOT NULL,
    -- Why the two dates differ.
    date_note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (signed_date BETWEEN posted_date - 1 AND posted_date + 1));

-- The brief's own relevance scores, 1 (low) to 5 (high). They are quoted, never recomputed.
CREATE TABLE scores (
    brief_id VARCHAR NOT NULL REFERENCES briefs,
    section VARCHAR NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    title VARCHAR NOT NULL CHECK (length(title) <= 12),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    -- NULL: the brief gives the score without a reason.
    rationale VARCHAR,
    locator VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (brief_id, section));

-- The brief's headed blocks in order; closed_by names the score that ends the run of blocks it belongs to.
CREATE TABLE brief_sections (
    brief_id VARCHAR NOT NULL REFERENCES briefs,
    section VARCHAR NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    title VARCHAR NOT NULL,
    kind item_kind NOT NULL,
    closed_by VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (brief_id, section),
    FOREIGN KEY (brief_id, closed_by) REFERENCES scores (brief_id, section));

CREATE TABLE summary_groups (
    group_id VARCHAR PRIMARY KEY,
    brief_id VARCHAR NOT NULL REFERENCES briefs,
    position INTEGER NOT NULL CHECK (position > 0),
    title VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);

-- Everything the brief lists, one row an item. The views in views.sql give each kind its own name.
CREATE TABLE brief_items (
    item_id VARCHAR PRIMARY KEY,
    brief_id VARCHAR NOT NULL,
    section VARCHAR NOT NULL,
    kind item_kind NOT NULL,
    group_id VARCHAR REFERENCES summary_groups,
    position INTEGER NOT NULL CHECK (position > 0),
    title VARCHAR NOT NULL CHECK (length(title) <= 60),
    text VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (brief_id, section, position),
    FOREIGN KEY (brief_id, section) REFERENCES brief_sections (brief_id, section),
    CHECK ((kind = 'summary') = (group_id IS NOT NULL)));

CREATE TABLE item_provisions (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    PRIMARY KEY (item_id, provision_id));

CREATE TABLE item_units (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    unit_id VARCHAR NOT NULL REFERENCES units,
    PRIMARY KEY (item_id, unit_id));

CREATE TABLE item_topics (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (item_id, topic_id));

-- Where the brief and the published text part ways, side by side.
CREATE TABLE differences (
    difference_id VARCHAR PRIMARY KEY,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    item_id VARCHAR REFERENCES brief_items,
    kind difference_kind NOT NULL,
    topic VARCHAR NOT NULL CHECK (length(topic) <= 60),
    brief_says VARCHAR NOT NULL,
    -- NULL only where the clause was seen in no rendering of the published text.
    text_says VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((kind = 'seen in the brief only') = (text_says IS NULL)));

-- Who holds which lever ------------------------------------------------------------------------------------------

CREATE TABLE organizations (
    organization_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL UNIQUE CHECK (length(short_name) <= 24),
    abbreviation VARCHAR,
    country VARCHAR NOT NULL,
    -- Its parent where that is none of the rows.
    parent_name VARCHAR,
    type VARCHAR NOT NULL,
    mention mention NOT NULL,
    role VARCHAR NOT NULL,
    -- Headquarters; NULL: not recorded. Coordinates are those of the city.
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

CREATE TABLE organization_parents (
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    parent_id VARCHAR NOT NULL REFERENCES organizations,
    PRIMARY KEY (organization_id, parent_id));

-- Who held an office on a day.
CREATE TABLE office_holders (
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    office VARCHAR NOT NULL,
    person VARCHAR NOT NULL,
    as_of DATE NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (organization_id, office));

CREATE TABLE item_organizations (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    PRIMARY KEY (item_id, organization_id));

CREATE TABLE officials (
    official_id VARCHAR PRIMARY KEY,
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    office VARCHAR NOT NULL,
    organization_id VARCHAR REFERENCES organizations,
    capacity capacity NOT NULL,
    country VARCHAR NOT NULL,
    duty VARCHAR NOT NULL,
    -- Who holds the office, if a source says so, and on which day that was true.
    person VARCHAR,
    person_as_of DATE,
    source_id VARCHAR NOT NULL REFERENCES sources,
    person_source_id VARCHAR REFERENCES sources,
    CHECK ((person IS NULL) = (person_as_of IS NULL)),
    CHECK ((person IS NULL) = (person_source_id IS NULL)));

-- Time -----------------------------------------------------------------------------------------------------------

-- The Framework's own clocks. A conditional clock has no date until a request or a notice starts it.
CREATE TABLE milestones (
    milestone_id VARCHAR PRIMARY KEY,
    item_id VARCHAR NOT NULL UNIQUE REFERENCES brief_items,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 40),
    clock clock NOT NULL,
    starts_on clock_start NOT NULL,
    duration_number INTEGER NOT NULL CHECK (duration_number > 0),
    duration_unit clock_unit NOT NULL,
    -- What starts the clock, in words that fit after "starts on".
    trigger VARCHAR NOT NULL,
    start_date DATE,
    due_date DATE,
    -- What is to be said once the date has passed and nothing proves it kept.
    unproven VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((clock = 'fixed') = (starts_on = 'signing')),
    CHECK ((clock = 'fixed') = (unproven IS NOT NULL)),
    CHECK ((clock = 'fixed') = (start_date IS NOT NULL)),
    CHECK ((clock = 'fixed') = (due_date IS NOT NULL)),
    CHECK (due_date = CASE duration_unit WHEN 'days' THEN start_date + duration_number
                      ELSE (start_date + to_months(duration_number))::DATE END));

-- Kinds of event and the lane each is drawn in.
CREATE TABLE event_types (
    type VARCHAR PRIMARY KEY,
    lane VARCHAR NOT NULL CHECK (length(lane) <= 26),
    lane_position INTEGER NOT NULL);

CREATE TABLE events (
    event_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(event_id, 'E\d{3}')),
    date DATE NOT NULL,
    date_precision date_precision NOT NULL,
    title VARCHAR NOT NULL,
    -- The title cut down to fit beside a mark.
    label VARCHAR NOT NULL CHECK (length(label) <= 46),
    type VARCHAR NOT NULL REFERENCES event_types,
    status event_status NOT NULL,
    -- What is not known of it: an outcome not found, a text not seen, a single digest. NULL: nothing withheld.
    open_question VARCHAR,
    turning_point BOOLEAN NOT NULL,
    -- Our reading, with the reason.
    tie tie NOT NULL,
    tie_reason VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources);

CREATE TABLE event_countries (
    event_id VARCHAR NOT NULL REFERENCES events,
    country VARCHAR NOT NULL,
    PRIMARY KEY (event_id, country));

CREATE TABLE event_actors (
    event_id VARCHAR NOT NULL REFERENCES events,
    actor VARCHAR NOT NULL,
    PRIMARY KEY (event_id, actor));

CREATE TABLE event_provisions (
    event_id VARCHAR NOT NULL REFERENCES events,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    closeness closeness NOT NULL,
    PRIMARY KEY (event_id, provision_id));

CREATE TABLE event_milestones (
    event_id VARCHAR NOT NULL REFERENCES events,
    milestone_id VARCHAR NOT NULL REFERENCES milestones,
    evidence evidence NOT NULL,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (event_id, milestone_id));

-- Clocks of other decisions that bear on the Framework: one event sets the date, another is that date.
CREATE TABLE related_clocks (
    event_id VARCHAR PRIMARY KEY REFERENCES events,
    started_by VARCHAR NOT NULL REFERENCES events,
    title VARCHAR NOT NULL CHECK (length(title) <= 40),
    source_id VARCHAR NOT NULL REFERENCES sources);

-- Which organization acts on which provision, and how that is known: by an event, or by words of a text.
CREATE TABLE organization_provisions (
    organization_id VARCHAR NOT NULL REFERENCES organizations,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    role VARCHAR NOT NULL,
    link_basis link_basis NOT NULL,
    -- The event that a link rests on.
    event_id VARCHAR REFERENCES events,
    -- The words that justify a link without an event: of the role, or of the brief's item.
    words VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (organization_id, provision_id),
    CHECK ((event_id IS NULL) = (words IS NOT NULL)),
    CHECK ((link_basis = 'reported') = (event_id IS NOT NULL)));

-- Whom to work with ----------------------------------------------------------------------------------------------

CREATE TABLE partners (
    partner_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    name_ja VARCHAR,
    type VARCHAR NOT NULL,
    place VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources);

CREATE TABLE partner_statements (
    statement_id VARCHAR PRIMARY KEY,
    partner_id VARCHAR NOT NULL REFERENCES partners,
    focus VARCHAR NOT NULL,
    us_link VARCHAR,
    -- Only where a source says so.
    vanderbilt_link VARCHAR,
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[^\s<>"]+')),
    source_id VARCHAR NOT NULL REFERENCES sources);

CREATE TABLE statement_stages (
    statement_id VARCHAR NOT NULL REFERENCES partner_statements,
    stage VARCHAR NOT NULL,
    PRIMARY KEY (statement_id, stage));

CREATE TABLE partner_topics (
    partner_id VARCHAR NOT NULL REFERENCES partners,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (partner_id, topic_id));

-- Calls for proposals, past ones kept as precedents. Amounts only where published.
CREATE TABLE calls (
    call_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(call_id, 'F\d{3}')),
    title VARCHAR NOT NULL,
    short_title VARCHAR NOT NULL CHECK (length(short_title) <= 46),
    agency VARCHAR NOT NULL,
    organization_id VARCHAR REFERENCES organizations,
    office VARCHAR,
    number VARCHAR,
    type call_type NOT NULL,
    eligible VARCHAR,
    university_role university_role NOT NULL,
    role_note VARCHAR,
    total_usd BIGINT CHECK (total_usd > 0),
    ceiling_usd BIGINT CHECK (ceiling_usd > 0),
    floor_usd BIGINT CHECK (floor_usd > 0),
    cost_share VARCHAR,
    opens DATE,
    closes DATE,
    -- Whether it was seen closed, replaced or decided when last looked up (coverage, 'calls').
    seen_closed BOOLEAN NOT NULL,
    state_note VARCHAR,
    recurring VARCHAR,
    japan_angle VARCHAR,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK (opens <= closes));

CREATE TABLE call_pillars (
    call_id VARCHAR NOT NULL REFERENCES calls,
    pillar pillar NOT NULL,
    PRIMARY KEY (call_id, pillar));

CREATE TABLE call_minerals (
    call_id VARCHAR NOT NULL REFERENCES calls,
    mineral VARCHAR NOT NULL,
    PRIMARY KEY (call_id, mineral));

CREATE TABLE call_fields (
    call_id VARCHAR NOT NULL REFERENCES calls,
    field VARCHAR NOT NULL,
    PRIMARY KEY (call_id, field));

CREATE TABLE call_topics (
    call_id VARCHAR NOT NULL REFERENCES calls,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (call_id, topic_id));

-- Money ----------------------------------------------------------------------------------------------------------

CREATE TABLE minerals (
    mineral_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(mineral_id, '[a-z][a-z-]*')),
    name VARCHAR NOT NULL UNIQUE,
    symbol VARCHAR,
    mineral_group mineral_group NOT NULL,
    -- On the U.S. list of 2025, on Japan's list; a group is on a list when its members are.
    on_us_list BOOLEAN NOT NULL,
    on_japan_list BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);

-- The group a mineral is also counted under: the rare earths, the platinum-group metals.
CREATE TABLE mineral_parents (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    parent_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (mineral_id, parent_id));

-- A plant, a mine or a purchase that money goes to. It may have several awards.
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
    -- What came of it so far.
    outcome VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((latitude IS NULL) = (place_precision IS NULL)),
    CHECK ((japan_link IS NULL) = (japan_note IS NULL)));

CREATE TABLE project_countries (
    project_id VARCHAR NOT NULL REFERENCES projects,
    country VARCHAR NOT NULL,
    PRIMARY KEY (project_id, country));

-- The states or provinces it stands in.
CREATE TABLE project_areas (
    project_id VARCHAR NOT NULL REFERENCES projects,
    area VARCHAR NOT NULL,
    PRIMARY KEY (project_id, area));

-- Which provision a project serves: our reading, with the reason.
CREATE TABLE project_provisions (
    project_id VARCHAR NOT NULL REFERENCES projects,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    words VARCHAR NOT NULL,
    PRIMARY KEY (project_id, provision_id));

CREATE TABLE awards (
    award_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(award_id, 'A\d{3}')),
    project_id VARCHAR NOT NULL REFERENCES projects,
    title VARCHAR NOT NULL CHECK (length(title) <= 60),
    commitment_level commitment_level NOT NULL,
    tie tie NOT NULL,
    tie_reason VARCHAR NOT NULL,
    stage stage,
    -- It pays for several stages as one chain, none of them the main one; award_stages lists them.
    integrated BOOLEAN NOT NULL,
    -- How sure the reading of its stages is, and what it rests on.
    stage_confidence confidence NOT NULL,
    stage_reason VARCHAR NOT NULL,
    -- The Framework's derivative product it leads to, and the source's finer word.
    product_group derivative_product,
    product VARCHAR,
    funder VARCHAR NOT NULL,
    -- The funder as figures name it.
    funder_group VARCHAR NOT NULL CHECK (length(funder_group) <= 24),
    organization_id VARCHAR REFERENCES organizations,
    funder_country VARCHAR,
    -- In the currency published; in dollars only where a source gives dollars. NULL: not published.
    amount BIGINT CHECK (amount > 0),
    currency VARCHAR CHECK (currency IN ('USD', 'CAD', 'AUD', 'JPY', 'EUR')),
    amount_usd BIGINT CHECK (amount_usd > 0),
    -- The amount is an upper limit.
    ceiling BOOLEAN NOT NULL,
    announced DATE,
    status VARCHAR NOT NULL,
    -- Why the amount is in no sum.
    left_out VARCHAR,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((amount IS NULL) = (currency IS NULL)),
    CHECK (currency != 'USD' OR amount = amount_usd));

-- Every stage that an award's money pays for, in order along the chain.
CREATE TABLE award_stages (
    award_id VARCHAR NOT NULL REFERENCES awards,
    position INTEGER NOT NULL CHECK (position > 0),
    stage stage NOT NULL,
    -- The one it mostly pays for; none is where the award is integrated.
    main BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (award_id, stage),
    UNIQUE (award_id, position));

-- A superseded award and the one that took its place.
CREATE TABLE award_successors (
    award_id VARCHAR NOT NULL REFERENCES awards,
    successor_id VARCHAR NOT NULL REFERENCES awards,
    PRIMARY KEY (award_id, successor_id),
    CHECK (award_id != successor_id));

CREATE TABLE award_instruments (
    award_id VARCHAR NOT NULL REFERENCES awards,
    instrument award_instrument NOT NULL,
    PRIMARY KEY (award_id, instrument));

CREATE TABLE award_minerals (
    award_id VARCHAR NOT NULL REFERENCES awards,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (award_id, mineral_id));

-- Ground ---------------------------------------------------------------------------------------------------------

-- Surveys, maps and programmes that look for minerals.
CREATE TABLE mapping_programmes (
    mapping_id VARCHAR PRIMARY KEY,
    programme VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    place VARCHAR,
    latitude DOUBLE CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE CHECK (longitude BETWEEN -180 AND 180),
    west DOUBLE CHECK (west BETWEEN -180 AND 180),
    south DOUBLE CHECK (south BETWEEN -90 AND 90),
    east DOUBLE CHECK (east BETWEEN -180 AND 180),
    north DOUBLE CHECK (north BETWEEN -90 AND 90),
    place_basis survey_place NOT NULL,
    year_start INTEGER CHECK (year_start BETWEEN 1990 AND 2100),
    year_end INTEGER CHECK (year_end BETWEEN 1990 AND 2100),
    area_sq_km DOUBLE CHECK (area_sq_km > 0),
    area_as_published VARCHAR,
    -- Never to be added: authorisations, yearly totals and single surveys overlap.
    cost_usd BIGINT CHECK (cost_usd > 0),
    cost_note VARCHAR,
    lead VARCHAR,
    data_url VARCHAR CHECK (regexp_full_match(data_url, 'https?://[^\s<>"]+')),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (year_start <= year_end),
    CHECK ((latitude IS NULL) = (longitude IS NULL)));

CREATE TABLE mapping_countries (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    country_iso3 VARCHAR NOT NULL CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    PRIMARY KEY (mapping_id, country_iso3));

-- States and prefectures by their ISO 3166-2 code, as the outlines in basemap/ have it.
CREATE TABLE mapping_areas (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    area VARCHAR NOT NULL CHECK (regexp_full_match(area, '(US|JP)-[A-Z0-9]{2}')),
    PRIMARY KEY (mapping_id, area));

CREATE TABLE mapping_methods (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    method VARCHAR NOT NULL,
    PRIMARY KEY (mapping_id, method));

CREATE TABLE mapping_minerals (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (mapping_id, mineral_id));

-- Places with a mineral record: deposits, mines, districts and plants. A record, not a resource.
CREATE TABLE sites (
    site_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    -- NULL: in the open ocean.
    country_iso3 VARCHAR CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    country_name VARCHAR NOT NULL,
    admin_area VARCHAR,
    latitude DOUBLE NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    -- The main one; site_minerals lists all.
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    deposit_type VARCHAR,
    kind site_kind NOT NULL,
    -- What stands there, in the record's words.
    plant VARCHAR,
    status site_status NOT NULL,
    ore_tonnes DOUBLE CHECK (ore_tonnes > 0),
    -- As published.
    grade VARCHAR,
    resource_note VARCHAR,
    resource_source_id VARCHAR REFERENCES sources,
    commodity_basis commodity_basis NOT NULL,
    location_confidence location_confidence,
    coordinate_check coordinate_check NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    source_record VARCHAR NOT NULL,
    CHECK ((coalesce(ore_tonnes::VARCHAR, grade, resource_note) IS NULL) = (resource_source_id IS NULL)));

CREATE TABLE site_minerals (
    site_id VARCHAR NOT NULL REFERENCES sites,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (site_id, mineral_id));

-- Other data sets that hold the same place.
CREATE TABLE site_sources (
    site_id VARCHAR NOT NULL REFERENCES sites,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (site_id, source_id));

-- The numbers in a site's published grade.
CREATE TABLE site_grades (
    site_id VARCHAR NOT NULL REFERENCES sites,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    grade DOUBLE NOT NULL CHECK (grade > 0),
    unit grade_unit NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (site_id, mineral_id));

-- Data that is known and not shipped, with the reason.
CREATE TABLE unshipped (
    subject unshipped_subject NOT NULL,
    source_id VARCHAR PRIMARY KEY REFERENCES sources,
    record_count INTEGER NOT NULL CHECK (record_count > 0),
    what VARCHAR NOT NULL,
    reason VARCHAR NOT NULL);

-- The terms of the fit score and their published weights, from scoring.yaml.
CREATE TABLE score_terms (
    term VARCHAR PRIMARY KEY,
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 24),
    weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 100),
    meaning VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);

-- Imported sites -------------------------------------------------------------------------------------------------

-- Filled by the build from the datasets a reader imported (python -m lodestone import), not from text files in data/:
-- they rest on the reader's own file, which imported_datasets names, and on no source of ours.
CREATE TABLE imported_datasets (
    dataset VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    layout VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    row_count INTEGER NOT NULL);

-- record_id is the file's own, else 'line 12'; it is unique within its dataset. minerals holds every id the row names,
-- mineral_id the main one.
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
    deposit_type VARCHAR);

-- The build writes one row here, last: a file without it is not a database.
CREATE TABLE build_info (
    version VARCHAR NOT NULL,
    lodestone VARCHAR NOT NULL,
    row_count INTEGER NOT NULL);
