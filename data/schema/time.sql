-- Events, clocks and the decisions that set them.

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
