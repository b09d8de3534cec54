-- The watch list, and whose business its entries are.

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
COMMENT ON COLUMN call_watch.next_basis IS
    'Whether the next round was published, stands in a third party''s listing alone, or is guessed from those before.';
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
