-- What the notebook knows, one subject a table. This file is the only description of the content: types, keys,
-- lists and checks below are what the text files in data/ are held against before anything is loaded. What a table and
-- a column mean is said in COMMENT ON right after the table; 'Empty:' tells what it means where a cell may be empty, if
-- that is more than 'not known'. The database carries these words: python -m lodestone schema.
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
CREATE TYPE difference_kind AS ENUM ('brief says otherwise', 'brief says less', 'brief says more', 'seen in the brief only');

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
-- What is offered or watched: only a funding call, a rolling program or a fellowship pays.
CREATE TYPE call_kind AS ENUM (
    'funding call', 'rolling program', 'fellowship', 'seed fund', 'consortium', 'notice', 'precedent',
    'request for views');
-- What a reading of a unit's business with something rests on.
CREATE TYPE relation_basis AS ENUM (
    'field of study', 'office mission', 'own work on record', 'named in the brief', 'legal or policy field');
CREATE TYPE dependence AS ENUM (
    'buys it as input', 'studies it', 'supplies technology for it', 'analyzes its market or policy',
    'health/environment effects');
CREATE TYPE rhythm AS ENUM (
    'annual', 'every second year', 'about every three years', 'rolling', 'irregular', 'one-off', 'lapsed', 'unknown');
-- Whether the next round was published or is guessed from those before.
CREATE TYPE next_basis AS ENUM ('published', 'listing', 'past rhythm', 'none');
CREATE TYPE channel_kind AS ENUM ('mailbox', 'page', 'phone', 'docket', 'none found');
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

-- What a word that these pages explain belongs to, and whose word it is.
CREATE TYPE term_kind AS ENUM (
    'status of a clock', 'commitment level', 'tie to the Framework', 'grade', 'score', 'evidence', 'word');
CREATE TYPE term_owner AS ENUM ('Lodestone''s own word', 'the brief''s word', 'a word of the field');

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
-- The terms of the fit score, each worked out in views.sql.
CREATE TYPE score_term AS ENUM ('named', 'business', 'expertise', 'call', 'partner');
CREATE TYPE licence_class AS ENUM ('public domain', 'open', 'facts only', 'terms unread');

-- How the figures of supply are read; mineral_use begins with the products that the Framework names.
CREATE TYPE consumption_kind AS ENUM ('apparent', 'reported by users');
CREATE TYPE figure_scope AS ENUM (
    'this mineral', 'rare earths as a group', 'heavy rare earths as a group', 'rare earths as a class');
CREATE TYPE share_basis AS ENUM ('average of imports', 'import value', 'imports', 'import tonnage');
CREATE TYPE production_stage AS ENUM ('mine', 'processed', 'refined');
CREATE TYPE country_aggregate AS ENUM ('world', 'other countries');
CREATE TYPE figure_flag AS ENUM (
    'zero', 'withheld', 'not available', 'not calculable', 'below half a unit', 'range', 'capacity only', 'more than',
    'less than', 'large', 'small');
CREATE TYPE control_kind AS ENUM ('ban', 'licensing', 'quota');
CREATE TYPE stock_standing AS ENUM ('held', 'reported held', 'target', 'tracked');
CREATE TYPE mineral_use AS ENUM (
    'permanent magnets', 'batteries', 'catalysts', 'optical materials', 'semiconductors', 'alloys and superalloys',
    'other uses');

-- Sources --------------------------------------------------------------------------------------------------------

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

-- Topics ---------------------------------------------------------------------------------------------------------

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

-- Words ----------------------------------------------------------------------------------------------------------

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

-- The Framework --------------------------------------------------------------------------------------------------

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

-- The brief ------------------------------------------------------------------------------------------------------

CREATE TABLE units (
    unit_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    short_name VARCHAR NOT NULL UNIQUE CHECK (length(short_name) <= 26),
    kind unit_kind NOT NULL,
    school VARCHAR NOT NULL,
    relevance VARCHAR NOT NULL,
    named_as VARCHAR,
    status_note VARCHAR,
    closed BOOLEAN NOT NULL,
    last_seen_year INTEGER CHECK (last_seen_year BETWEEN 1990 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE units IS 'Schools, departments, centers and offices of the university.';
COMMENT ON COLUMN units.short_name IS 'Name for figures, at most 26 characters.';
COMMENT ON COLUMN units.kind IS 'What it is within the university.';
COMMENT ON COLUMN units.school IS
    'The school it belongs to; for the others ''University offices'' or ''University centers''.';
COMMENT ON COLUMN units.relevance IS 'Why it matters to critical minerals, in one sentence.';
COMMENT ON COLUMN units.named_as IS 'The brief''s wording. Empty: the brief does not name it.';
COMMENT ON COLUMN units.status_note IS
    'What to know before calling: closed, newly founded. Empty: nothing of the kind is on record.';
COMMENT ON COLUMN units.closed IS 'Whether it has ceased to exist.';
COMMENT ON COLUMN units.last_seen_year IS 'Newest year of a source read. Empty: the sources are undated.';

CREATE TABLE unit_parents (
    unit_id VARCHAR NOT NULL REFERENCES units,
    parent_id VARCHAR NOT NULL REFERENCES units,
    PRIMARY KEY (unit_id, parent_id));
COMMENT ON TABLE unit_parents IS 'The unit that another one is part of.';
COMMENT ON COLUMN unit_parents.parent_id IS 'The larger unit.';

CREATE TABLE unit_disciplines (
    unit_id VARCHAR NOT NULL REFERENCES units,
    discipline VARCHAR NOT NULL,
    PRIMARY KEY (unit_id, discipline));
COMMENT ON TABLE unit_disciplines IS 'Fields a unit works in.';
COMMENT ON COLUMN unit_disciplines.discipline IS 'One field.';

CREATE TABLE unit_sources (
    unit_id VARCHAR NOT NULL REFERENCES units,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (unit_id, source_id));
COMMENT ON TABLE unit_sources IS 'Further sources on a unit, besides the one it names.';

CREATE TABLE unit_topics (
    unit_id VARCHAR NOT NULL REFERENCES units,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (unit_id, topic_id));
COMMENT ON TABLE unit_topics IS 'Topics of a unit.';
COMMENT ON COLUMN unit_topics.words IS 'The words of its source that justify the topic.';

CREATE TABLE expertise (
    expertise_id VARCHAR PRIMARY KEY,
    unit_id VARCHAR REFERENCES units,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    title VARCHAR NOT NULL CHECK (length(title) <= 60),
    description VARCHAR NOT NULL,
    as_of_year INTEGER CHECK (as_of_year BETWEEN 1990 AND 2100),
    url VARCHAR CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    source_id VARCHAR NOT NULL REFERENCES sources,
    note VARCHAR);
COMMENT ON TABLE expertise IS 'One published theme of a unit.';
COMMENT ON COLUMN expertise.unit_id IS 'The unit. Empty: the source does not say which department.';
COMMENT ON COLUMN expertise.title IS 'The theme, at most 60 characters.';
COMMENT ON COLUMN expertise.description IS 'What was done, in one or two sentences.';
COMMENT ON COLUMN expertise.as_of_year IS 'Year of the source. Empty: undated.';
COMMENT ON COLUMN expertise.note IS 'What to know when relying on it.';

CREATE TABLE briefs (
    brief_id VARCHAR PRIMARY KEY,
    position INTEGER UNIQUE CHECK (position > 0),
    title VARCHAR NOT NULL,
    short_title VARCHAR NOT NULL CHECK (length(short_title) <= 60),
    summary VARCHAR NOT NULL,
    posted_date DATE NOT NULL,
    signed_date DATE NOT NULL,
    signed_place VARCHAR NOT NULL,
    date_note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (signed_date BETWEEN posted_date - 1 AND posted_date + 1));
COMMENT ON TABLE briefs IS 'Policy briefs, one row a brief.';
COMMENT ON COLUMN briefs.position IS
    'The first is meant wherever a reader names no brief. Empty: after those with a place, the newest last.';
COMMENT ON COLUMN briefs.short_title IS 'Title for figures, at most 60 characters.';
COMMENT ON COLUMN briefs.summary IS 'What the brief is about, in two sentences.';
COMMENT ON COLUMN briefs.posted_date IS 'Day it was posted, in the place of the poster.';
COMMENT ON COLUMN briefs.signed_date IS 'Day that what it is about was signed, in the place of the signing.';
COMMENT ON COLUMN briefs.signed_place IS 'City of the signing.';
COMMENT ON COLUMN briefs.date_note IS 'Why the two dates differ.';

CREATE TABLE scores (
    brief_id VARCHAR NOT NULL REFERENCES briefs,
    section VARCHAR NOT NULL,
    position INTEGER NOT NULL CHECK (position > 0),
    title VARCHAR NOT NULL CHECK (length(title) <= 12),
    score INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
    rationale VARCHAR,
    locator VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (brief_id, section));
COMMENT ON TABLE scores IS 'A brief''s own relevance scores. They are quoted, never recomputed.';
COMMENT ON COLUMN scores.section IS 'Key of the score within the brief.';
COMMENT ON COLUMN scores.position IS 'Place in the brief, 1 first.';
COMMENT ON COLUMN scores.title IS 'What is scored, at most 12 characters.';
COMMENT ON COLUMN scores.score IS '1 (low) to 5 (high).';
COMMENT ON COLUMN scores.rationale IS 'The brief''s reason, shortened. Empty: the brief gives none.';
COMMENT ON COLUMN scores.locator IS 'Where it stands in the brief.';

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
COMMENT ON TABLE brief_sections IS 'A brief''s headed blocks in order.';
COMMENT ON COLUMN brief_sections.section IS 'Key of the block within the brief.';
COMMENT ON COLUMN brief_sections.position IS 'Place in the brief, 1 first.';
COMMENT ON COLUMN brief_sections.kind IS 'What its items are.';
COMMENT ON COLUMN brief_sections.closed_by IS
    'The score that ends the run of blocks it belongs to. Empty: no score follows.';

CREATE TABLE summary_groups (
    group_id VARCHAR PRIMARY KEY,
    brief_id VARCHAR NOT NULL REFERENCES briefs,
    position INTEGER NOT NULL CHECK (position > 0),
    title VARCHAR NOT NULL,
    locator VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE summary_groups IS 'Headings within a brief''s summary.';
COMMENT ON COLUMN summary_groups.position IS 'Place in the summary, 1 first.';
COMMENT ON COLUMN summary_groups.locator IS 'Where it stands in the brief.';

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
COMMENT ON TABLE brief_items IS
    'Everything a brief lists, one row an item. The views in views.sql give each kind its own name.';
COMMENT ON COLUMN brief_items.section IS 'The block it stands in.';
COMMENT ON COLUMN brief_items.kind IS 'What the item is.';
COMMENT ON COLUMN brief_items.group_id IS 'Heading within the summary. Empty: not an item of the summary.';
COMMENT ON COLUMN brief_items.position IS 'Place in its block, 1 first.';
COMMENT ON COLUMN brief_items.title IS 'At most 60 characters.';
COMMENT ON COLUMN brief_items.text IS 'What the brief says, in our own words.';
COMMENT ON COLUMN brief_items.locator IS 'Where it stands in the brief.';

CREATE TABLE item_provisions (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    PRIMARY KEY (item_id, provision_id));
COMMENT ON TABLE item_provisions IS 'Provisions that an item of a brief rests on.';

CREATE TABLE item_units (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    unit_id VARCHAR NOT NULL REFERENCES units,
    PRIMARY KEY (item_id, unit_id));
COMMENT ON TABLE item_units IS 'Units that an item of a brief names.';

CREATE TABLE item_topics (
    item_id VARCHAR NOT NULL REFERENCES brief_items,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (item_id, topic_id));
COMMENT ON TABLE item_topics IS 'Topics of an item of a brief.';
COMMENT ON COLUMN item_topics.words IS 'The words of the item that justify the topic.';

CREATE TABLE differences (
    difference_id VARCHAR PRIMARY KEY,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    item_id VARCHAR REFERENCES brief_items,
    kind difference_kind NOT NULL,
    topic VARCHAR NOT NULL CHECK (length(topic) <= 60),
    brief_says VARCHAR NOT NULL,
    text_says VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((kind = 'seen in the brief only') = (text_says IS NULL)));
COMMENT ON TABLE differences IS 'Where a brief and the published text part ways, side by side.';
COMMENT ON COLUMN differences.item_id IS 'The item of the brief. Empty: the brief says nothing of it.';
COMMENT ON COLUMN differences.kind IS 'How the two differ.';
COMMENT ON COLUMN differences.topic IS 'What they differ on, at most 60 characters.';
COMMENT ON COLUMN differences.brief_says IS 'What the brief says of it.';
COMMENT ON COLUMN differences.text_says IS
    'What the published text says. Empty: the clause was seen in no rendering of it, only in the brief.';

-- Who holds which lever ------------------------------------------------------------------------------------------

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

-- Time -----------------------------------------------------------------------------------------------------------

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
    trigger VARCHAR NOT NULL,
    start_date DATE,
    due_date DATE,
    unproven VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK ((clock = 'fixed') = (starts_on = 'signing')),
    CHECK ((clock = 'fixed') = (unproven IS NOT NULL)),
    CHECK ((clock = 'fixed') = (start_date IS NOT NULL)),
    CHECK ((clock = 'fixed') = (due_date IS NOT NULL)),
    CHECK (due_date = CASE duration_unit WHEN 'days' THEN start_date + duration_number
                      ELSE (start_date + to_months(duration_number))::DATE END));
COMMENT ON TABLE milestones IS 'The clocks that a brief sets.';
COMMENT ON COLUMN milestones.position IS 'Place in lists, 1 first; over all briefs.';
COMMENT ON COLUMN milestones.title IS 'At most 40 characters.';
COMMENT ON COLUMN milestones.clock IS 'Whether it has dates, or none until a request or a notice starts it.';
COMMENT ON COLUMN milestones.starts_on IS 'What starts it: the signing, or the arrival of a written request or notice.';
COMMENT ON COLUMN milestones.duration_number IS 'How long it runs, in duration_unit.';
COMMENT ON COLUMN milestones.duration_unit IS 'Calendar days or months.';
COMMENT ON COLUMN milestones.trigger IS 'What starts it, in words that fit after ''starts on''.';
COMMENT ON COLUMN milestones.start_date IS 'First day. Empty: nothing has started it.';
COMMENT ON COLUMN milestones.due_date IS 'Start and duration added. Empty: nothing has started it.';
COMMENT ON COLUMN milestones.unproven IS
    'What is to be said once the date has passed and nothing proves it kept. Empty: it has no date.';

CREATE TABLE event_types (
    type VARCHAR PRIMARY KEY,
    lane VARCHAR NOT NULL CHECK (length(lane) <= 26),
    lane_position INTEGER NOT NULL);
COMMENT ON TABLE event_types IS 'Kinds of event and the lane each is drawn in.';
COMMENT ON COLUMN event_types.type IS 'Kind of event.';
COMMENT ON COLUMN event_types.lane IS 'Heading of the lane, at most 26 characters.';
COMMENT ON COLUMN event_types.lane_position IS 'Place of the lane, the smallest at the top.';

CREATE TABLE events (
    event_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(event_id, 'E\d{3}')),
    date DATE NOT NULL,
    date_precision date_precision NOT NULL,
    title VARCHAR NOT NULL,
    label VARCHAR NOT NULL CHECK (length(label) <= 46),
    type VARCHAR NOT NULL REFERENCES event_types,
    status event_status NOT NULL,
    open_question VARCHAR,
    turning_point BOOLEAN NOT NULL,
    tie tie NOT NULL,
    tie_reason VARCHAR NOT NULL,
    summary VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources);
COMMENT ON TABLE events IS 'What happened, or is to happen, around the Framework.';
COMMENT ON COLUMN events.event_id IS 'E and three digits.';
COMMENT ON COLUMN events.date IS 'Day of the event, or the day a planned or calculated one falls on.';
COMMENT ON COLUMN events.date_precision IS 'Whether that is the day itself, the day of the report, or about that day.';
COMMENT ON COLUMN events.label IS 'The title cut down to fit beside a mark, at most 46 characters.';
COMMENT ON COLUMN events.type IS 'Kind of event.';
COMMENT ON COLUMN events.status IS 'Whether it occurred, is planned, or follows from a rule.';
COMMENT ON COLUMN events.open_question IS
    'What is not known of it: an outcome not found, a text not seen, a single digest. Empty: nothing is withheld.';
COMMENT ON COLUMN events.tie IS 'How it is tied to the Framework, the closest first: our reading.';
COMMENT ON COLUMN events.tie_reason IS 'The reason for that reading.';
COMMENT ON COLUMN events.turning_point IS 'Whether the timeline names it before others.';
COMMENT ON COLUMN events.summary IS 'What happened, in our own words.';

CREATE TABLE event_countries (
    event_id VARCHAR NOT NULL REFERENCES events,
    country VARCHAR NOT NULL,
    PRIMARY KEY (event_id, country));
COMMENT ON TABLE event_countries IS 'Countries involved in an event.';
COMMENT ON COLUMN event_countries.country IS 'Country, or the words for a group of them.';

CREATE TABLE event_actors (
    event_id VARCHAR NOT NULL REFERENCES events,
    actor VARCHAR NOT NULL,
    PRIMARY KEY (event_id, actor));
COMMENT ON TABLE event_actors IS 'Who acted in an event.';
COMMENT ON COLUMN event_actors.actor IS 'One body, firm or person.';

CREATE TABLE event_provisions (
    event_id VARCHAR NOT NULL REFERENCES events,
    provision_id VARCHAR NOT NULL REFERENCES provisions,
    closeness closeness NOT NULL,
    PRIMARY KEY (event_id, provision_id));
COMMENT ON TABLE event_provisions IS 'Provisions an event bears on: our reading.';
COMMENT ON COLUMN event_provisions.closeness IS 'Whether it is the provision at work, or only near it.';

CREATE TABLE event_milestones (
    event_id VARCHAR NOT NULL REFERENCES events,
    milestone_id VARCHAR NOT NULL REFERENCES milestones,
    evidence evidence NOT NULL,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (event_id, milestone_id));
COMMENT ON TABLE event_milestones IS 'What an event proves of a milestone.';
COMMENT ON COLUMN event_milestones.evidence IS
    '''meets'', ''progress'' and ''unmet'' decide the status; ''related'' and ''deadline'' never do.';
COMMENT ON COLUMN event_milestones.note IS 'What it proves, in a sentence.';

CREATE TABLE related_briefs (
    related_id VARCHAR PRIMARY KEY,
    title VARCHAR NOT NULL,
    url VARCHAR NOT NULL CHECK (regexp_full_match(url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    posted_date DATE,
    format VARCHAR NOT NULL CHECK (format IN ('report', 'card')),
    impact_score DOUBLE CHECK (impact_score BETWEEN 1 AND 5),
    kind VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE related_briefs IS 'Briefs of the same office that are known by their page; which are loaded is seen by their title.';
COMMENT ON COLUMN related_briefs.title IS 'As on its page; some are cut there.';
COMMENT ON COLUMN related_briefs.url IS 'Address of its page.';
COMMENT ON COLUMN related_briefs.posted_date IS 'The date on its page, else that in its address. Empty: neither has one.';
COMMENT ON COLUMN related_briefs.format IS 'Its kind: report or card.';
COMMENT ON COLUMN related_briefs.impact_score IS 'Of a card. Empty: a report.';
COMMENT ON COLUMN related_briefs.kind IS 'What it is about: a framework, an executive order, a proclamation, a fact sheet.';

CREATE TABLE related_brief_topics (
    related_id VARCHAR NOT NULL REFERENCES related_briefs,
    topic VARCHAR NOT NULL,
    PRIMARY KEY (related_id, topic));
COMMENT ON TABLE related_brief_topics IS 'What makes a brief a related one.';
COMMENT ON COLUMN related_brief_topics.topic IS 'One word for it.';

CREATE TABLE related_clocks (
    event_id VARCHAR PRIMARY KEY REFERENCES events,
    started_by VARCHAR NOT NULL REFERENCES events,
    title VARCHAR NOT NULL CHECK (length(title) <= 40),
    at_end VARCHAR NOT NULL CHECK (length(at_end) <= 20),
    in_doubt BOOLEAN NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE related_clocks IS 'Clocks of other decisions that bear on the Framework.';
COMMENT ON COLUMN related_clocks.event_id IS 'The event that is the date.';
COMMENT ON COLUMN related_clocks.started_by IS 'The event that set the date.';
COMMENT ON COLUMN related_clocks.title IS 'At most 40 characters.';
COMMENT ON COLUMN related_clocks.at_end IS 'What the day brings, as it follows the title: ends, begin.';
COMMENT ON COLUMN related_clocks.in_doubt IS 'Whether what was read since puts the day itself into doubt; how stands with the event.';

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

-- Whom to work with ----------------------------------------------------------------------------------------------

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

CREATE TABLE calls (
    call_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(call_id, 'F\d{3}')),
    title VARCHAR NOT NULL,
    short_title VARCHAR NOT NULL CHECK (length(short_title) <= 46),
    agency VARCHAR NOT NULL,
    organization_id VARCHAR REFERENCES organizations,
    office VARCHAR,
    number VARCHAR,
    type call_kind NOT NULL,
    eligible VARCHAR,
    university_role university_role NOT NULL,
    role_note VARCHAR,
    total_usd BIGINT CHECK (total_usd > 0 AND total_usd <= 1000000000000),
    ceiling_usd BIGINT CHECK (ceiling_usd > 0 AND ceiling_usd <= 1000000000000),
    floor_usd BIGINT CHECK (floor_usd > 0 AND floor_usd <= 1000000000000),
    cost_share VARCHAR,
    opens DATE,
    closes DATE,
    seen_closed BOOLEAN NOT NULL,
    state_note VARCHAR,
    recurring VARCHAR,
    japan_angle VARCHAR,
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    second_source_id VARCHAR REFERENCES sources,
    CHECK (opens <= closes),
    CHECK (floor_usd <= ceiling_usd),
    CHECK (ceiling_usd <= total_usd));
COMMENT ON TABLE calls IS 'Calls for proposals, past ones kept as precedents. Amounts only where published.';
COMMENT ON COLUMN calls.call_id IS 'F and three digits.';
COMMENT ON COLUMN calls.short_title IS 'Title for figures, at most 46 characters.';
COMMENT ON COLUMN calls.agency IS 'Who calls, by its short name.';
COMMENT ON COLUMN calls.organization_id IS 'Who calls, where it is one of the rows. Empty: it is none.';
COMMENT ON COLUMN calls.office IS 'Office within the agency. Empty: not stated.';
COMMENT ON COLUMN calls.number IS 'The call''s own number. Empty: none published.';
COMMENT ON COLUMN calls.type IS
    'What kind of call it is: only a funding call, a rolling program or a fellowship pays.';
COMMENT ON COLUMN calls.eligible IS 'Who may answer. Empty: not stated.';
COMMENT ON COLUMN calls.university_role IS 'What it lets a university be.';
COMMENT ON COLUMN calls.role_note IS 'More on that role.';
COMMENT ON COLUMN calls.total_usd IS 'All money of the call, in dollars. Empty: not published.';
COMMENT ON COLUMN calls.ceiling_usd IS 'Most for one award, in dollars. Empty: not published.';
COMMENT ON COLUMN calls.floor_usd IS 'Least for one award, in dollars. Empty: not published.';
COMMENT ON COLUMN calls.cost_share IS 'What the applicant has to add. Empty: not stated.';
COMMENT ON COLUMN calls.opens IS 'First day. Empty: not published.';
COMMENT ON COLUMN calls.closes IS 'Last day. Empty: not published.';
COMMENT ON COLUMN calls.seen_closed IS
    'Whether it was seen closed, replaced or decided when last looked up (coverage, ''calls'').';
COMMENT ON COLUMN calls.state_note IS 'What is known of its state.';
COMMENT ON COLUMN calls.recurring IS 'How often it comes. Empty: not stated.';
COMMENT ON COLUMN calls.japan_angle IS 'What ties it to Japan. Empty: nothing on record.';
COMMENT ON COLUMN calls.note IS 'What to know before answering.';

CREATE TABLE call_pillars (
    call_id VARCHAR NOT NULL REFERENCES calls,
    pillar pillar NOT NULL,
    PRIMARY KEY (call_id, pillar));
COMMENT ON TABLE call_pillars IS 'Pillars of the Framework a call serves: our reading.';
COMMENT ON COLUMN call_pillars.pillar IS 'One pillar.';

CREATE TABLE call_minerals (
    call_id VARCHAR NOT NULL REFERENCES calls,
    mineral VARCHAR NOT NULL,
    PRIMARY KEY (call_id, mineral));
COMMENT ON TABLE call_minerals IS 'Minerals a call names.';
COMMENT ON COLUMN call_minerals.mineral IS 'One mineral, in the words of the call.';

CREATE TABLE call_fields (
    call_id VARCHAR NOT NULL REFERENCES calls,
    field VARCHAR NOT NULL,
    PRIMARY KEY (call_id, field));
COMMENT ON TABLE call_fields IS 'Fields of work a call is for.';
COMMENT ON COLUMN call_fields.field IS 'One field, in the words of the call.';

CREATE TABLE call_topics (
    call_id VARCHAR NOT NULL REFERENCES calls,
    topic_id VARCHAR NOT NULL REFERENCES topics,
    words VARCHAR NOT NULL,
    PRIMARY KEY (call_id, topic_id));
COMMENT ON TABLE call_topics IS 'Topics of a call.';
COMMENT ON COLUMN call_topics.words IS 'The words of the call that justify the topic.';

-- Money ----------------------------------------------------------------------------------------------------------

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

-- Judgement ------------------------------------------------------------------------------------------------------

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
COMMENT ON TABLE provision_relations IS 'Which units have business with which provisions: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN provision_relations.grade IS '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
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
COMMENT ON TABLE organization_relations IS 'Which units have business with which organizations: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN organization_relations.grade IS '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
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
COMMENT ON COLUMN call_relations.grade IS '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
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
COMMENT ON TABLE partner_relations IS 'Which units have business with which partners in Japan: Lodestone''s own reading, never the university''s.';
COMMENT ON COLUMN partner_relations.grade IS '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
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
COMMENT ON COLUMN mineral_relations.grade IS '3 natural owner, 2 clear business, 1 possible but thin, 0 a match of words that an expert rejects; the lower one where two readings differ.';
COMMENT ON COLUMN mineral_relations.readings IS 'How many of two independent readings named the pair.';
COMMENT ON COLUMN mineral_relations.basis IS 'What the reading rests on.';
COMMENT ON COLUMN mineral_relations.reason IS 'Why, in a sentence; for grade 0 why not.';
COMMENT ON COLUMN mineral_relations.relation_id IS 'The two identifiers with a full stop between.';
COMMENT ON COLUMN mineral_relations.dependence IS 'How the unit depends on the mineral. Empty: not said.';

-- Published work of the unit, and items of the brief, on which a relation rests; relation_id is that of any table above.
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

-- What to watch for the next round, and on which day to look again. The calls, and programmes beyond them.
CREATE TABLE call_watch (
    watch_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(watch_id, '[FW]\d{2,3}')),
    call_id VARCHAR REFERENCES calls,
    title VARCHAR NOT NULL,
    short_title VARCHAR NOT NULL CHECK (length(short_title) <= 46),
    agency VARCHAR NOT NULL,
    organization_id VARCHAR REFERENCES organizations,
    kind call_kind,
    past_rounds VARCHAR,
    rhythm rhythm NOT NULL,
    next_expected VARCHAR,
    next_from DATE,
    next_until DATE,
    look_again DATE,
    next_basis next_basis NOT NULL,
    university_role VARCHAR,
    prepare VARCHAR,
    watch_url VARCHAR CHECK (regexp_full_match(watch_url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    read_on DATE NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    note VARCHAR,
    CHECK (next_from <= next_until),
    CHECK (call_id = watch_id OR call_id IS NULL),
    CHECK ((kind IS NULL) = (call_id IS NOT NULL)));
COMMENT ON TABLE call_watch IS 'What to watch for the next round, and on which day to look again: the calls, and programs beyond them.';
COMMENT ON COLUMN call_watch.short_title IS 'The title as figures show it.';
COMMENT ON COLUMN call_watch.agency IS 'Who calls.';
COMMENT ON COLUMN call_watch.kind IS 'What kind of program it is. Empty: a call, whose kind stands in calls.type.';
COMMENT ON COLUMN call_watch.past_rounds IS 'Rounds known, with their days. Empty: none known.';
COMMENT ON COLUMN call_watch.rhythm IS 'How often it came so far.';
COMMENT ON COLUMN call_watch.next_expected IS 'The next round in words. Empty: none known.';
COMMENT ON COLUMN call_watch.next_from IS 'First day of the window expected. Empty: no day can be said.';
COMMENT ON COLUMN call_watch.next_until IS 'Last day of that window. Empty: no day can be said.';
COMMENT ON COLUMN call_watch.look_again IS 'Day on which somebody should look at the page. Empty: no day can be said.';
COMMENT ON COLUMN call_watch.next_basis IS 'Whether the next round was published, stands in a third party''s listing alone, or is guessed from those before.';
COMMENT ON COLUMN call_watch.university_role IS 'What a university can be in it. Empty: not stated.';
COMMENT ON COLUMN call_watch.prepare IS 'What to have ready before it opens. Empty: nothing said.';
COMMENT ON COLUMN call_watch.watch_url IS 'Page to watch. Empty: none known.';
COMMENT ON COLUMN call_watch.read_on IS 'Day on which this was read.';
COMMENT ON COLUMN call_watch.note IS 'What else is known. Empty: nothing.';

-- Whose business a watched programme is that is no call of the list: our reading.
CREATE TABLE watch_units (
    watch_id VARCHAR NOT NULL REFERENCES call_watch,
    unit_id VARCHAR NOT NULL REFERENCES units,
    reason VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (watch_id, unit_id));
COMMENT ON TABLE watch_units IS 'Whose business a watched program is that is none of the calls: Lodestone''s own reading.';
COMMENT ON COLUMN watch_units.reason IS 'Why, in a sentence.';

-- Doors: offices and their public channels, no persons. 'none found' says that none is on record.
CREATE TABLE contacts (
    contact_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(contact_id, 'C\d{3}')),
    organization_id VARCHAR REFERENCES organizations,
    office VARCHAR,
    purpose VARCHAR,
    channel_kind channel_kind NOT NULL,
    channel VARCHAR,
    for_whom VARCHAR,
    field VARCHAR,
    seen_date DATE NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    note VARCHAR,
    CHECK ((channel_kind = 'none found') = (channel IS NULL)),
    CHECK (channel_kind != 'page' OR regexp_full_match(channel, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    CHECK (channel_kind != 'mailbox' OR regexp_full_match(channel, '[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+')));
COMMENT ON TABLE contacts IS 'Doors: offices and their public channels, no persons.';
COMMENT ON COLUMN contacts.office IS 'The office. Empty: none was found.';
COMMENT ON COLUMN contacts.purpose IS 'What the door is good for. Empty: none was found.';
COMMENT ON COLUMN contacts.channel_kind IS 'What kind of channel; none found where a search found none.';
COMMENT ON COLUMN contacts.channel IS 'Address, number or page as published. Empty: none was found.';
COMMENT ON COLUMN contacts.for_whom IS 'Whom the door is meant for. Empty: none was found.';
COMMENT ON COLUMN contacts.field IS
    'For which field or matter, read by us from office and purpose. Empty: for any, or none was found.';
COMMENT ON COLUMN contacts.seen_date IS 'Day on which it was seen, or looked for in vain.';
COMMENT ON COLUMN contacts.note IS 'What to know before using it. Empty: nothing.';

-- Which doors take what a department would ask there: our reading. Where none does, a door for any field is the general one.
CREATE TABLE contact_units (
    contact_id VARCHAR NOT NULL REFERENCES contacts,
    unit_id VARCHAR NOT NULL REFERENCES units,
    reason VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (contact_id, unit_id));
COMMENT ON TABLE contact_units IS 'Doors that take what a department would ask there: Lodestone''s own reading.';
COMMENT ON COLUMN contact_units.reason IS 'Why, in a sentence.';

-- Ground ---------------------------------------------------------------------------------------------------------

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
    area_sq_km DOUBLE CHECK (area_sq_km > 0 AND area_sq_km <= 510072000),
    area_as_published VARCHAR,
    cost_usd BIGINT CHECK (cost_usd > 0 AND cost_usd <= 1000000000000),
    cost_note VARCHAR,
    lead VARCHAR,
    data_url VARCHAR CHECK (regexp_full_match(data_url, 'https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>"\\]*)?')),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (year_start <= year_end),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    -- West lies before east, or on the other side of the antimeridian.
    CHECK (west < east OR (west > 0 AND east < 0)),
    CHECK (south < north),
    CHECK ((west IS NULL) = (east IS NULL) AND (west IS NULL) = (south IS NULL) AND (west IS NULL) = (north IS NULL)));
COMMENT ON TABLE mapping_programmes IS 'Surveys, maps and programmes that look for minerals.';
COMMENT ON COLUMN mapping_programmes.programme IS 'The program it is part of.';
COMMENT ON COLUMN mapping_programmes.place IS 'Where, in the source''s words. Empty: not stated.';
COMMENT ON COLUMN mapping_programmes.latitude IS 'Of a point, in degrees north. Empty: no point is published.';
COMMENT ON COLUMN mapping_programmes.longitude IS 'Of a point, in degrees east. Empty: no point is published.';
COMMENT ON COLUMN mapping_programmes.west IS 'Western bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.south IS 'Southern bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.east IS 'Eastern bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.north IS 'Northern bound in degrees. Empty: no bounds are published.';
COMMENT ON COLUMN mapping_programmes.place_basis IS 'What the place rests on.';
COMMENT ON COLUMN mapping_programmes.year_start IS 'First year. Empty: not stated.';
COMMENT ON COLUMN mapping_programmes.year_end IS 'Last year. Empty: not stated or still running.';
COMMENT ON COLUMN mapping_programmes.area_sq_km IS 'Square kilometers covered. Empty: not published.';
COMMENT ON COLUMN mapping_programmes.area_as_published IS 'The area in the source''s own unit. Empty: not published.';
COMMENT ON COLUMN mapping_programmes.cost_usd IS
    'In dollars. Never to be added: authorisations, yearly totals and single surveys overlap. Empty: not published.';
COMMENT ON COLUMN mapping_programmes.cost_note IS 'What the cost covers.';
COMMENT ON COLUMN mapping_programmes.lead IS 'Who leads it. Empty: not stated.';
COMMENT ON COLUMN mapping_programmes.data_url IS 'Address of the data. Empty: none found.';
COMMENT ON COLUMN mapping_programmes.note IS 'What to know about it.';

CREATE TABLE mapping_countries (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    country_iso3 VARCHAR NOT NULL CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    PRIMARY KEY (mapping_id, country_iso3));
COMMENT ON TABLE mapping_countries IS 'Countries a survey or programme covers.';
COMMENT ON COLUMN mapping_countries.country_iso3 IS 'Three-letter ISO 3166 code.';

CREATE TABLE mapping_areas (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    area VARCHAR NOT NULL CHECK (regexp_full_match(area, '(US|JP)-[A-Z0-9]{2}')),
    PRIMARY KEY (mapping_id, area));
COMMENT ON TABLE mapping_areas IS 'States and prefectures a survey or programme covers.';
COMMENT ON COLUMN mapping_areas.area IS 'ISO 3166-2 code, as the outlines in basemap/ have it.';

CREATE TABLE mapping_methods (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    method VARCHAR NOT NULL,
    PRIMARY KEY (mapping_id, method));
COMMENT ON TABLE mapping_methods IS 'Methods of a survey or programme.';
COMMENT ON COLUMN mapping_methods.method IS 'One method.';

CREATE TABLE mapping_minerals (
    mapping_id VARCHAR NOT NULL REFERENCES mapping_programmes,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (mapping_id, mineral_id));
COMMENT ON TABLE mapping_minerals IS 'Minerals a survey or programme looks for.';

CREATE TABLE sites (
    site_id VARCHAR PRIMARY KEY,
    name VARCHAR NOT NULL,
    country_iso3 VARCHAR CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    country_name VARCHAR NOT NULL,
    admin_area VARCHAR,
    latitude DOUBLE NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude DOUBLE NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    deposit_type VARCHAR,
    kind site_kind NOT NULL,
    plant VARCHAR,
    status site_status NOT NULL,
    ore_tonnes DOUBLE CHECK (ore_tonnes > 0 AND ore_tonnes <= 1e12),
    grade VARCHAR,
    resource_note VARCHAR,
    resource_source_id VARCHAR REFERENCES sources,
    commodity_basis commodity_basis NOT NULL,
    location_confidence location_confidence,
    coordinate_check coordinate_check NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    source_record VARCHAR NOT NULL,
    CHECK ((coalesce(ore_tonnes::VARCHAR, grade, resource_note) IS NULL) = (resource_source_id IS NULL)));
COMMENT ON TABLE sites IS
    'Places with a mineral record: deposits, mines, districts and plants. A record, not a resource.';
COMMENT ON COLUMN sites.country_iso3 IS 'Three-letter ISO 3166 code. Empty: in the open ocean.';
COMMENT ON COLUMN sites.country_name IS 'Country, or the name of the ocean.';
COMMENT ON COLUMN sites.admin_area IS 'State or province. Empty: not recorded.';
COMMENT ON COLUMN sites.latitude IS 'Degrees north.';
COMMENT ON COLUMN sites.longitude IS 'Degrees east.';
COMMENT ON COLUMN sites.mineral_id IS 'The main mineral; site_minerals lists all.';
COMMENT ON COLUMN sites.deposit_type IS 'In the record''s words. Empty: not recorded.';
COMMENT ON COLUMN sites.kind IS 'What the record is of.';
COMMENT ON COLUMN sites.plant IS 'What stands there, in the record''s words. Empty: not recorded.';
COMMENT ON COLUMN sites.status IS 'Whether it produces, or did, as far as the record tells.';
COMMENT ON COLUMN sites.ore_tonnes IS 'Tonnes of ore as published. Empty: not published.';
COMMENT ON COLUMN sites.grade IS 'As published. Empty: not published.';
COMMENT ON COLUMN sites.resource_note IS 'What the tonnage and grade are of. Empty: neither is published.';
COMMENT ON COLUMN sites.resource_source_id IS 'Source of tonnage and grade. Empty: neither is published.';
COMMENT ON COLUMN sites.commodity_basis IS 'Whether the minerals are those of the record or of the whole data set.';
COMMENT ON COLUMN sites.location_confidence IS 'How the source rates the position. Empty: it does not.';
COMMENT ON COLUMN sites.coordinate_check IS 'How the point agrees with the country the record names.';
COMMENT ON COLUMN sites.source_record IS 'The record''s own key in its data set.';

CREATE TABLE site_minerals (
    site_id VARCHAR NOT NULL REFERENCES sites,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (site_id, mineral_id));
COMMENT ON TABLE site_minerals IS 'All minerals of a site.';

CREATE TABLE site_sources (
    site_id VARCHAR NOT NULL REFERENCES sites,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (site_id, source_id));
COMMENT ON TABLE site_sources IS 'Other data sets that hold the same place.';

CREATE TABLE site_grades (
    site_id VARCHAR NOT NULL REFERENCES sites,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    grade DOUBLE NOT NULL CHECK (grade > 0),
    unit grade_unit NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (site_id, mineral_id),
    CHECK (grade <= CASE unit WHEN '%' THEN 100 ELSE 1000000 END));
COMMENT ON TABLE site_grades IS 'The numbers in a site''s published grade.';
COMMENT ON COLUMN site_grades.grade IS 'In unit.';
COMMENT ON COLUMN site_grades.unit IS 'Percent, grams a tonne or parts per million.';

CREATE TABLE unshipped (
    subject unshipped_subject NOT NULL,
    source_id VARCHAR PRIMARY KEY REFERENCES sources,
    record_count INTEGER NOT NULL CHECK (record_count > 0),
    what VARCHAR NOT NULL,
    reason VARCHAR NOT NULL);
COMMENT ON TABLE unshipped IS 'Data that is known and not shipped, with the reason.';
COMMENT ON COLUMN unshipped.subject IS 'Whether they are sites or awards.';
COMMENT ON COLUMN unshipped.record_count IS 'How many records it holds.';
COMMENT ON COLUMN unshipped.what IS 'What the records are.';
COMMENT ON COLUMN unshipped.reason IS 'Why it is not shipped.';

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

-- Supply ---------------------------------------------------------------------------------------------------------

-- Official statistics of who makes, buys and holds what. As published stays as published; low and high are the bounds
-- it means: '>75' is 75 to 100, 'E' (net exporter) 0 to 0, 'W' (withheld) and 'NA' no bounds at all.
CREATE TABLE countries (
    country_iso3 VARCHAR PRIMARY KEY CHECK (regexp_full_match(country_iso3, '[A-Z]{3}')),
    country VARCHAR NOT NULL UNIQUE,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE countries IS 'Countries of the supply figures, with their names as sentences have them.';
COMMENT ON COLUMN countries.country_iso3 IS 'Three-letter ISO 3166 code.';
COMMENT ON COLUMN countries.country IS 'Name as the notebook writes it.';

CREATE TABLE mineral_figures (
    mineral_id VARCHAR PRIMARY KEY REFERENCES minerals,
    year INTEGER NOT NULL,
    us_primary_t DOUBLE CHECK (us_primary_t BETWEEN 0 AND 1e11),
    us_secondary_t DOUBLE CHECK (us_secondary_t BETWEEN 0 AND 1e11),
    us_consumption_t DOUBLE CHECK (us_consumption_t BETWEEN 0 AND 1e11),
    us_consumption_below_t DOUBLE CHECK (us_consumption_below_t BETWEEN 0 AND 1e11),
    consumption_kind consumption_kind,
    world_t DOUBLE CHECK (world_t BETWEEN 0 AND 1e11),
    leader_iso3 VARCHAR REFERENCES countries,
    leader_share_pct DOUBLE CHECK (leader_share_pct BETWEEN 0 AND 100),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK ((consumption_kind IS NULL) = (us_consumption_t IS NULL AND us_consumption_below_t IS NULL)));
COMMENT ON TABLE mineral_figures IS 'What the United States makes and uses of a mineral, and the world''s output: estimates of one year.';
COMMENT ON COLUMN mineral_figures.year IS 'Year of the estimate.';
COMMENT ON COLUMN mineral_figures.us_primary_t IS 'U.S. primary output in tonnes. Empty: withheld or not published.';
COMMENT ON COLUMN mineral_figures.us_secondary_t IS 'U.S. output from scrap in tonnes. Empty: withheld or not published.';
COMMENT ON COLUMN mineral_figures.us_consumption_t IS 'U.S. consumption in tonnes. Empty: withheld or not published.';
COMMENT ON COLUMN mineral_figures.us_consumption_below_t IS 'The amount below which consumption is published to lie, in tonnes. Empty: no such bound is published.';
COMMENT ON COLUMN mineral_figures.consumption_kind IS 'Apparent (output and net imports) or reported by users. Empty: no figure.';
COMMENT ON COLUMN mineral_figures.world_t IS 'World output in tonnes, of the form the note names. Empty: not published.';
COMMENT ON COLUMN mineral_figures.leader_iso3 IS 'Country with the largest output. Empty: not published.';
COMMENT ON COLUMN mineral_figures.leader_share_pct IS 'Its share of world output in percent. Empty: not published.';
COMMENT ON COLUMN mineral_figures.note IS 'What to know before using the figures.';

CREATE TABLE import_reliance (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    form VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    headline BOOLEAN NOT NULL,
    published VARCHAR NOT NULL,
    low_pct DOUBLE CHECK (low_pct BETWEEN 0 AND 100),
    high_pct DOUBLE CHECK (high_pct BETWEEN 0 AND 100),
    scope figure_scope NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, form, year),
    CHECK (low_pct <= high_pct),
    CHECK ((low_pct IS NULL) = (high_pct IS NULL)),
    CHECK ((low_pct IS NULL) = (published = 'NA')));
COMMENT ON TABLE import_reliance IS 'U.S. net import reliance: net imports as percent of consumption.';
COMMENT ON COLUMN import_reliance.form IS 'Of which form of the mineral.';
COMMENT ON COLUMN import_reliance.year IS 'Year of the figure.';
COMMENT ON COLUMN import_reliance.headline IS 'Whether it is the figure that stands for the mineral.';
COMMENT ON COLUMN import_reliance.published IS 'As published: a number, a bound such as >75, E for a net exporter, NA for not available.';
COMMENT ON COLUMN import_reliance.low_pct IS 'Lower bound in percent; 0 for a net exporter. Empty: not available.';
COMMENT ON COLUMN import_reliance.high_pct IS 'Upper bound in percent; 0 for a net exporter. Empty: not available.';
COMMENT ON COLUMN import_reliance.scope IS 'Whether the figure is of this mineral or of a group that it belongs to.';

CREATE TABLE import_shares (
    importer_iso3 VARCHAR NOT NULL REFERENCES countries CHECK (importer_iso3 IN ('USA', 'JPN')),
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    form VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    supplier_iso3 VARCHAR REFERENCES countries,
    published VARCHAR NOT NULL,
    low_pct DOUBLE NOT NULL CHECK (low_pct BETWEEN 0 AND 100),
    high_pct DOUBLE NOT NULL CHECK (high_pct BETWEEN 0 AND 100),
    headline BOOLEAN NOT NULL,
    basis share_basis NOT NULL,
    imports_t DOUBLE CHECK (imports_t > 0 AND imports_t <= 1e11),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (importer_iso3, mineral_id, form, period_start, period_end, supplier_iso3),
    CHECK (low_pct <= high_pct),
    CHECK (period_start < period_end));
COMMENT ON TABLE import_shares IS 'From where the United States and Japan import a mineral: share of each supplier.';
COMMENT ON COLUMN import_shares.importer_iso3 IS 'USA or JPN.';
COMMENT ON COLUMN import_shares.form IS 'Of which form of the mineral.';
COMMENT ON COLUMN import_shares.period_start IS 'First day of the period.';
COMMENT ON COLUMN import_shares.period_end IS 'Last day of the period.';
COMMENT ON COLUMN import_shares.supplier_iso3 IS 'Country that supplies. Empty: all countries that are not listed, together.';
COMMENT ON COLUMN import_shares.published IS 'The share as published, such as 46 or >99.';
COMMENT ON COLUMN import_shares.low_pct IS 'Lower bound in percent of imports.';
COMMENT ON COLUMN import_shares.high_pct IS 'Upper bound in percent of imports.';
COMMENT ON COLUMN import_shares.headline IS 'Whether it belongs to the form that stands for the mineral.';
COMMENT ON COLUMN import_shares.basis IS 'What the percent are of.';
COMMENT ON COLUMN import_shares.imports_t IS 'Imports of the period from all countries in tonnes. Empty: not published with it.';
COMMENT ON COLUMN import_shares.note IS 'What to know before using it. Empty: nothing.';

CREATE TABLE mineral_production (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    stage production_stage NOT NULL,
    form VARCHAR NOT NULL,
    content_basis VARCHAR NOT NULL,
    country_iso3 VARCHAR REFERENCES countries,
    aggregate country_aggregate,
    year INTEGER NOT NULL,
    published VARCHAR,
    unit VARCHAR NOT NULL,
    low_t DOUBLE CHECK (low_t BETWEEN 0 AND 1e11),
    high_t DOUBLE CHECK (high_t BETWEEN 0 AND 1e11),
    flag figure_flag,
    estimated BOOLEAN NOT NULL,
    addable BOOLEAN NOT NULL,
    capacity_t DOUBLE CHECK (capacity_t BETWEEN 0 AND 1e11),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (mineral_id, stage, form, year, country_iso3),
    CHECK ((country_iso3 IS NULL) <> (aggregate IS NULL)),
    CHECK (low_t <= high_t),
    CHECK ((low_t IS NULL) = (high_t IS NULL)),
    CHECK (low_t IS NOT NULL OR flag IS NOT NULL),
    CHECK ((published IS NULL) = (flag = 'capacity only') OR flag IS NULL));
COMMENT ON TABLE mineral_production IS 'Output of a mineral by country, form and year. Forms are never added to each other, nor ore to metal.';
COMMENT ON COLUMN mineral_production.stage IS 'Mined, processed or refined.';
COMMENT ON COLUMN mineral_production.form IS 'What is made.';
COMMENT ON COLUMN mineral_production.content_basis IS 'Whether tonnes are of ore, gross weight or contained metal.';
COMMENT ON COLUMN mineral_production.country_iso3 IS 'Three-letter ISO 3166 code. Empty: the row is of several countries.';
COMMENT ON COLUMN mineral_production.aggregate IS 'The world, or all countries not listed. Empty: the row is of one country.';
COMMENT ON COLUMN mineral_production.year IS 'Year of the output; the latest ones are estimates.';
COMMENT ON COLUMN mineral_production.published IS 'As published: a number, W withheld, NA not available, — none. Empty: capacity alone is published.';
COMMENT ON COLUMN mineral_production.unit IS 'Unit of the published figure.';
COMMENT ON COLUMN mineral_production.low_t IS 'Lower bound in tonnes. Empty: withheld or not available.';
COMMENT ON COLUMN mineral_production.high_t IS 'Upper bound in tonnes. Empty: withheld or not available.';
COMMENT ON COLUMN mineral_production.flag IS 'What the published sign means. Empty: it is a plain number.';
COMMENT ON COLUMN mineral_production.estimated IS 'Whether the source calls it an estimate.';
COMMENT ON COLUMN mineral_production.addable IS 'Whether countries may be added: not where each reports another form.';
COMMENT ON COLUMN mineral_production.capacity_t IS 'Capacity in tonnes. Empty: not published.';
COMMENT ON COLUMN mineral_production.note IS 'What to know before using it. Empty: nothing.';

CREATE TABLE mineral_reserves (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    form VARCHAR NOT NULL,
    content_basis VARCHAR,
    country_iso3 VARCHAR REFERENCES countries,
    aggregate country_aggregate,
    year INTEGER NOT NULL,
    low_t DOUBLE CHECK (low_t BETWEEN 0 AND 1e13),
    high_t DOUBLE CHECK (high_t BETWEEN 0 AND 1e13),
    flag figure_flag,
    source_id VARCHAR NOT NULL REFERENCES sources,
    UNIQUE (mineral_id, form, year, country_iso3),
    CHECK ((country_iso3 IS NULL) <> (aggregate IS NULL)),
    CHECK (low_t <= high_t),
    CHECK (low_t IS NOT NULL OR high_t IS NOT NULL OR flag IS NOT NULL));
COMMENT ON TABLE mineral_reserves IS 'Reserves of a mineral by country: what could be extracted with profit when it was judged.';
COMMENT ON COLUMN mineral_reserves.form IS 'Of what.';
COMMENT ON COLUMN mineral_reserves.content_basis IS 'Whether tonnes are of ore, gross weight or contained metal. Empty: not said.';
COMMENT ON COLUMN mineral_reserves.country_iso3 IS 'Three-letter ISO 3166 code. Empty: the row is of several countries.';
COMMENT ON COLUMN mineral_reserves.aggregate IS 'The world, or all countries not listed. Empty: the row is of one country.';
COMMENT ON COLUMN mineral_reserves.year IS 'Year of the judgement.';
COMMENT ON COLUMN mineral_reserves.low_t IS 'Lower bound in tonnes. Empty: none is published.';
COMMENT ON COLUMN mineral_reserves.high_t IS 'Upper bound in tonnes. Empty: none is published.';
COMMENT ON COLUMN mineral_reserves.flag IS 'What the published sign means. Empty: it is a plain number.';

CREATE TABLE export_controls (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    country_iso3 VARCHAR NOT NULL REFERENCES countries,
    kind control_kind NOT NULL,
    what VARCHAR,
    year INTEGER NOT NULL,
    scope figure_scope NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, country_iso3));
COMMENT ON TABLE export_controls IS 'Controls on the export of a mineral, as listed in November 2025; later ones stand among the events.';
COMMENT ON COLUMN export_controls.country_iso3 IS 'Country that controls.';
COMMENT ON COLUMN export_controls.kind IS 'What it does.';
COMMENT ON COLUMN export_controls.what IS 'Which form of it. Empty: not limited to one.';
COMMENT ON COLUMN export_controls.year IS 'Year in which it took effect.';
COMMENT ON COLUMN export_controls.scope IS 'Whether it is known of this mineral or of its group.';

CREATE TABLE stockpiles (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    country_iso3 VARCHAR NOT NULL REFERENCES countries CHECK (country_iso3 IN ('USA', 'JPN')),
    standing stock_standing NOT NULL,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, country_iso3));
COMMENT ON TABLE stockpiles IS 'What the two governments hold in stock or aim to, as far as public; neither publishes how much.';
COMMENT ON COLUMN stockpiles.country_iso3 IS 'USA or JPN.';
COMMENT ON COLUMN stockpiles.standing IS 'Held, reported held in an older report, a target of the stock, or tracked without stock known.';
COMMENT ON COLUMN stockpiles.note IS 'On what that rests.';

CREATE TABLE recycling_rates (
    mineral_id VARCHAR PRIMARY KEY REFERENCES minerals,
    input_rate_pct DOUBLE NOT NULL CHECK (input_rate_pct BETWEEN 0 AND 100),
    note VARCHAR,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE recycling_rates IS 'Share of old scrap in what the European Union takes in: end-of-life recycling input rate, no U.S. or Japanese rate.';
COMMENT ON COLUMN recycling_rates.input_rate_pct IS 'Percent of input.';
COMMENT ON COLUMN recycling_rates.note IS 'What to know before using it. Empty: nothing.';

CREATE TABLE mineral_uses (
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    use mineral_use NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (mineral_id, use));
COMMENT ON TABLE mineral_uses IS 'What a mineral goes into.';
COMMENT ON COLUMN mineral_uses.use IS 'One kind of use; the first four are the products that the Framework names.';

CREATE TABLE governance (
    country_iso3 VARCHAR PRIMARY KEY REFERENCES countries,
    year INTEGER NOT NULL,
    voice_accountability DOUBLE NOT NULL CHECK (voice_accountability BETWEEN -3.5 AND 3.5),
    political_stability DOUBLE NOT NULL CHECK (political_stability BETWEEN -3.5 AND 3.5),
    government_effectiveness DOUBLE NOT NULL CHECK (government_effectiveness BETWEEN -3.5 AND 3.5),
    regulatory_quality DOUBLE NOT NULL CHECK (regulatory_quality BETWEEN -3.5 AND 3.5),
    rule_of_law DOUBLE NOT NULL CHECK (rule_of_law BETWEEN -3.5 AND 3.5),
    control_of_corruption DOUBLE NOT NULL CHECK (control_of_corruption BETWEEN -3.5 AND 3.5),
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE governance IS 'Worldwide Governance Indicators of a country: estimates of about -2.5 (weak) to 2.5 (strong).';
COMMENT ON COLUMN governance.country_iso3 IS 'Three-letter ISO 3166 code.';
COMMENT ON COLUMN governance.year IS 'Year of the estimates.';
COMMENT ON COLUMN governance.voice_accountability IS 'Voice and accountability.';
COMMENT ON COLUMN governance.political_stability IS 'Political stability and absence of violence.';
COMMENT ON COLUMN governance.government_effectiveness IS 'Government effectiveness.';
COMMENT ON COLUMN governance.regulatory_quality IS 'Regulatory quality.';
COMMENT ON COLUMN governance.rule_of_law IS 'Rule of law.';
COMMENT ON COLUMN governance.control_of_corruption IS 'Control of corruption.';

CREATE TABLE supply_caveats (
    mineral_id VARCHAR PRIMARY KEY REFERENCES minerals,
    caveat VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE supply_caveats IS 'What the figures of a mineral do not say: our reading of the tables.';
COMMENT ON COLUMN supply_caveats.caveat IS 'In one or two sentences.';

-- What-ifs ready made from events on record; cut and duration are our assumptions, not reports.
CREATE TABLE disruptions (
    disruption_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(disruption_id, '[a-z0-9-]+')),
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 48),
    event_id VARCHAR NOT NULL REFERENCES events,
    cut_pct INTEGER NOT NULL CHECK (cut_pct BETWEEN 0 AND 100),
    months INTEGER NOT NULL CHECK (months BETWEEN 1 AND 60),
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources);
COMMENT ON TABLE disruptions IS 'What-ifs ready made from events on record; cut and duration are our assumptions, not reports.';
COMMENT ON COLUMN disruptions.position IS 'Place in the list, 1 first.';
COMMENT ON COLUMN disruptions.title IS 'At most 48 characters.';
COMMENT ON COLUMN disruptions.event_id IS 'The event it is made from.';
COMMENT ON COLUMN disruptions.cut_pct IS 'How much of the supply stops, in percent: assumed.';
COMMENT ON COLUMN disruptions.months IS 'For how many months: assumed.';
COMMENT ON COLUMN disruptions.note IS 'What the event says and what is assumed.';

CREATE TABLE disruption_suppliers (
    disruption_id VARCHAR NOT NULL REFERENCES disruptions,
    supplier_iso3 VARCHAR NOT NULL REFERENCES countries,
    PRIMARY KEY (disruption_id, supplier_iso3));
COMMENT ON TABLE disruption_suppliers IS 'Countries whose supply stops in a what-if.';
COMMENT ON COLUMN disruption_suppliers.supplier_iso3 IS 'Three-letter ISO 3166 code.';

CREATE TABLE disruption_minerals (
    disruption_id VARCHAR NOT NULL REFERENCES disruptions,
    mineral_id VARCHAR NOT NULL REFERENCES minerals,
    PRIMARY KEY (disruption_id, mineral_id));
COMMENT ON TABLE disruption_minerals IS 'Minerals that a what-if is about.';

CREATE TABLE price_floors (
    floor_id VARCHAR PRIMARY KEY CHECK (regexp_full_match(floor_id, '[a-z0-9-]+')),
    position INTEGER NOT NULL UNIQUE,
    title VARCHAR NOT NULL CHECK (length(title) <= 48),
    floor_usd_t DOUBLE NOT NULL CHECK (floor_usd_t > 0 AND floor_usd_t <= 1e9),
    volume_t_year DOUBLE CHECK (volume_t_year > 0 AND volume_t_year <= 1e9),
    years INTEGER CHECK (years BETWEEN 1 AND 60),
    event_id VARCHAR REFERENCES events,
    award_id VARCHAR REFERENCES awards,
    note VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    CHECK (event_id IS NOT NULL OR award_id IS NOT NULL));
COMMENT ON TABLE price_floors IS 'Price floors on record.';
COMMENT ON COLUMN price_floors.position IS 'Place in the list, 1 first.';
COMMENT ON COLUMN price_floors.title IS 'At most 48 characters.';
COMMENT ON COLUMN price_floors.floor_usd_t IS 'The floor in dollars a tonne.';
COMMENT ON COLUMN price_floors.volume_t_year IS 'Tonnes a year under it. Empty: not published.';
COMMENT ON COLUMN price_floors.years IS 'For how many years. Empty: not published.';
COMMENT ON COLUMN price_floors.event_id IS 'The event that set it. Empty: an award did.';
COMMENT ON COLUMN price_floors.award_id IS 'The award that holds it. Empty: an event set it.';
COMMENT ON COLUMN price_floors.note IS 'What it is and who pays.';

-- Imported sites -------------------------------------------------------------------------------------------------

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

-- Imported briefs ------------------------------------------------------------------------------------------------

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
COMMENT ON COLUMN imported_brief_items.group_known IS 'Whether it stands below that label for sure; not where the list is not indented there.';

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

CREATE TABLE build_info (
    version VARCHAR NOT NULL,
    lodestone VARCHAR NOT NULL,
    row_count INTEGER NOT NULL,
    views_sql VARCHAR NOT NULL);
COMMENT ON TABLE build_info IS 'The build writes one row here, last: a file without it is not a database.';
COMMENT ON COLUMN build_info.version IS 'Sixteen hex digits over the content and the code that reads it.';
COMMENT ON COLUMN build_info.lodestone IS 'Release of the code.';
COMMENT ON COLUMN build_info.row_count IS 'Rows of content in all tables.';
COMMENT ON COLUMN build_info.views_sql IS 'The views and shared rules as they were when it was built.';
