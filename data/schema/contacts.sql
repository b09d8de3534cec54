-- Public doors, and which of them take what a department would ask.

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

-- Which doors take what a department would ask there: our reading. Where none does, a door for any field is the general
-- one.
CREATE TABLE contact_units (
    contact_id VARCHAR NOT NULL REFERENCES contacts,
    unit_id VARCHAR NOT NULL REFERENCES units,
    reason VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL REFERENCES sources,
    PRIMARY KEY (contact_id, unit_id));
COMMENT ON TABLE contact_units IS 'Doors that take what a department would ask there: Lodestone''s own reading.';
COMMENT ON COLUMN contact_units.reason IS 'Why, in a sentence.';
