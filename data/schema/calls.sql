-- Calls for proposals.

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
