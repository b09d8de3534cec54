-- The briefs of the content: what each says, item by item, and where the published text differs.

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
    'Everything a brief lists, one row an item. The views of data/views/brief_items.sql give each kind its own name.';
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
