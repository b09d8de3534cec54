-- Names and rules that several queries share: views over the tables, and macros that take the as-of date.

-- Words ----------------------------------------------------------------------------------------------------------

-- A text in small letters without accents, as it is searched.
CREATE MACRO folded(text) AS strip_accents(lower(text));

-- Whether every word of a search occurs in a text that is in small letters without accents already. No search finds all.
CREATE MACRO has_folded_words(searched, search) AS (search IS NULL OR list_bool_and([
    contains(searched, word) FOR word IN string_split(folded(search::VARCHAR), ' ')]));

-- The same in any text: case and accents do not matter.
CREATE MACRO has_words(text, search) AS has_folded_words(folded(text), search);

-- Sources --------------------------------------------------------------------------------------------------------

-- How near each source stands to the act: the text of the body that acted, read in full (1) or in part (2), what others
-- reported (3), lists or digests (4), one digest only (5).
CREATE VIEW source_ranks AS
SELECT
    source_id,
    CASE
        WHEN trust IN ('primary', 'copy of primary') AND how_read = 'in full' THEN 1
        WHEN trust IN ('primary', 'copy of primary') THEN 2
        WHEN trust = 'reported' THEN 3
        WHEN trust = 'compiled' THEN 4
        ELSE 5
    END AS rank
FROM sources;

-- What a row rests on, by the best of its sources.
CREATE MACRO rests_on(ids) AS (
    SELECT ['original in full', 'original in part', 'press reports', 'lists or digests', 'one digest only'][min(rank)]
    FROM source_ranks
    WHERE list_contains(ids, source_id));

-- A publisher as it is shown: a copy that was read in the place of an original is called one.
CREATE MACRO publisher_read(publisher, trust) AS (publisher || CASE
    WHEN trust = 'copy of primary' AND NOT (contains(publisher, '(') OR contains(publisher, ' via ')) THEN ' (read in a copy)' ELSE '' END);

-- Names for the kinds of brief item ------------------------------------------------------------------------------

CREATE VIEW summary_items AS SELECT * EXCLUDE (kind) FROM brief_items WHERE kind = 'summary';
CREATE VIEW risks AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'risk';
CREATE VIEW programs AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'program';
CREATE VIEW impacts AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'impact';
CREATE VIEW actions AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'action';
CREATE VIEW opportunities AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'opportunity';

-- What a brief itself puts behind an item: the units that it names there, the provisions that it rests on, and how many
-- key actions and impacted programs of the same brief name one of these units, with the first of the actions.
CREATE VIEW item_support AS
WITH named AS (
    SELECT i.brief_id, iu.item_id, iu.unit_id, u.short_name, i.kind, i.title
    FROM item_units iu
    JOIN brief_items i USING (item_id)
    JOIN units u USING (unit_id)
),

shared AS (
    SELECT
        mine.item_id,
        count(DISTINCT other.item_id) FILTER (other.kind = 'action') AS actions,
        count(DISTINCT other.item_id) FILTER (other.kind = 'program') AS programs,
        min(other.title) FILTER (other.kind = 'action') AS next_action
    FROM named mine
    JOIN named other USING (brief_id, unit_id)
    GROUP BY mine.item_id
)

SELECT
    i.item_id, (SELECT list(n.short_name ORDER BY n.short_name) FROM named n WHERE n.item_id = i.item_id) AS units,
    (SELECT list(p.provision_id ORDER BY p.provision_id) FROM item_provisions p
     WHERE p.item_id = i.item_id) AS provisions,
    coalesce(s.actions, 0) AS actions, coalesce(s.programs, 0) AS programs, s.next_action
FROM brief_items i
LEFT JOIN shared s USING (item_id);

-- What the brief asks of units, an action each: the units it names, and how many impacted programs name one of them.
CREATE VIEW asked_actions AS
SELECT
    i.brief_id, i.item_id, i.title, i.text, i.position, i.source_id,
    list(DISTINCT u.short_name ORDER BY u.short_name) AS units, list(DISTINCT u.unit_id ORDER BY u.unit_id) AS unit_ids,
    (SELECT count(DISTINCT p.item_id) FROM item_units pu JOIN programs p USING (item_id)
     WHERE list_contains(list(iu.unit_id), pu.unit_id)) AS programs
FROM actions i
JOIN item_units iu USING (item_id)
JOIN units u USING (unit_id)
GROUP BY ALL;

-- The brief that is meant: the one named, else the first (the Framework's own).
CREATE MACRO chosen_brief(brief) AS coalesce(
    brief::VARCHAR, (SELECT brief_id FROM briefs ORDER BY position NULLS LAST, posted_date, brief_id LIMIT 1));

-- Whether a brief is among those chosen; where none is, the Framework's own alone is.
CREATE MACRO is_among(brief, among) AS list_contains(coalesce(among, [chosen_brief(NULL)]), brief);

-- All briefs ----------------------------------------------------------------------------------------------------

-- The briefs of data/briefs/ and those that a reader imported, numbered by their identifiers: among thousands of briefs a
-- number is found sooner than a text.
CREATE VIEW every_brief AS
SELECT row_number() OVER (ORDER BY brief_id)::INTEGER AS number, *
FROM (
SELECT brief_id, title, short_title, posted_date, 'report' AS format, NULL::DOUBLE AS impact_score, NULL::DATE AS imported_on,
    0 AS doubts, [source_id] AS source_ids
FROM briefs
UNION ALL
SELECT brief_id, title, CASE WHEN length(title) > 60 THEN left(title, 59) || '…' ELSE title END, posted_date, format,
    impact_score, imported_on, doubts, [brief_id]
FROM imported_briefs);

-- Which section of the outline a kind of item stands in; none for signatories, whom we draw from the summary.
CREATE MACRO outline_of(kind) AS (CASE kind::VARCHAR
    WHEN 'summary' THEN 'action_summary' WHEN 'risk' THEN 'risks' WHEN 'program' THEN 'programs'
    WHEN 'impact' THEN 'financial' WHEN 'action' THEN 'key_actions' WHEN 'opportunity' THEN 'opportunities'
    WHEN 'milestone' THEN 'timeline' WHEN 'organization' THEN 'organisations' WHEN 'official' THEN 'officials'
    END)::outline_section;

-- A section of the outline as pages call it.
CREATE MACRO outline_title(section) AS CASE section::VARCHAR
    WHEN 'action_summary' THEN 'Action summary' WHEN 'risks' THEN 'Risks' WHEN 'programs' THEN 'Programs'
    WHEN 'financial' THEN 'Financial impact' WHEN 'key_actions' THEN 'Key actions'
    WHEN 'opportunities' THEN 'Opportunities' WHEN 'timeline' THEN 'Timeline' WHEN 'organisations' THEN 'Organizations'
    WHEN 'officials' THEN 'Officials' END;

-- Everything that imported briefs list, but the headings of groups; the texts of a card stand in the section that they
-- are about. heading is the label of its group, and says where that may not reach it; locator where it stands.
CREATE VIEW imported_items AS
SELECT brief_id, block, section, position, 1000 * block + position AS place, text,
    CASE WHEN group_known THEN group_label ELSE group_label || ' (perhaps: the list is not indented)' END AS heading,
    concat_ws(', ', nullif(heading, ''), 'item ' || position) AS locator
FROM imported_brief_items
WHERE NOT header_only
UNION ALL
SELECT brief_id, f.block, f.section::outline_section, 1, 1000 * f.block + 1, f.text, NULL, f.named || ' of the card'
FROM imported_briefs, LATERAL (VALUES
    (1, 'timeline', 'Timeline', card_timeline), (2, 'action_summary', 'Summary', card_summary),
    (3, 'key_actions', 'Key Actions', card_key_actions)) f(block, section, named, text)
WHERE f.text IS NOT NULL;

-- Everything that all briefs list, but the headings of groups.
CREATE VIEW every_brief_item AS
SELECT b.number, i.brief_id, i.section, i.place, i.text
FROM (
    SELECT brief_id, outline_of(kind) AS section, position AS place, text FROM brief_items WHERE outline_of(kind) IS NOT NULL
    UNION ALL
    SELECT brief_id, section, place, text FROM imported_items) i
JOIN every_brief b USING (brief_id);

-- All words of each brief in small letters without accents, so that a search need not fold them again; how many items it
-- has.
CREATE VIEW every_brief_words AS
SELECT b.number, b.brief_id, count(i.text) AS items, folded(concat_ws(' ', any_value(b.title), string_agg(i.text, ' ' ORDER BY i.place)))
    AS searched
FROM every_brief b
LEFT JOIN every_brief_item i USING (brief_id)
GROUP BY b.number, b.brief_id;

-- Each word that stands in a brief, once, with the numbers of the briefs that have it: there are far fewer words than texts.
CREATE VIEW every_brief_index AS
SELECT word, list(DISTINCT number ORDER BY number) AS numbers
FROM (SELECT number, unnest(list_distinct(string_split(searched, ' '))) AS word FROM every_brief_words)
WHERE word <> ''
GROUP BY word;

-- Briefs in which every word of a search stands, as has_words would find them. None that is empty is asked for.
CREATE MACRO briefs_with_words(search) AS TABLE
WITH asked AS (
    SELECT DISTINCT unnest(string_split(folded(search::VARCHAR), ' ')) AS word
),

heard AS (
    SELECT DISTINCT a.word, unnest(x.numbers) AS number FROM asked a JOIN every_brief_index x ON contains(x.word, a.word)
)

SELECT number FROM heard GROUP BY number HAVING count(*) = (SELECT count(*) FROM asked);

-- Relevance scores of all briefs by the last section of the run each closes. What is no number from 1 to 5 has no score.
CREATE VIEW every_brief_score AS
SELECT s.brief_id, (SELECT arg_max(outline_of(b.kind), b.position) FROM brief_sections b
    WHERE b.brief_id = s.brief_id AND b.closed_by = s.section) AS section, s.score::DOUBLE AS score, s.score::VARCHAR AS raw, s.rationale
FROM scores s
UNION ALL
SELECT brief_id, section, CASE WHEN in_range THEN value END, raw, rationale FROM imported_brief_scores;

-- Names within the name of an organization with brackets: what stands before them, and what stands in them where that is
-- a body and not letters, a program or a line of work. One that another organization has too, or the body above one, is none.
CREATE VIEW bracketed_names AS
WITH parts AS (
    SELECT organization_id, country, unnest([regexp_extract(name, '^(.+?) \(', 1),
        regexp_extract(name, '\((?:formerly )?(.*\b(?:Department|Ministry|Office|Agency|Bureau|Administration|Commission'
            || '|Council|Institute|Laboratory|Laboratories|Service|Center|Corporation|Bank)\b.*)\)', 1)]) AS name
    FROM organizations
),

shared AS (
    SELECT name FROM parts GROUP BY name HAVING count(DISTINCT organization_id) > 1
    UNION SELECT unnest([name, short_name, abbreviation, parent_name]) FROM organizations
)

SELECT organization_id, country, name FROM parts WHERE name <> '' AND name NOT IN (FROM shared WHERE name IS NOT NULL);

-- What names mean: those of units and organizations as they are written here, and those that a reader mapped.
CREATE VIEW known_names AS
WITH written AS (
    SELECT organization_id, country, name FROM organizations UNION ALL SELECT organization_id, country, name FROM bracketed_names
),

named AS (
    SELECT 'unit' AS kind, unit_id AS target_id, unnest([name, named_as]) AS name FROM units
    UNION ALL SELECT 'organization', organization_id, unnest([short_name, abbreviation]) FROM organizations
    UNION ALL SELECT 'organization', organization_id, name FROM written
    -- A ministry is written with its country in front where two countries are spoken of.
    UNION ALL SELECT 'organization', organization_id, country_word || ' ' || name
    FROM written
    JOIN (VALUES ('United States', 'U.S.'), ('United States', 'United States'), ('Japan', 'Japanese')) c(country, country_word)
    USING (country)
    WHERE NOT starts_with(name, country_word)
    UNION ALL SELECT 'organization', organization_id, replace(name, 'U.S.', 'United States') FROM written
    UNION ALL SELECT 'unit', m.target_id, m.name FROM imported_names m JOIN units u ON u.unit_id = m.target_id
    UNION ALL SELECT 'organization', m.target_id, m.name
    FROM imported_names m JOIN organizations o ON o.organization_id = m.target_id
)
SELECT DISTINCT kind, target_id, name FROM named WHERE name IS NOT NULL;

-- Units that items of briefs name. In an imported brief one is known by a name of at least eight letters, or one that a
-- reader mapped: exactly as written, and never by likeness. The end of a longer name, as of another university's school, is
-- none.
CREATE VIEW every_item_unit AS
SELECT DISTINCT i.brief_id, outline_of(i.kind) AS section, i.position AS place, u.unit_id, NULL::VARCHAR AS name
FROM item_units u JOIN brief_items i USING (item_id)
UNION
SELECT i.brief_id, i.section, i.place, n.target_id, n.name
FROM imported_items i JOIN known_names n ON n.kind = 'unit' AND contains(i.text, n.name)
WHERE (length(n.name) >= 8 OR n.name IN (SELECT m.name FROM imported_names m))
    AND NOT regexp_matches(replace(i.text, n.name, chr(1)), '[\p{L}\p{N}]\x01|\x01[\p{L}\p{N}]')
    AND regexp_extract(replace(i.text, n.name, chr(1)), '[\p{L}\p{N},)] (\p{Lu}\p{L}+(?:[’'']s)?) \x01', 1)
        IN ('', 'The', 'Vanderbilt', 'Vanderbilt’s', 'Vanderbilt''s', 'University', 'University’s', 'University''s');

-- What imported briefs call a unit of Vanderbilt's own and no unit here is called: a school, an office, a center.
CREATE VIEW imported_unknown_units AS
WITH written AS (
    SELECT brief_id, unnest(regexp_extract_all(text,
        'Vanderbilt(?: University)?(?:[’'']s)? (\p{Lu}[\p{L}&’''-]*(?:,? (?:\p{Lu}[\p{L}&’''-]*|of|for|and|the|in|on|&))*)', 1)) AS names
    FROM imported_items
),

-- Two of them stand beside each other with an "and" between.
parted AS (
    SELECT brief_id, unnest(string_split(regexp_replace(names,
        ',? and (?:the )?(School|College|Department|Center|Office|Institute|Division) ', chr(1) || '\1 ', 'g'), chr(1))) AS part
    FROM written
),

named AS (
    SELECT DISTINCT brief_id, regexp_replace(part, '(?:,? (?:of|for|and|the|in|on|&)|[’''])+$', '') AS name FROM parted
)

SELECT brief_id, name
FROM named
WHERE regexp_matches(name, '\b(School|College|Department|Center|Centre|Office|Institute|Division|Library|Libraries|Program|Hospital)\b')
    AND NOT EXISTS (FROM known_names n WHERE n.kind = 'unit' AND contains(named.name, n.name)
        AND (length(n.name) >= 8 OR n.name = named.name));

-- Organizations that all briefs list or name, and which of those known here each is, if it is one: in an imported brief
-- by its whole name, its country in front or not, or its letters.
CREATE VIEW every_brief_body AS
SELECT DISTINCT i.brief_id, o.organization_id, o.name, o.abbreviation, o.mention = 'implied' AS implied, o.role, NULL::VARCHAR AS as_written
FROM item_organizations io JOIN brief_items i USING (item_id) JOIN organizations o USING (organization_id)
UNION ALL
SELECT b.brief_id, n.target_id, b.name, b.abbreviation, b.implied, b.role, b.name
FROM imported_brief_bodies b
LEFT JOIN (SELECT DISTINCT name, target_id FROM known_names WHERE kind = 'organization') n ON n.name = b.name OR n.name = b.abbreviation
WHERE b.kind = 'organization';

-- Units and organizations that briefs name.
CREATE VIEW brief_mentions AS
SELECT DISTINCT brief_id, 'unit' AS kind, unit_id AS target_id, name FROM every_item_unit
UNION
SELECT DISTINCT brief_id, 'organization', organization_id, as_written FROM every_brief_body WHERE organization_id IS NOT NULL;

-- Whether two titles have the same words: case, dashes and gaps are not what tells one brief from another.
CREATE MACRO same_title(one, other) AS
    trim(regexp_replace(folded(one), '[^\p{L}\p{N}]+', ' ', 'g')) = trim(regexp_replace(folded(other), '[^\p{L}\p{N}]+', ' ', 'g'));

-- Topics of briefs: those we read in items of the Framework's own, those under which a related brief is listed, and those
-- of ours that stand in an imported brief exactly as we call them.
CREATE VIEW every_brief_topic AS
SELECT DISTINCT i.brief_id, t.title AS topic, NULL::VARCHAR AS as_written, t.source_id
FROM item_topics x JOIN brief_items i USING (item_id) JOIN topics t USING (topic_id)
UNION
SELECT b.brief_id, upper(left(t.topic, 1)) || t.topic[2:], NULL, r.source_id
FROM related_brief_topics t JOIN related_briefs r USING (related_id) JOIN every_brief b ON same_title(b.title, r.title)
UNION
SELECT w.brief_id, t.title, t.title, t.source_id
FROM every_brief_words w JOIN imported_briefs USING (brief_id) JOIN topics t ON contains(w.searched, folded(t.title))
WHERE NOT regexp_matches(replace(w.searched, folded(t.title), chr(1)), '[\p{L}\p{N}]\x01|\x01[\p{L}\p{N}]');

-- Time -----------------------------------------------------------------------------------------------------------

-- The day on which what a brief is about was signed.
CREATE MACRO signing(brief) AS (SELECT signed_date FROM briefs WHERE brief_id = chosen_brief(brief));

-- What counts as since the signing, wherever it is counted: what came after its day. The signing and all else of that
-- day stand with what came before.
CREATE MACRO since_signing(day, brief) AS day > signing(brief);

-- Whether who looks on a day has all events on record before him: what was found out after them no earlier day knows.
CREATE MACRO has_all_events(day) AS day >= (SELECT max(date) FROM events WHERE status = 'occurred');

-- The clocks that briefs set, each with its brief, that brief's day of signing, and the event that stands for its last day.
CREATE VIEW set_clocks AS
SELECT
    m.*, i.brief_id, b.signed_date,
    (SELECT min(x.event_id) FROM event_milestones x
     WHERE x.milestone_id = m.milestone_id AND x.evidence = 'deadline') AS event_id
FROM milestones m
JOIN brief_items i USING (item_id)
JOIN briefs b USING (brief_id);

-- What events prove of a clock: one row for each span of days in which no further one happened, from since to the day
-- before the next.
CREATE VIEW clock_proofs AS
WITH told AS (
    SELECT x.milestone_id, x.evidence, x.note, x.source_id, x.event_id, e.date
    FROM event_milestones x
    JOIN events e USING (event_id)
),

spans AS (
    SELECT milestone_id, date AS since, lead(date) OVER (PARTITION BY milestone_id ORDER BY date) AS before
    FROM (SELECT DISTINCT milestone_id, date FROM told)
)

SELECT
    s.milestone_id, s.since, s.before,
    bool_or(t.evidence = 'meets') AS meets,
    bool_or(t.evidence = 'progress') AS progress,
    bool_or(t.evidence = 'unmet') AS unmet,
    string_agg(t.note, ' ' ORDER BY t.date, t.event_id)
        FILTER (t.evidence IN ('meets', 'progress', 'unmet')) AS proof,
    string_agg(t.note, ' ' ORDER BY t.date, t.event_id) FILTER (t.evidence = 'related') AS related,
    list(DISTINCT t.source_id ORDER BY t.source_id) AS source_ids
FROM spans s
JOIN told t ON t.milestone_id = s.milestone_id AND t.date <= s.since
GROUP BY ALL;

-- The clocks that a brief sets, with their status on a day; none before the signing. A conditional clock has no dates until the day a request or
-- a notice arrived is given; entered is then true. Status needs evidence: met, in progress and overdue each rest on an
-- event that happened by that day; a passed date without one is 'no public evidence'.
CREATE MACRO framework_clocks(as_of, request := NULL, notice := NULL, brief := NULL) AS TABLE
WITH dated AS (
    SELECT
        m.*,
        coalesce(m.start_date, CASE m.starts_on WHEN 'request' THEN request::DATE WHEN 'notice' THEN notice::DATE END)
            AS started,
        m.clock = 'conditional' AND started IS NOT NULL AS entered,
        coalesce(m.due_date, CASE m.duration_unit
            WHEN 'days' THEN started + m.duration_number
            ELSE (started + to_months(m.duration_number))::DATE END) AS due
    FROM set_clocks m
    WHERE m.brief_id = chosen_brief(brief) AND m.signed_date <= as_of
)

SELECT
    d.milestone_id, d.provision_id, d.position, d.title, d.clock, d.trigger, d.started AS start_date, d.due AS due_date,
    d.entered,
    CASE
        WHEN p.meets THEN 'met'
        WHEN d.due IS NULL THEN 'conditional'
        WHEN d.due >= as_of AND p.progress THEN 'in progress'
        WHEN d.due >= as_of THEN 'not due'
        WHEN p.unmet THEN 'overdue'
        WHEN p.progress THEN 'in progress'
        ELSE 'no public evidence'
    END AS status,
    date_diff('day', d.due, as_of) AS days_past,
    -- The plain word first, then what proves it; failing that, what is related but proves nothing.
    concat_ws(' ', CASE status WHEN 'no public evidence' THEN d.unproven END, coalesce(p.proof, p.related)) AS on_record,
    -- What sets the clock, and with it what is told of its status.
    list_filter([d.source_id, d.second_source_id], lambda s: s IS NOT NULL) AS set_by,
    list_concat(set_by, coalesce(p.source_ids, [])) AS source_ids, d.event_id
FROM dated d
LEFT JOIN clock_proofs p
    ON p.milestone_id = d.milestone_id AND p.since <= as_of AND (p.before IS NULL OR as_of < p.before)
ORDER BY d.position;

-- The clocks that related decisions set, each from the day of the decision.
CREATE VIEW decided_clocks AS
SELECT
    r.event_id, r.title, r.at_end, r.in_doubt,
    (SELECT min(provision_id) FROM event_provisions ep WHERE ep.event_id = r.event_id) AS provision_id,
    b.label AS trigger, b.date AS start_date, e.date AS due_date, e.open_question,
    list_distinct([r.source_id, e.source_id, b.source_id]) AS set_by
FROM related_clocks r
JOIN events e ON e.event_id = r.event_id
JOIN events b ON b.event_id = r.started_by;

-- Every clock with its status on a day: those a brief sets, then those that related decisions set, each from the day of
-- the decision. owner tells them apart; of a related clock only the date is known, and what it brings (at_end), so that a
-- passed one has no evidence. doubt is what puts the day itself into doubt, told to who has all events.
CREATE MACRO every_clock(as_of, request := NULL, notice := NULL, brief := NULL) AS TABLE
WITH framework AS (
    SELECT
        milestone_id AS clock_id, title, NULL::VARCHAR AS at_end, NULL::VARCHAR AS doubt, 'framework' AS owner, provision_id, clock::VARCHAR AS clock, trigger, start_date,
        due_date, entered, position, status, days_past, nullif(on_record, '') AS on_record, set_by,
        source_ids, event_id
    FROM framework_clocks(as_of := as_of, request := request, notice := notice, brief := brief)
),

related AS (
    SELECT
        event_id AS clock_id, title, at_end, CASE WHEN in_doubt AND has_all_events(as_of) THEN open_question END AS doubt, 'related' AS owner, provision_id, 'fixed' AS clock, trigger, start_date, due_date,
        false AS entered, 100 + row_number() OVER (ORDER BY due_date) AS position,
        CASE WHEN due_date >= as_of THEN 'not due' ELSE 'no public evidence' END AS status,
        date_diff('day', due_date, as_of) AS days_past,
        -- What is still open is said once the date has passed; on the day itself by who has all events.
        CASE WHEN due_date < as_of OR due_date = as_of AND has_all_events(as_of) THEN open_question || '.' END AS on_record, set_by, set_by AS source_ids, event_id
    FROM decided_clocks
    WHERE start_date <= as_of
)

SELECT * FROM framework
UNION ALL BY NAME
SELECT * FROM related;

-- The day from which each event could be known: that of the decision or the clock that set it, else its own.
CREATE VIEW event_days AS
SELECT e.event_id, coalesce(b.date, m.start_date, e.date) AS known_from
FROM events e
LEFT JOIN related_clocks r USING (event_id)
LEFT JOIN events b ON b.event_id = r.started_by
LEFT JOIN event_milestones x ON x.event_id = e.event_id AND x.evidence = 'deadline'
LEFT JOIN milestones m ON m.milestone_id = x.milestone_id;

-- Events that could be known on a day: one that occurred once its date has come, a planned or calculated date from the
-- day of the decision that set it (where no such decision is on record, from its own date).
CREATE MACRO known_events(as_of) AS TABLE
SELECT e.*
FROM events e
JOIN event_days d USING (event_id)
WHERE d.known_from <= as_of;

-- Roles of organizations that rest on an event.
CREATE VIEW event_roles AS
SELECT event_id, string_agg(o.short_name || ': ' || l.role, '; ' ORDER BY o.short_name, l.provision_id) AS roles
FROM organization_provisions l
JOIN organizations o USING (organization_id)
WHERE event_id IS NOT NULL
GROUP BY ALL;

-- When the sources of an event or an award came out, as exactly as they say: a month or a year has a first and a last day.
-- earliest is the first day on which any may have been out, out_by the one by which one surely was, published what that
-- one says of itself; all_dated tells whether every one says when.
CREATE VIEW first_sources AS
WITH released AS (
    SELECT
        source_id, published,
        rpad(published, 10, '-01-01')::DATE AS earliest,
        CASE length(published) WHEN 4 THEN make_date(published::INTEGER, 12, 31)
            WHEN 7 THEN last_day((published || '-01')::DATE) ELSE published::DATE END AS latest
    FROM sources
),

named AS (
    SELECT event_id AS thing_id, unnest([source_id, second_source_id]) AS source_id FROM events
    UNION ALL
    SELECT award_id, unnest([source_id, second_source_id]) FROM awards
)

SELECT
    thing_id, min(r.earliest) AS earliest, min(r.latest) AS out_by, arg_min(r.published, r.latest) AS published,
    bool_and(r.published IS NOT NULL) AS all_dated
FROM named n
JOIN released r USING (source_id)
GROUP BY thing_id;

-- Whether an event counts as the Framework's own movement wherever that is counted: it names the Framework, or both
-- countries brought it about. All others stand beside.
CREATE MACRO is_joint(tie) AS tie IN ('names the Framework', 'both countries');

-- Events that happened since the signing, and by a day.
CREATE MACRO events_since_signing(as_of, brief := NULL) AS TABLE
SELECT e.*, is_joint(e.tie) AS joint
FROM known_events(as_of) e
WHERE e.status = 'occurred' AND since_signing(e.date, brief);

-- What hangs on each event, gathered: countries, actors, provisions and pillars.
CREATE VIEW event_context AS
WITH countries AS (
    SELECT event_id, list(country ORDER BY country = 'Other countries', country) AS countries
    FROM event_countries
    GROUP BY event_id
),

actors AS (
    SELECT event_id, string_agg(actor, ', ' ORDER BY actor) AS actors
    FROM event_actors
    GROUP BY event_id
),

bearing AS (
    SELECT
        ep.event_id,
        list(ep.provision_id ORDER BY ep.provision_id) AS provisions,
        list(DISTINCT p.pillar::VARCHAR ORDER BY p.pillar::VARCHAR) AS pillars
    FROM event_provisions ep
    JOIN provisions p USING (provision_id)
    GROUP BY ep.event_id
)

SELECT e.event_id, c.countries, a.actors, b.provisions, b.pillars
FROM events e
LEFT JOIN countries c USING (event_id)
LEFT JOIN actors a USING (event_id)
LEFT JOIN bearing b USING (event_id);

-- What is open about an event on a day: what came of a date can be asked only once it has passed.
CREATE MACRO open_question_on(as_of, date, question) AS CASE WHEN date < as_of THEN question END;

-- The known events with what hangs on them gathered: countries, actors, provisions, pillars, sources and the words a
-- search looks through.
CREATE MACRO described_events(as_of, brief := NULL) AS TABLE
SELECT
    e.event_id, e.date, e.date_precision, e.title, e.label, e.type, t.lane, t.lane_position, e.status,
    open_question_on(as_of, e.date, e.open_question) AS open_question, e.turning_point,
    e.tie, e.tie_reason, is_joint(e.tie) AS joint,
    since_signing(e.date, brief) AS since_signing,
    c.countries, c.actors, c.provisions, c.pillars, e.summary,
    list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids,
    concat_ws(' ', e.event_id, e.title, e.summary, c.actors, e.open_question) AS words
FROM known_events(as_of) e
JOIN event_types t USING (type)
JOIN event_context c USING (event_id);

-- University -----------------------------------------------------------------------------------------------------

-- Calls with the day on which they were seen closed, where they were: that up to which calls were looked up.
CREATE VIEW dated_calls AS
SELECT c.*, CASE WHEN c.seen_closed THEN (SELECT reaches_to FROM coverage WHERE subject = 'calls') END AS seen_closed_on
FROM calls c;

-- The state of a call on a day: open only where both published dates say so, closed by its published date or because it was
-- seen closed when last looked up, 'not yet open', otherwise unknown.
CREATE MACRO call_state(opens, closes, seen_closed_on, as_of) AS CASE
    WHEN closes < as_of THEN 'closed'
    WHEN opens > as_of THEN 'not yet open'
    WHEN opens <= as_of AND closes >= as_of THEN 'open'
    WHEN as_of >= seen_closed_on THEN 'closed'
    ELSE 'unknown' END;

-- Calls with their state on a day, and the place that state takes in a list.
CREATE MACRO call_states(as_of) AS TABLE
WITH judged AS (
    SELECT
        c.*,
        call_state(opens := c.opens, closes := c.closes, seen_closed_on := c.seen_closed_on, as_of := as_of) AS state
    FROM dated_calls c
)

SELECT * EXCLUDE (seen_closed_on), list_position(['open', 'not yet open', 'unknown', 'closed'], state) AS state_position
FROM judged;

-- What each call lists; topics with the words of the call that say so.
CREATE VIEW call_lists AS
WITH pillars AS (
    SELECT call_id, list(pillar::VARCHAR ORDER BY pillar) AS pillars FROM call_pillars GROUP BY ALL
),

minerals AS (
    SELECT call_id, list(mineral ORDER BY mineral) AS minerals FROM call_minerals GROUP BY ALL
),

fields AS (
    SELECT call_id, list(field ORDER BY field) AS fields FROM call_fields GROUP BY ALL
),

tagged AS (
    SELECT
        ct.call_id, list(ct.topic_id) AS topic_ids,
        list(t.title || ' (“' || ct.words || '”)' ORDER BY t.position) AS topics
    FROM call_topics ct
    JOIN topics t USING (topic_id)
    GROUP BY ALL
)

SELECT
    c.call_id, coalesce(p.pillars, []) AS pillars, coalesce(m.minerals, []) AS minerals, coalesce(f.fields, []) AS fields,
    coalesce(t.topics, []) AS topics, coalesce(t.topic_ids, []) AS topic_ids
FROM calls c
LEFT JOIN pillars p USING (call_id)
LEFT JOIN minerals m USING (call_id)
LEFT JOIN fields f USING (call_id)
LEFT JOIN tagged t USING (call_id);

-- What can fit a department, with its topics: a pillar (through its provisions), a provision, an action, an
-- opportunity, a risk, a program or an impact of the brief, a call.
CREATE VIEW subject_topics AS
SELECT DISTINCT 'pillar' AS subject, p.pillar::VARCHAR AS subject_id, t.topic_id
FROM provision_topics t
JOIN provisions p USING (provision_id)
WHERE p.pillar <> 'General provisions'
UNION ALL
SELECT 'provision', provision_id, topic_id FROM provision_topics
UNION ALL
SELECT i.kind::VARCHAR, i.item_id, t.topic_id FROM item_topics t JOIN brief_items i USING (item_id)
UNION ALL
SELECT 'call', call_id, topic_id FROM call_topics;

-- Where the brief names a department: at an item, and through what the item rests on at a provision and its pillar.
CREATE VIEW named_subjects AS
WITH named AS (
    SELECT u.unit_id, i.item_id, i.kind, i.title
    FROM item_units u
    JOIN brief_items i USING (item_id)
    WHERE i.kind IN ('action', 'opportunity', 'program')
)

SELECT unit_id, kind::VARCHAR AS subject, item_id AS subject_id, title FROM named
UNION ALL
SELECT DISTINCT n.unit_id, 'provision', ip.provision_id, n.title FROM named n JOIN item_provisions ip USING (item_id)
UNION ALL
SELECT DISTINCT n.unit_id, 'pillar', p.pillar::VARCHAR, n.title
FROM named n
JOIN item_provisions ip USING (item_id)
JOIN provisions p USING (provision_id);

-- Every graded relation of a unit that is not closed, with what it counts for: 'clear' (clear business or more, in both
-- readings), 'thin' (possible, or seen by one reading only: shown below the line) or 'rejected' (a match of words).
CREATE VIEW relations AS
WITH read AS (
    SELECT relation_id, unit_id, 'provision' AS subject, provision_id AS subject_id, grade, readings, basis, reason,
        NULL AS first_question, source_id
    FROM provision_relations
    UNION ALL
    SELECT relation_id, unit_id, 'organization', organization_id, grade, readings, basis, reason, first_question, source_id
    FROM organization_relations
    UNION ALL
    SELECT relation_id, unit_id, 'call', call_id, grade, readings, basis, reason, NULL, source_id FROM call_relations
    UNION ALL
    SELECT relation_id, unit_id, 'partner', partner_id, grade, readings, basis, reason, NULL, source_id
    FROM partner_relations
    UNION ALL
    SELECT relation_id, unit_id, 'mineral', mineral_id, grade, readings, basis, reason, NULL, source_id
    FROM mineral_relations
)

SELECT
    r.*,
    CASE WHEN r.grade = 0 THEN 'rejected' WHEN r.grade >= 2 AND r.readings = 2 THEN 'clear' ELSE 'thin' END AS strength,
    CASE r.grade WHEN 3 THEN 'natural owner' WHEN 2 THEN 'clear business' WHEN 1 THEN 'possible, but thin'
        ELSE 'not suggested' END || CASE r.readings WHEN 1 THEN ', by one reading' ELSE '' END AS verdict
FROM read r
JOIN units u USING (unit_id)
WHERE NOT u.closed;

-- The departments of each school.
CREATE VIEW school_departments AS
SELECT up.parent_id AS school_id, up.unit_id, u.short_name
FROM unit_parents up
JOIN units u USING (unit_id)
JOIN units s ON s.unit_id = up.parent_id
WHERE s.kind = 'school' AND NOT u.closed;

-- A unit with its departments, where it is a school.
CREATE MACRO whole_unit(unit) AS (
    SELECT list(unit_id) FROM (SELECT unit AS unit_id UNION ALL SELECT unit_id FROM school_departments WHERE school_id = unit));

-- What a unit has to do with a subject: its own readings that were not rejected. A school has the clear business of its
-- departments, too, where it has none of its own: that of the closest department (through), whose question and doors it is
-- (reader_id). why says whose it is, what it is, and the reason.
CREATE VIEW unit_relations AS
WITH concerning AS (
    SELECT r.unit_id AS concerned_id, NULL AS through, r.* FROM relations r WHERE r.strength <> 'rejected'
    UNION ALL
    SELECT d.school_id, d.short_name, r.*
    FROM relations r
    JOIN school_departments d USING (unit_id)
    WHERE r.strength = 'clear'
)

SELECT
    concerned_id AS unit_id, unit_id AS reader_id, through, subject, subject_id, grade, readings, strength, verdict,
    coalesce(through || ': ', '') || reason AS reason, coalesce(through || ', ', '') || verdict || ': ' || reason AS why,
    first_question, source_id
FROM concerning
QUALIFY row_number() OVER (
    PARTITION BY concerned_id, subject, subject_id
    ORDER BY strength, through IS NOT NULL, grade DESC, first_question IS NULL, through) = 1;

-- What a unit has to do with each provision, with the reason: the readings that were not rejected. A school has the clear
-- business of its departments, too.
CREATE VIEW provision_fits AS
WITH own AS (
    SELECT unit_id, subject_id AS provision_id, strength, grade, verdict || ': ' || reason AS why
    FROM relations
    WHERE subject = 'provision' AND strength <> 'rejected'
)

SELECT unit_id, provision_id, strength, grade, why FROM own
UNION ALL
SELECT d.school_id, o.provision_id, o.strength, o.grade, d.short_name || ', ' || o.why
FROM own o
JOIN school_departments d USING (unit_id)
WHERE o.strength = 'clear';

-- Why an event concerns a unit: the reading of the provision that ties them most.
CREATE VIEW event_fits AS
SELECT f.unit_id, ep.event_id, first(f.why ORDER BY f.strength, f.grade DESC, ep.provision_id, f.why) AS why
FROM event_provisions ep
JOIN provision_fits f USING (provision_id)
GROUP BY ALL;

-- Why a project concerns a unit, thinly or clearly: the reading of the provision that ties them most.
CREATE VIEW project_fits AS
SELECT f.unit_id, pp.project_id, first(f.why ORDER BY f.strength, f.grade DESC, pp.provision_id, f.why) AS why
FROM project_provisions pp
JOIN provision_fits f USING (provision_id)
GROUP BY ALL;

-- Schools of which a department has clear business with the same subject: the department stands for its school there.
-- The subjects are those of the relations, and programs watched beyond the calls.
CREATE VIEW covered_schools AS
WITH clear AS (
    SELECT unit_id, subject, subject_id FROM relations WHERE strength = 'clear'
    UNION ALL
    SELECT w.unit_id, 'program', w.watch_id FROM watch_units w JOIN units u USING (unit_id) WHERE NOT u.closed
)

SELECT DISTINCT d.school_id AS unit_id, c.subject, c.subject_id
FROM clear c
JOIN school_departments d USING (unit_id);

-- Whose business each entry of the watch list is: a call's through its graded relations, a program's beyond the calls as
-- it was read. Rejected relations are left out.
CREATE VIEW watch_fits AS
SELECT
    w.watch_id, r.unit_id, r.strength, r.grade, r.reason,
    CASE r.strength WHEN 'thin' THEN r.verdict || ': ' ELSE '' END || r.reason AS why, r.source_id
FROM call_watch w
JOIN relations r ON r.subject = 'call' AND r.subject_id = w.call_id
WHERE r.strength <> 'rejected'
UNION ALL
SELECT w.watch_id, w.unit_id, 'clear', 2, w.reason, w.reason, w.source_id
FROM watch_units w
JOIN units u USING (unit_id)
WHERE NOT u.closed;

-- The same as a unit is told it: of a school also what clearly suits a department of it (through), as in unit_relations.
CREATE VIEW unit_watch AS
WITH concerning AS (
    SELECT f.unit_id AS concerned_id, NULL AS through, f.* FROM watch_fits f
    UNION ALL
    SELECT d.school_id, d.short_name, f.* FROM watch_fits f JOIN school_departments d USING (unit_id) WHERE f.strength = 'clear'
)

SELECT
    concerned_id AS unit_id, watch_id, through, strength, grade, coalesce(through || ': ', '') || why AS why, source_id
FROM concerning
QUALIFY row_number() OVER (
    PARTITION BY concerned_id, watch_id ORDER BY strength, through IS NOT NULL, grade DESC, through) = 1;

-- Whom each entry of the watch list clearly suits, the natural owner first; of these, a department stands for its school in
-- units.
CREATE VIEW watch_suits AS
SELECT
    f.watch_id, list(u.short_name ORDER BY f.grade DESC, u.short_name) FILTER (c.unit_id IS NULL) AS units,
    list(DISTINCT f.unit_id ORDER BY f.unit_id) AS unit_ids
FROM watch_fits f
JOIN units u USING (unit_id)
LEFT JOIN covered_schools c ON c.unit_id = f.unit_id AND c.subject IN ('call', 'program') AND c.subject_id = f.watch_id
WHERE f.strength = 'clear'
GROUP BY f.watch_id;

-- The watch list on a day, in the order in which to look: what is open, days to look again still ahead, days that
-- passed, what has no day. standing names these four. kind is that of the call, where it is one. expected says what the next round is and what that rests on.
CREATE MACRO watch_list(day) AS TABLE
SELECT
    w.* REPLACE (coalesce(c.type, w.kind) AS kind), c.state, c.closes,
    CASE WHEN c.state = 'open' THEN 'open' WHEN w.look_again >= day THEN 'ahead' WHEN w.look_again < day THEN 'passed'
        ELSE 'no day' END AS standing,
    list_position(['open', 'ahead', 'passed', 'no day'], standing) AS place,
    CASE standing WHEN 'open' THEN c.closes ELSE w.look_again END AS place_day,
    nullif(concat_ws(', ', CASE w.next_basis WHEN 'past rhythm' THEN 'a guess from past rounds' WHEN 'listing' THEN 'not confirmed' END,
        CASE WHEN w.read_on > day THEN 'as read later, on ' || strftime(w.read_on, '%-d %b %Y') END), '') AS ground,
    coalesce(w.next_expected, 'no next round known') || coalesce(' (' || ground || ')', '') AS expected
FROM call_watch w
LEFT JOIN call_states(day) c USING (call_id);

-- The provisions behind what can fit a department: a provision itself, a pillar, an item of the brief.
CREATE VIEW subject_provisions AS
SELECT 'provision' AS subject, provision_id AS subject_id, provision_id FROM provisions
UNION ALL
SELECT 'pillar', pillar::VARCHAR, provision_id FROM provisions WHERE pillar <> 'General provisions'
UNION ALL
SELECT i.kind::VARCHAR, i.item_id, p.provision_id FROM brief_items i JOIN item_provisions p USING (item_id);

-- What ties a unit to a subject: one row a relation that a reading did not reject, with what it is worth, 0 to 1. At a
-- pillar or an item the verdict names the provision that it is about.
CREATE VIEW unit_business AS
SELECT r.unit_id, s.subject, s.subject_id, r.relation_id, r.grade, r.readings, r.strength,
    CASE s.subject WHEN 'provision' THEN r.verdict ELSE s.provision_id || ', ' || r.verdict END AS verdict, r.reason,
    r.source_id,
    CASE r.strength WHEN 'clear' THEN r.grade / 3.0 ELSE r.grade / 6.0 END AS worth
FROM relations r
JOIN subject_provisions s ON s.provision_id = r.subject_id
WHERE r.subject = 'provision' AND r.strength <> 'rejected'
UNION ALL
SELECT unit_id, subject, subject_id, relation_id, grade, readings, strength, verdict, reason, source_id,
    CASE strength WHEN 'clear' THEN grade / 3.0 ELSE grade / 6.0 END
FROM relations
WHERE subject = 'call' AND strength <> 'rejected';

-- Every unit and subject that have business with each other, with what no day changes: the terms named, business and
-- partner of the fit score, each between 0 and 1, and the words behind each. A rejected relation gives no row of its own;
-- closed units are left out. covered: a school of which a department has clear business here, so that the department
-- stands for it.
CREATE VIEW fit_pairs AS
WITH judged AS (
    SELECT
        unit_id, subject, subject_id, max(worth) AS business,
        first(verdict ORDER BY worth DESC, relation_id) AS verdict,
        first(reason ORDER BY worth DESC, relation_id) AS reason,
        bool_or(strength = 'clear') AS clear, list(DISTINCT source_id ORDER BY source_id) AS relation_sources
    FROM unit_business
    GROUP BY ALL
),

partnered AS (
    SELECT r.unit_id, 1.0 AS partner, list(DISTINCT p.name ORDER BY p.name) AS partners
    FROM relations r
    JOIN partners p ON p.partner_id = r.subject_id
    WHERE r.subject = 'partner' AND r.strength = 'clear'
    GROUP BY ALL
),

-- Where the brief names a unit: at the item; at a provision and its pillar only where a reading saw business with it too,
-- since an item rests on more provisions than the unit it names has to do with.
named_provisions AS (
    SELECT n.unit_id, n.subject_id AS provision_id, n.title
    FROM named_subjects n
    JOIN judged j ON j.unit_id = n.unit_id AND j.subject = 'provision' AND j.subject_id = n.subject_id
    WHERE n.subject = 'provision'
),

called AS (
    SELECT unit_id, subject, subject_id, 1.0 AS named, list(DISTINCT title ORDER BY title) AS named_at
    FROM (
        SELECT unit_id, subject, subject_id, title FROM named_subjects WHERE subject NOT IN ('provision', 'pillar')
        UNION ALL
        SELECT n.unit_id, s.subject, s.subject_id, n.title
        FROM named_provisions n
        JOIN subject_provisions s USING (provision_id)
        WHERE s.subject IN ('provision', 'pillar'))
    GROUP BY ALL
),

pairs AS (
    SELECT unit_id, subject, subject_id FROM judged
    UNION
    SELECT unit_id, subject, subject_id FROM called
),

-- Topics in common serve the filter by topic; they give no points.
shared AS (
    SELECT u.unit_id, s.subject, s.subject_id, list(DISTINCT s.topic_id ORDER BY s.topic_id) AS topic_ids
    FROM subject_topics s
    JOIN unit_topics u USING (topic_id)
    GROUP BY ALL
),

-- As in covered_schools, for pillars and items of the brief too, which have business through their provisions.
covered AS (
    SELECT DISTINCT d.school_id AS unit_id, j.subject, j.subject_id
    FROM judged j
    JOIN school_departments d USING (unit_id)
    WHERE j.clear
)

SELECT
    p.unit_id, p.subject, p.subject_id,
    coalesce(n.named, 0.0) AS named, coalesce(j.business, 0.0) AS business, coalesce(a.partner, 0.0) AS partner,
    coalesce(n.named, 0.0) > 0 OR coalesce(j.clear, false) AS clear, v.unit_id IS NOT NULL AS covered,
    j.verdict, j.reason,
    coalesce(list_sort(n.named_at), []) AS named_at, coalesce(t.topic_ids, []) AS topic_ids,
    coalesce(list_sort(a.partners), []) AS partners, coalesce(j.relation_sources, []) AS relation_sources
FROM pairs p
JOIN (SELECT unit_id FROM units WHERE NOT closed) u USING (unit_id)
LEFT JOIN called n USING (unit_id, subject, subject_id)
LEFT JOIN judged j USING (unit_id, subject, subject_id)
LEFT JOIN partnered a USING (unit_id)
LEFT JOIN shared t USING (unit_id, subject, subject_id)
LEFT JOIN covered v USING (unit_id, subject, subject_id);

-- The work on record of a unit that bears on a subject.
CREATE VIEW fit_works AS
SELECT DISTINCT b.unit_id, b.subject, b.subject_id, e.expertise_id, e.title, e.as_of_year, e.source_id
FROM unit_business b
JOIN relation_works w USING (relation_id)
JOIN expertise e USING (expertise_id);

-- Calls that suit a unit, at the pillars they serve and at the provisions and items of these pillars.
CREATE VIEW fit_calls AS
SELECT DISTINCT r.unit_id, s.subject, s.subject_id, cp.call_id
FROM relations r
JOIN call_pillars cp ON cp.call_id = r.subject_id
JOIN provisions p ON p.pillar = cp.pillar
JOIN subject_provisions s USING (provision_id)
WHERE r.subject = 'call' AND r.strength = 'clear';

-- The terms of the fit score for every unit and subject that have business with each other, as in fit_pairs, with what a
-- day decides: work on record and the state of calls; a notice after which no call was seen is none to answer and counts
-- nothing. Weights are applied by the queries.
CREATE MACRO fit_terms(as_of) AS TABLE
WITH expert AS (
    SELECT
        unit_id, subject, subject_id,
        max(CASE WHEN as_of_year >= year(as_of) - 5 THEN 1.0 ELSE 0.5 END) AS expertise,
        list_sort(list(DISTINCT title || coalesce(' (' || as_of_year || ')', ' (undated)'))) AS works,
        list(DISTINCT source_id ORDER BY source_id) AS work_sources
    FROM fit_works
    WHERE as_of_year IS NULL OR as_of_year <= year(as_of)
    GROUP BY ALL
),

judged AS (
    SELECT
        call_id, short_title, state, type = 'notice' AND state <> 'open' AS uncalled,
        CASE WHEN state = 'open' THEN 1.0 WHEN state = 'unknown' AND NOT uncalled THEN 0.5 ELSE 0.0 END AS worth
    FROM call_states(as_of)
),

calling AS (
    SELECT
        f.unit_id, f.subject, f.subject_id, max(c.worth) AS call,
        list_sort(list(DISTINCT c.short_title || ' (' || c.state || ')') FILTER (c.worth > 0))
            AS open_calls
    FROM fit_calls f
    JOIN judged c USING (call_id)
    GROUP BY ALL
)

SELECT
    p.unit_id, p.subject, p.subject_id, p.named, p.business, coalesce(e.expertise, 0.0) AS expertise,
    -- A call in its own right is judged by its own state, not by that of its neighbors.
    CASE WHEN p.subject = 'call' THEN coalesce(k.worth, 0.0) ELSE coalesce(c.call, 0.0) END AS call,
    p.partner, p.clear, p.covered, p.verdict, p.reason, p.named_at, p.topic_ids,
    coalesce(list_sort(e.works), []) AS works, coalesce(list_sort(c.open_calls), []) AS open_calls, p.partners,
    list_sort(list_distinct(list_concat(coalesce(e.work_sources, []), p.relation_sources))) AS work_sources
FROM fit_pairs p
LEFT JOIN expert e USING (unit_id, subject, subject_id)
LEFT JOIN calling c USING (unit_id, subject, subject_id)
LEFT JOIN judged k ON p.subject = 'call' AND k.call_id = p.subject_id;

-- What each provision lists, and in how many places the two published texts differ on it.
CREATE VIEW provision_lists AS
SELECT
    p.provision_id,
    (SELECT list(instrument::VARCHAR ORDER BY instrument) FROM provision_instruments i
     WHERE i.provision_id = p.provision_id) AS instruments,
    (SELECT list(product::VARCHAR ORDER BY product) FROM provision_products i
     WHERE i.provision_id = p.provision_id) AS products,
    (SELECT list(actor ORDER BY actor) FROM provision_actors i WHERE i.provision_id = p.provision_id) AS actors,
    (SELECT count(*) FROM differences i WHERE i.provision_id = p.provision_id) AS differences
FROM provisions p;

-- Provisions that concern a department, with the reasons: what it has to do with each, and where the brief names it there
-- as well, or a department of a school.
CREATE VIEW unit_provisions AS
WITH called AS (
    SELECT unit_id, subject_id AS provision_id, 'the brief names it: ' || array_to_string(named_at, ', ') AS reason
    FROM fit_pairs
    WHERE subject = 'provision' AND named > 0
)

SELECT unit_id, provision_id, list_sort(list(DISTINCT reason)) AS reasons
FROM (
    SELECT unit_id, provision_id, why AS reason FROM provision_fits
    UNION ALL
    SELECT unit_id, provision_id, reason FROM called
    UNION ALL
    SELECT d.school_id, c.provision_id, d.short_name || ', ' || c.reason FROM called c JOIN school_departments d USING (unit_id)
)
GROUP BY ALL;

-- Items of a brief that concern a department, with the reason: the brief names it there, or it has clear business with a
-- provision that the item rests on; a school has those of its departments, too (own: it has a reason of its own).
CREATE VIEW unit_items AS
WITH own AS (
    SELECT unit_id, item_id, 'the brief names it' AS reason FROM item_units
    UNION ALL
    SELECT f.unit_id, f.subject_id, f.verdict || ': ' || f.reason
    FROM fit_pairs f
    JOIN brief_items i ON i.item_id = f.subject_id AND i.kind::VARCHAR = f.subject
    WHERE f.clear AND f.named = 0
),

with_schools AS (
    SELECT unit_id, item_id, reason, true AS own FROM own
    UNION ALL
    SELECT d.school_id, o.item_id, d.short_name || ', ' || o.reason, false FROM own o JOIN school_departments d USING (unit_id)
)

SELECT unit_id, item_id, list(reason ORDER BY NOT own, reason) AS reasons, bool_or(own) AS own
FROM with_schools
GROUP BY ALL;

-- Events that bear on a provision that concerns a department.
CREATE VIEW unit_events AS
SELECT DISTINCT u.unit_id, ep.event_id
FROM event_provisions ep
JOIN unit_provisions u USING (provision_id);

-- How many events since the signing bear on the provisions that an item rests on: joint ones, and others.
CREATE MACRO bearing_events(as_of, brief := NULL) AS TABLE
SELECT
    ip.item_id, count(DISTINCT e.event_id) FILTER (e.joint) AS events,
    count(DISTINCT e.event_id) FILTER (NOT e.joint) AS others
FROM item_provisions ip
JOIN event_provisions ep USING (provision_id)
JOIN events_since_signing(as_of, brief := brief) e ON e.event_id = ep.event_id
GROUP BY ip.item_id;

-- The fit score, 0 to 5, under given weights (a list in the order of score_terms; NULL takes the published ones):
-- fit = 5 x sum(weight x term) / sum(weights). relevance is the same over the first two terms, what ties a unit to a
-- subject; the other three tell what is at hand.
CREATE MACRO scored_fit(as_of, weights) AS TABLE
WITH given AS (
    SELECT coalesce(weights::DOUBLE[], (SELECT list(weight::DOUBLE ORDER BY position) FROM score_terms)) AS w
)

SELECT
    t.*,
    round(5 * list_dot_product([named, business, expertise, call, partner]::DOUBLE[], w) / list_sum(w), 2) AS fit,
    round(5 * list_dot_product([named, business]::DOUBLE[], w[1:2]) / greatest(list_sum(w[1:2]), 1), 2) AS relevance,
    list_filter([
        CASE WHEN named > 0 THEN 'the brief names it: ' || array_to_string(named_at, ', ') END,
        CASE WHEN business > 0 THEN verdict || ': ' || reason END,
        CASE WHEN expertise > 0 THEN 'work on record: ' || array_to_string(works[1:2], ', ')
            || CASE WHEN len(works) > 2 THEN ' and ' || (len(works) - 2) || ' more' ELSE '' END END,
        CASE WHEN call > 0 AND subject <> 'call' THEN 'calls: ' || array_to_string(open_calls[1:2], ', ') END,
        CASE WHEN partner > 0 THEN len(partners) || CASE len(partners) WHEN 1 THEN ' partner' ELSE ' partners' END || ' in Japan' END
    ], lambda r: r IS NOT NULL) AS reasons
FROM fit_terms(as_of) t
CROSS JOIN given;

-- Every unit with what fits it, scored, and what that is: items of the brief and calls, with the state of these on the day.
CREATE MACRO ranked_fits(as_of, weights) AS TABLE
WITH described AS (
    SELECT kind::VARCHAR AS subject, item_id AS subject_id, title, text AS detail, NULL AS state, NULL AS closes,
           source_id, locator AS place
    FROM brief_items
    UNION ALL
    SELECT 'call', call_id, short_title, agency || coalesce(': ' || state_note, ''), state, closes, source_id, number
    FROM call_states(as_of)
)

SELECT
    f.unit_id, f.subject AS kind, f.subject_id AS id, d.title, d.detail, d.state, d.closes, d.place, f.fit, f.clear, f.named,
    f.business, f.expertise, f.call, f.partner, f.reasons,
    list_sort(list_distinct(list_concat([d.source_id, 's_lodestone'], f.work_sources))) AS source_ids
FROM scored_fit(as_of, weights) f
JOIN described d USING (subject, subject_id);

-- A department as its page heads it: its topics with the words that justify each, the provisions it has clear business
-- with, the closest first, and of a school those of its departments.
CREATE VIEW unit_sheets AS
WITH tagged AS (
    SELECT ut.unit_id, list(t.title || ' (“' || ut.words || '”)' ORDER BY t.position) AS topics
    FROM unit_topics ut
    JOIN topics t USING (topic_id)
    GROUP BY ALL
),

read AS (
    SELECT unit_id, list(source_id ORDER BY source_id) AS ids FROM unit_sources GROUP BY ALL
)

SELECT
    u.unit_id, u.name, u.short_name, u.kind, u.school, p.name AS parent, u.relevance, u.named_as, u.status_note,
    u.closed, u.last_seen_year, coalesce(t.topics, []) AS topics,
    coalesce((SELECT list(p.title || ' (' || p.provision_id || ')' ORDER BY r.grade DESC, p.provision_id) FROM relations r
     JOIN provisions p ON r.subject = 'provision' AND p.provision_id = r.subject_id
     WHERE r.unit_id = u.unit_id AND r.strength = 'clear'), []) AS business,
    coalesce((SELECT list(DISTINCT d.short_name || ' (' || r.subject_id || ')' ORDER BY d.short_name || ' (' || r.subject_id || ')')
     FROM relations r JOIN school_departments d USING (unit_id)
     WHERE d.school_id = u.unit_id AND r.subject = 'provision' AND r.strength = 'clear'), []) AS through,
    (SELECT list(discipline ORDER BY discipline) FROM unit_disciplines d WHERE d.unit_id = u.unit_id) AS disciplines,
    u.url, list_distinct(list_concat([u.source_id], coalesce(r.ids, []))) AS source_ids
FROM units u
LEFT JOIN unit_parents up USING (unit_id)
LEFT JOIN units p ON p.unit_id = up.parent_id
LEFT JOIN tagged t ON t.unit_id = u.unit_id
LEFT JOIN read r ON r.unit_id = u.unit_id;

-- What sources state of each partner in Japan.
CREATE VIEW partner_said AS
SELECT partner_id, string_agg(focus, ' ' ORDER BY statement_id) AS focus, string_agg(us_link, ' ') AS us_link,
    string_agg(vanderbilt_link, ' ' ORDER BY statement_id) AS vanderbilt_link,
    list(DISTINCT source_id ORDER BY source_id) AS source_ids
FROM partner_statements
GROUP BY ALL;

-- Organizations ---------------------------------------------------------------------------------------------------

-- An organization and the bodies below it; itself is true for the first.
CREATE MACRO bodies_of(organization) AS TABLE
SELECT organization_id, short_name, organization_id = organization AS itself
FROM organizations
WHERE organization_id = organization
    OR organization_id IN (SELECT organization_id FROM organization_parents WHERE parent_id = organization);

-- Links of organizations to provisions as they could be known on a day: one that rests on an event counts from the day
-- that event could be known. event_date and event_label are that event's.
CREATE MACRO known_links(as_of) AS TABLE
SELECT l.*, e.date AS event_date, e.label AS event_label
FROM organization_provisions l
LEFT JOIN known_events(as_of) e USING (event_id)
WHERE l.event_id IS NULL OR e.event_id IS NOT NULL;

-- Organizations that pass the reader's filters (an only_… that is NULL keeps all), with the provisions they act on and
-- the officials on record. provisions, bases and roles go together, one entry a link; only links to the provisions asked
-- for are listed. A link that rests on an event counts from the day that event could be known, an official from the day
-- the source saw him or her in office. A department keeps those that act on a provision which concerns it, and those it has
-- business with by a reading of its own, which need not act on one.
CREATE MACRO chosen_organizations(
    as_of, only_countries := NULL, only_types := NULL, only_mentions := NULL, only_pillars := NULL,
    only_department := NULL, only_words := NULL) AS TABLE
WITH links AS (
    SELECT l.organization_id, l.provision_id, p.position, l.link_basis, l.role, u.reasons, l.source_id
    FROM known_links(as_of) l
    JOIN provisions p USING (provision_id)
    LEFT JOIN unit_provisions u ON u.provision_id = l.provision_id AND u.unit_id = only_department
    WHERE (only_pillars IS NULL OR list_contains(only_pillars, p.pillar::VARCHAR))
        AND (only_department IS NULL OR u.reasons IS NOT NULL)
),

linked AS (
    SELECT
        organization_id, min(enum_code(link_basis)) AS strongest, count(*) AS links,
        list(provision_id ORDER BY position) AS provisions, list(link_basis::VARCHAR ORDER BY position) AS bases,
        list(role ORDER BY position) AS roles, list_sort(list_distinct(flatten(list(reasons)))) AS reasons,
        list(source_id ORDER BY source_id) AS sources
    FROM links
    GROUP BY organization_id
),

own AS (
    SELECT subject_id AS organization_id, why AS reason
    FROM unit_relations
    WHERE subject = 'organization' AND unit_id = only_department
),

-- The head of an office before the deputy: the deputy's title is the longer one.
held AS (
    SELECT
        organization_id, first(office ORDER BY length(office)) AS office, first(person ORDER BY length(office)) AS person,
        first(h.as_of ORDER BY length(office)) AS person_as_of,
        list(office || ': ' || person || ', ' || strftime(h.as_of, '%-d %b %Y') ORDER BY length(office)) AS officials,
        list(source_id ORDER BY source_id) AS sources
    FROM office_holders h
    WHERE h.as_of <= as_of
    GROUP BY organization_id
),

parents AS (
    SELECT p.organization_id, string_agg(o.short_name, ', ' ORDER BY o.short_name) AS parent
    FROM organization_parents p
    JOIN organizations o ON o.organization_id = p.parent_id
    GROUP BY p.organization_id
),

final AS (
    SELECT
        o.organization_id, o.short_name, o.name, o.country,
        CASE o.country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 ELSE 2 END AS country_position,
        o.type, o.mention, o.role, coalesce(p.parent, o.parent_name) AS parent, coalesce(l.links, 0) AS links,
        l.strongest, l.provisions, l.bases, l.roles,
        CASE WHEN w.reason IS NULL THEN l.reasons ELSE list_concat([w.reason], coalesce(l.reasons, [])) END AS reasons,
        w.reason IS NOT NULL AS near, h.office, h.person, h.person_as_of, h.officials,
        o.city, o.place_evidence, o.note,
        o.latitude, o.longitude, o.place_source_id, count(*) OVER (PARTITION BY o.city) AS in_city,
        list_concat([o.source_id, o.second_source_id], coalesce(l.sources, []), coalesce(h.sources, [])) AS sources,
        concat_ws(' ', o.name, o.short_name, o.abbreviation, o.role, o.type, o.city,
            array_to_string(h.officials, ' '), array_to_string(l.roles, ' ')) AS words
    FROM organizations o
    LEFT JOIN linked l USING (organization_id)
    LEFT JOIN own w USING (organization_id)
    LEFT JOIN held h USING (organization_id)
    LEFT JOIN parents p USING (organization_id)
)

SELECT
    organization_id, short_name, name, country, country_position, type, parent, mention, role, links, strongest,
    provisions, bases, roles, reasons, office, person, person_as_of, officials, city, in_city, latitude, longitude,
    place_evidence, place_source_id, note,
    list_sort(list_distinct(list_filter(sources, lambda s: s IS NOT NULL))) AS source_ids
FROM final
WHERE (only_countries IS NULL OR list_contains(only_countries, country))
    AND (only_types IS NULL OR list_contains(only_types, type))
    AND (only_mentions IS NULL OR list_contains(only_mentions, mention::VARCHAR))
    AND (links > 0 OR only_pillars IS NULL AND (only_department IS NULL OR near))
    AND has_words(words, only_words);

-- The place of a door among others: those for researchers first.
CREATE MACRO door_place(for_whom) AS
    list_position(['university researchers', 'federal relations', 'industry partners', 'public comment'], for_whom);

-- Offices and their public channels, with the place that whom they are for has.
CREATE VIEW public_contacts AS
SELECT *, door_place(for_whom) AS place
FROM contacts
WHERE channel IS NOT NULL;

-- The public doors of each organization, those for researchers first.
CREATE VIEW public_doors AS
SELECT
    organization_id,
    list(coalesce(office || ': ', '') || channel || ' (' || for_whom || ', ' || strftime(seen_date, '%-d %b %Y') || ')'
        ORDER BY place, contact_id) AS doors
FROM public_contacts
GROUP BY ALL;

-- The doors of an organization that a unit should take: those that fit what it would ask, by our reading; else those for
-- researchers of any field ('general'); else all others, said in door_others.
CREATE VIEW unit_doors AS
WITH judged AS (
    SELECT
        n.unit_id, c.*, CASE
            WHEN u.contact_id IS NOT NULL THEN 'fits'
            WHEN c.for_whom = 'university researchers' AND c.field IS NULL THEN 'general'
            ELSE 'other'
        END AS fit,
        min(fit) OVER (PARTITION BY n.unit_id, c.organization_id) AS best
    FROM public_contacts c
    CROSS JOIN units n
    LEFT JOIN contact_units u ON u.contact_id = c.contact_id AND u.unit_id = n.unit_id
)

SELECT
    unit_id, organization_id, fit AS door_fit, any_value(for_whom ORDER BY contact_id) AS door,
    list(office ORDER BY contact_id)[:2] AS offices, max(seen_date) AS door_seen,
    list_distinct(list(coalesce(field, for_whom) ORDER BY contact_id)) AS door_others
FROM judged
WHERE fit = best
GROUP BY ALL;

-- Money ----------------------------------------------------------------------------------------------------------

-- The states or provinces a project stands in, as one text.
CREATE MACRO areas_of(project) AS (
    SELECT string_agg(area, ', ' ORDER BY area) FROM project_areas WHERE project_id = project);

-- Awards with their project, one row an award. stage is one word, so that sums add up: the stage it mostly pays for, or
-- 'several stages' after the last one where it pays for a chain of them; stages are all it pays for, in order.
-- instrument is one word ('several, not split' where one sum covers several types), minerals are those named, mineral_groups the same with the rare earths and the platinum-group metals as one.
-- counted is false for what is in no sum: cancelled, superseded, or left out for the reason in left_out. Sums are of
-- known_usd over one commitment level, firm is true for the firmest; unknown is true for a counted award without a
-- dollar amount, which is never 0. known_by is the day by which it was announced at the latest: the day itself where it
-- is known, the end of the month or the year where these are; year is 'undated' where even the year is not known.
CREATE VIEW award_money AS
WITH types AS (
    SELECT award_id, list(instrument::VARCHAR ORDER BY instrument) AS instruments FROM award_instruments GROUP BY ALL
),

named AS (
    SELECT a.award_id, list(m.mineral_id ORDER BY m.name) AS minerals, list(m.name ORDER BY m.name) AS mineral_names
    FROM award_minerals a
    JOIN minerals m USING (mineral_id)
    GROUP BY ALL
),

grouped AS (
    SELECT
        g.award_id, list(g.mineral_id ORDER BY m.name) AS mineral_groups, list(m.name ORDER BY m.name) AS mineral_group_names
    FROM (
        SELECT DISTINCT a.award_id, coalesce(p.parent_id, a.mineral_id) AS mineral_id
        FROM award_minerals a
        LEFT JOIN mineral_parents p USING (mineral_id)
    ) g
    JOIN minerals m USING (mineral_id)
    GROUP BY ALL
),

followed AS (
    SELECT award_id, list(successor_id ORDER BY successor_id) AS successors FROM award_successors GROUP BY ALL
),

paid AS (
    SELECT award_id, list(stage::VARCHAR ORDER BY position) AS stages FROM award_stages GROUP BY ALL
),

located AS (
    SELECT project_id, list(country ORDER BY country) AS countries FROM project_countries GROUP BY ALL
)

SELECT
    a.award_id, a.title, a.commitment_level, a.tie, a.tie_reason,
    CASE WHEN a.integrated THEN 'several stages' ELSE coalesce(a.stage::VARCHAR, 'stage not stated') END AS stage,
    CASE WHEN a.integrated THEN 98 ELSE coalesce(enum_code(a.stage), 99) END::INTEGER AS stage_position,
    coalesce(d.stages, ['stage not stated']) AS stages, a.product_group::VARCHAR AS product_group, a.product,
    coalesce(t.instruments, []) AS instruments,
    CASE len(t.instruments) WHEN 1 THEN t.instruments[1] ELSE
        CASE WHEN t.instruments IS NULL THEN 'type not stated' ELSE 'several, not split' END END AS instrument,
    coalesce(n.minerals, []) AS minerals, coalesce(n.mineral_names, []) AS mineral_names,
    coalesce(g.mineral_groups, []) AS mineral_groups, coalesce(g.mineral_group_names, []) AS mineral_group_names,
    a.funder, a.funder_group, a.organization_id, coalesce(a.funder_country, 'not stated') AS funder_country,
    a.amount, a.currency, a.amount_usd, a.ceiling, a.announced, a.announced_from,
    coalesce(a.announced, a.announced_by) AS known_by,
    CASE WHEN coalesce(year(a.announced_from) = year(known_by), a.announced IS NOT NULL)
         THEN year(known_by)::VARCHAR ELSE 'undated' END AS year,
    a.status, coalesce(f.successors, []) AS successors, a.left_out, a.note,
    a.commitment_level NOT IN ('cancelled', 'superseded') AND a.left_out IS NULL AS counted,
    counted AND a.commitment_level = 'firm' AS firm, CASE WHEN counted THEN a.amount_usd END AS known_usd,
    counted AND a.amount_usd IS NULL AS unknown,
    p.project_id, p.name AS project_name, p.short_name AS project, p.company, coalesce(l.countries, []) AS countries,
    areas_of(p.project_id) AS admin_area, (SELECT list(area ORDER BY area) FROM project_areas s WHERE s.project_id = p.project_id) AS areas,
    p.latitude, p.longitude, p.place_precision, p.japan_link, p.japan_note, p.outcome,
    list_filter([a.source_id, a.second_source_id, p.source_id], lambda s: s IS NOT NULL) AS source_ids,
    rests_on(source_ids) AS rests_on, p.place_source_id,
    concat_ws(' ', a.award_id, a.title, p.name, p.short_name, p.company, a.funder, a.funder_group,
        array_to_string(n.mineral_names, ' '), array_to_string(t.instruments, ' '), a.product, a.product_group, a.status,
        a.note, areas_of(p.project_id), array_to_string(l.countries, ' '), p.japan_note, p.outcome) AS words
FROM awards a
JOIN projects p USING (project_id)
LEFT JOIN types t USING (award_id)
LEFT JOIN paid d USING (award_id)
LEFT JOIN named n USING (award_id)
LEFT JOIN grouped g USING (award_id)
LEFT JOIN followed f USING (award_id)
LEFT JOIN located l USING (project_id);

-- What an award took the place of.
CREATE VIEW took_the_place AS
SELECT s.successor_id AS award_id, string_agg(o.title || ' (' || o.funder || ')', '; ' ORDER BY o.award_id) AS before
FROM award_successors s
JOIN awards o ON o.award_id = s.award_id
GROUP BY ALL;

-- Awards known on a day: announced by then, or at a time of which nothing is known.
CREATE MACRO known_awards(as_of) AS TABLE
SELECT *
FROM award_money
WHERE coalesce(known_by <= as_of, true);

-- Stages of a mineral's chain after which firm money goes on, among all awards known on a day: a firm award pays for the
-- stage that follows, or pays for this one and a later one itself. The chains are our reading: rare earths go from mining
-- over separation and refining or metal to magnets, all others from mining to refining; each row tells what follows.
CREATE VIEW next_stages AS
SELECT m.mineral_id, c.stage, c.next_stages
FROM minerals m
JOIN (
    VALUES
        (true, 'mining', ['separation']), (true, 'separation', ['refining', 'metal and alloy']),
        (true, 'refining', ['magnet']), (true, 'metal and alloy', ['magnet']), (false, 'mining', ['refining'])
) c(rare_earths, stage, next_stages) ON c.rare_earths = (m.mineral_id = 'rare-earths');

CREATE MACRO followed_stages(as_of) AS TABLE
WITH firm AS (
    SELECT unnest(mineral_groups) AS mineral_id, stages, furthest
    FROM known_awards(as_of)
    LEFT JOIN (
        SELECT award_id, max(enum_code(stage)) AS furthest
        FROM award_stages
        WHERE stage NOT IN ('recycling', 'stockpile')
        GROUP BY ALL
    ) USING (award_id)
    WHERE firm
)

SELECT DISTINCT n.mineral_id, n.stage
FROM next_stages n
JOIN firm f ON f.mineral_id = n.mineral_id
    AND (list_has_any(f.stages, n.next_stages)
        OR (list_contains(f.stages, n.stage) AND f.furthest > enum_code(n.stage::stage)));

-- Projects that concern a department, with the reasons: they serve a provision that both readings call its business. Most
-- projects serve the provision on public money: a thin reading of it, or a name beside it, would keep nearly all.
CREATE VIEW unit_projects AS
SELECT unit_id, project_id, list(reason ORDER BY reason) AS reasons
FROM (
    SELECT DISTINCT f.unit_id, s.project_id, s.provision_id || ', ' || f.why AS reason
    FROM project_provisions s
    JOIN provision_fits f USING (provision_id)
    WHERE f.strength = 'clear'
)
GROUP BY ALL;

-- Awards known on a day under the filters of the page Funding; every only_… that is NULL keeps all. A group such as the
-- rare earths stands for all its minerals; an award is kept if it pays for a stage at all. reasons says why an award
-- concerns the department.
CREATE MACRO chosen_awards(
    as_of, only_department := NULL, only_minerals := NULL, only_stages := NULL, only_instruments := NULL,
    only_countries := NULL, only_levels := NULL, only_ties := NULL, only_products := NULL, only_years := NULL,
    only_words := NULL) AS TABLE
SELECT a.*, u.reasons
FROM known_awards(as_of) a
LEFT JOIN unit_projects u ON u.project_id = a.project_id AND u.unit_id = only_department
WHERE (only_department IS NULL OR u.reasons IS NOT NULL)
    AND (only_minerals IS NULL OR list_has_any(list_concat(a.minerals, a.mineral_groups), only_minerals))
    AND (only_stages IS NULL OR list_has_any(a.stages, only_stages))
    AND (only_instruments IS NULL OR list_has_any(list_concat(a.instruments, [a.instrument]), only_instruments))
    AND (only_countries IS NULL OR list_contains(only_countries, a.funder_country))
    AND (only_levels IS NULL OR list_contains(only_levels, a.commitment_level::VARCHAR))
    AND (only_ties IS NULL OR list_contains(only_ties, a.tie::VARCHAR))
    AND (only_products IS NULL OR list_contains(only_products, a.product_group))
    AND (only_years IS NULL OR list_contains(only_years, a.year))
    AND has_words(a.words, only_words);

-- The projects of the chosen awards, with their money by commitment level. level is the firmest of its counted awards, else
-- 'cancelled'. Sums are of known dollar amounts, one a level, empty when none is known; unknown counts counted awards without
-- one. What is cancelled or left out is in none of them and has sums of its own.
CREATE MACRO chosen_projects(
    as_of, only_department := NULL, only_minerals := NULL, only_stages := NULL, only_instruments := NULL,
    only_countries := NULL, only_levels := NULL, only_ties := NULL, only_products := NULL, only_years := NULL,
    only_words := NULL) AS TABLE
SELECT
    project_id, project, project_name, company, countries, admin_area, areas, latitude, longitude, place_precision,
    japan_link, japan_note, outcome,
    coalesce(min(commitment_level) FILTER (counted OR left_out IS NOT NULL), min(commitment_level)) AS level,
    sum(known_usd) FILTER (firm) AS firm_usd,
    sum(known_usd) FILTER (firm AND funder_country = 'United States') AS firm_us_usd,
    sum(known_usd) FILTER (firm AND funder_country = 'Japan') AS firm_japan_usd,
    sum(known_usd) FILTER (commitment_level = 'conditional') AS conditional_usd,
    sum(known_usd) FILTER (commitment_level = 'indicative') AS indicative_usd,
    sum(known_usd) FILTER (commitment_level = 'announced') AS announced_usd,
    count(*) AS awards, count(*) FILTER (counted) AS counted,
    count(*) FILTER (unknown) AS unknown,
    count(*) FILTER (commitment_level = 'cancelled') AS cancelled,
    sum(amount_usd) FILTER (commitment_level = 'cancelled') AS cancelled_usd,
    sum(amount_usd) FILTER (NOT counted AND commitment_level <> 'cancelled') AS left_out_usd,
    list_sort(list_distinct(flatten(list(mineral_names)))) AS minerals,
    list_distinct(flatten(list(stages ORDER BY announced NULLS LAST, award_id))) AS stages, first(reasons ORDER BY award_id) AS reasons,
    list_sort(list_distinct(list_filter(
        list_concat(flatten(list(source_ids)), list(place_source_id)), lambda s: s IS NOT NULL))) AS source_ids
FROM chosen_awards(
    as_of := as_of, only_department := only_department, only_minerals := only_minerals, only_stages := only_stages,
    only_instruments := only_instruments, only_countries := only_countries, only_levels := only_levels,
    only_ties := only_ties, only_products := only_products, only_years := only_years, only_words := only_words)
GROUP BY ALL;

-- Changes --------------------------------------------------------------------------------------------------------

-- Why a change concerns a unit, by what it is a change of.
CREATE VIEW concerns AS
SELECT unit_id, 'event' AS subject, event_id AS subject_id, why FROM event_fits
UNION ALL
SELECT unit_id, 'project', project_id, why FROM project_fits
UNION ALL
SELECT unit_id, 'watch', watch_id, why FROM unit_watch
UNION ALL
SELECT unit_id, 'call', subject_id, why FROM unit_relations WHERE subject = 'call';

-- What is new or different on one day against an earlier one, for everyone. before and after are the states on the two days;
-- subject and subject_id tell by what it concerns a department, as in concerns: a clock is for all and has none.
CREATE MACRO changes_between(earlier, later) AS TABLE
WITH -- Events and awards whose sources all came out after the start, with the day by which the first of them was surely out.
out_since AS (
    SELECT thing_id, out_by, published
    FROM first_sources
    WHERE all_dated AND earliest > earlier AND out_by <= later
),

-- Dates set or calculated are clocks; what was only planned counts from the day of its report.
happened AS (
    SELECT e.*, list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM known_events(later) e
    ANTI JOIN related_clocks r USING (event_id)
    WHERE e.status <> 'calculated'
),

new_events AS (
    SELECT
        'Events' AS kind, e.event_id AS thing_id, e.date AS day, e.date AS happened, e.label, e.title, NULL AS before,
        CASE WHEN e.status = 'planned' THEN 'reported as a plan' WHEN e.date_precision = 'report date' THEN 'reported'
            WHEN e.date_precision = 'approximate' THEN 'occurred about this day' ELSE 'occurred' END AS after,
        e.tie::VARCHAR AS tie, NULL::BIGINT AS amount_usd, concat_ws(' ', e.summary, 'Roles that rest on it: ' || t.roles || '.') AS detail,
        'event' AS subject, e.event_id AS subject_id, e.source_ids
    FROM happened e
    LEFT JOIN event_roles t USING (event_id)
    WHERE e.date > earlier
),

proof AS (
    SELECT
        x.milestone_id AS clock_id, min(e.date) FILTER (x.evidence = 'meets') AS met,
        min(e.date) FILTER (x.evidence = 'progress') AS begun, min(e.date) FILTER (x.evidence = 'unmet') AS unmet
    FROM event_milestones x
    JOIN events e USING (event_id)
    WHERE e.date <= later
    GROUP BY ALL
),

new_clocks AS (
    SELECT
        'Clocks' AS kind, a.clock_id AS thing_id,
        coalesce(CASE a.status
            WHEN 'met' THEN p.met
            WHEN 'in progress' THEN p.begun
            WHEN 'overdue' THEN greatest(a.due_date + 1, p.unmet)
            WHEN 'no public evidence' THEN a.due_date + 1
        END, a.start_date, signing(NULL)) AS day,
        a.due_date AS happened, a.title AS label, a.title, b.status AS before, a.status AS after,
        CASE a.owner WHEN 'framework' THEN 'names the Framework' ELSE e.tie::VARCHAR END AS tie,
        NULL::BIGINT AS amount_usd,
        concat_ws(' ', 'Set by: ' || a.trigger || '.', a.on_record) AS detail,
        NULL::VARCHAR AS subject, NULL::VARCHAR AS subject_id, a.source_ids
    FROM every_clock(later) a
    LEFT JOIN every_clock(earlier) b USING (clock_id)
    LEFT JOIN proof p ON p.clock_id = a.clock_id
    LEFT JOIN events e ON e.event_id = a.clock_id
    WHERE a.status IS DISTINCT FROM b.status
),

new_calls AS (
    SELECT
        'Calls' AS kind, a.call_id AS thing_id,
        CASE WHEN a.state <> 'closed' THEN a.opens WHEN a.closes < later THEN a.closes + 1
            ELSE (SELECT reaches_to FROM coverage WHERE subject = 'calls') END AS day,
        CASE WHEN a.state <> 'closed' THEN a.opens ELSE a.closes END AS happened, a.short_title AS label, a.title,
        b.state AS before,
        CASE WHEN a.state = 'unknown' THEN 'opened; its last day is not on record'
            WHEN a.state = 'open' THEN 'open until ' || strftime(a.closes, '%-d %b %Y')
            WHEN a.closes < later THEN 'closed; its last day was ' || strftime(a.closes, '%-d %b %Y')
            ELSE 'found closed when looked up; its last day is not on record' END AS after,
        NULL::VARCHAR AS tie, a.total_usd AS amount_usd, concat_ws('; ', a.agency, CASE a.state WHEN 'closed' THEN a.state_note END, a.note) AS detail,
        'call' AS subject, a.call_id AS subject_id,
        list_filter([a.source_id, a.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states(later) a
    JOIN call_states(earlier) b USING (call_id)
    WHERE a.state <> b.state
),

-- An expectation passes only for whoever had it: what was read after its window tells nothing new by passing.
passed_rounds AS (
    SELECT
        'Calls' AS kind, w.watch_id || ' round' AS thing_id, w.next_until + 1 AS day, w.next_until AS happened,
        w.short_title AS label, w.title, 'next round expected' AS before,
        'expected round passed; whether it came is not on record' AS after, NULL::VARCHAR AS tie,
        NULL::BIGINT AS amount_usd, concat_ws('; ', w.agency, w.expected) AS detail, 'watch' AS subject, w.watch_id AS subject_id,
        [w.source_id] AS source_ids
    FROM watch_list(later) w
    WHERE w.standing <> 'open' AND w.read_on <= w.next_until AND w.next_until BETWEEN earlier AND later - 1
),

passed_looks AS (
    SELECT
        'Calls' AS kind, w.watch_id || ' look' AS thing_id, w.look_again + 1 AS day, w.look_again AS happened,
        w.short_title AS label, w.title, 'to be looked at again' AS before,
        'day to look again passed; what was found is not on record' AS after, NULL::VARCHAR AS tie,
        NULL::BIGINT AS amount_usd, concat_ws('; ', w.agency, w.expected) AS detail, 'watch' AS subject, w.watch_id AS subject_id,
        [w.source_id] AS source_ids
    FROM watch_list(later) w
    WHERE w.standing <> 'open' AND w.look_again BETWEEN earlier AND later - 1
),

money AS (
    SELECT a.*, concat_ws('; ', a.funder, a.status, a.note) AS detail
    FROM known_awards(later) a
),

new_awards AS (
    SELECT
        'Awards' AS kind, a.award_id AS thing_id, a.known_by AS day, a.announced AS happened,
        a.project || ': ' || a.title AS label, a.project_name || ': ' || a.title AS title,
        'in the place of: ' || t.before AS before,
        CASE WHEN a.commitment_level IN ('cancelled', 'superseded') THEN a.commitment_level || ' since'
            ELSE a.commitment_level::VARCHAR END || if(a.announced IS NULL, ', by this day', '') AS after,
        a.tie::VARCHAR AS tie, a.amount_usd, a.detail, 'project' AS subject, a.project_id AS subject_id, a.source_ids
    FROM money a
    LEFT JOIN took_the_place t USING (award_id)
    WHERE a.known_by > earlier
),

late_events AS (
    SELECT
        'Known late' AS kind, e.event_id AS thing_id, s.out_by AS day, e.date AS happened, e.label, e.title,
        'no source on record' AS before, s.published, e.tie::VARCHAR AS tie, NULL::BIGINT AS amount_usd,
        e.summary AS detail, 'event' AS subject, e.event_id AS subject_id, e.source_ids
    FROM happened e
    JOIN out_since s ON s.thing_id = e.event_id
    WHERE e.date <= earlier
),

late_awards AS (
    SELECT
        'Known late' AS kind, a.award_id AS thing_id, s.out_by AS day, a.announced AS happened,
        a.project || ': ' || a.title AS label, a.project_name || ': ' || a.title AS title,
        'no source on record' AS before, s.published, a.tie::VARCHAR AS tie, a.amount_usd,
        concat_ws('; ', a.commitment_level, a.detail) AS detail, 'project' AS subject, a.project_id AS subject_id,
        a.source_ids
    FROM money a
    JOIN out_since s ON s.thing_id = a.award_id
    WHERE a.award_id IN (SELECT award_id FROM known_awards(earlier))
),

late AS (
    SELECT
        * EXCLUDE (published),
        'first source on record: ' || CASE length(published) WHEN 4 THEN published
            WHEN 7 THEN strftime((published || '-01')::DATE, '%b %Y')
            ELSE strftime(published::DATE, '%-d %b %Y') END AS after
    FROM (FROM late_events UNION ALL FROM late_awards)
),

final AS (
    FROM new_events
    UNION ALL BY NAME FROM new_clocks
    UNION ALL BY NAME FROM new_calls
    UNION ALL BY NAME FROM passed_rounds
    UNION ALL BY NAME FROM passed_looks
    UNION ALL BY NAME FROM new_awards
    UNION ALL BY NAME FROM late
)

SELECT
    * EXCLUDE (source_ids), coalesce(is_joint(tie), false) AS joint, rests_on(source_ids) AS rests_on,
    list_sort(list_distinct(source_ids)) AS source_ids
FROM final
WHERE earlier < later;

-- What comes due within so many days of a day, for everyone: clocks that run out, calls that open or close, next rounds and
-- days to look again. subject and subject_id as in changes_between.
CREATE MACRO coming_due(judged_on, within) AS TABLE
WITH reach AS (
    SELECT judged_on AS first_day, judged_on + within AS last_day
),

due AS (
    SELECT
        'Clock' AS kind, clock_id AS thing_id, due_date AS day, title,
        concat_ws('. ', coalesce(at_end || '; set by a related decision', 'runs out; set by the Framework'), doubt) AS what,
        CASE owner WHEN 'framework' THEN 'Framework' ELSE 'Related' END AS set_by,
        NULL::VARCHAR AS prepare, NULL::VARCHAR AS subject, NULL::VARCHAR AS subject_id, source_ids
    FROM every_clock(judged_on)
    JOIN reach ON due_date BETWEEN first_day AND last_day
    WHERE status <> 'met'
),

turning AS (
    SELECT
        'Call' AS kind, call_id AS thing_id, CASE state WHEN 'not yet open' THEN opens ELSE closes END AS day, title,
        CASE state WHEN 'open' THEN 'last day to answer' WHEN 'not yet open' THEN 'opens'
            ELSE 'last day to answer; whether it is open is not known' END AS what, NULL::VARCHAR AS prepare,
        'call' AS subject, call_id AS subject_id,
        list_filter([c.source_id, c.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states(judged_on) c
    WHERE state <> 'closed'
),

watched AS (
    SELECT
        'Watch list' AS kind, w.watch_id AS thing_id,
        CASE WHEN w.look_again BETWEEN first_day AND last_day THEN w.look_again END AS look,
        least(look, CASE WHEN w.next_from BETWEEN first_day AND last_day THEN w.next_from END) AS day,
        w.title,
        concat_ws('; ', CASE WHEN look = day THEN 'look again' ELSE 'look again on ' || strftime(look, '%-d %b %Y') END,
            'next round: ' || w.expected) AS what,
        w.prepare, 'watch' AS subject, w.watch_id AS subject_id, [w.source_id] AS source_ids
    FROM watch_list(judged_on) w
    CROSS JOIN reach
    WHERE w.standing <> 'open'
),

final AS (
    FROM due
    UNION ALL BY NAME FROM turning
    UNION ALL BY NAME SELECT * EXCLUDE (look) FROM watched
)

SELECT
    * EXCLUDE (source_ids), date_diff('day', day, judged_on) AS days_past, rests_on(source_ids) AS rests_on,
    list_sort(list_distinct(source_ids)) AS source_ids
FROM final
WHERE day BETWEEN judged_on AND judged_on + within;

-- Every row that names a source, one row a naming, and the sources behind what concerns a department.
CREATE VIEW citations AS
SELECT source_id FROM provisions
UNION ALL SELECT second_source_id FROM provisions
UNION ALL SELECT source_id FROM differences
UNION ALL SELECT second_source_id FROM differences
UNION ALL SELECT source_id FROM brief_items
UNION ALL SELECT source_id FROM organizations
UNION ALL SELECT second_source_id FROM organizations
UNION ALL SELECT place_source_id FROM organizations
UNION ALL SELECT source_id FROM office_holders
UNION ALL SELECT source_id FROM organization_provisions
UNION ALL SELECT source_id FROM officials
UNION ALL SELECT person_source_id FROM officials
UNION ALL SELECT source_id FROM milestones
UNION ALL SELECT second_source_id FROM milestones
UNION ALL SELECT source_id FROM events
UNION ALL SELECT second_source_id FROM events
UNION ALL SELECT source_id FROM event_milestones
UNION ALL SELECT source_id FROM units
UNION ALL SELECT source_id FROM unit_sources
UNION ALL SELECT source_id FROM expertise
UNION ALL SELECT source_id FROM partner_statements
UNION ALL SELECT source_id FROM calls
UNION ALL SELECT second_source_id FROM calls
UNION ALL SELECT source_id FROM minerals
UNION ALL SELECT source_id FROM projects
UNION ALL SELECT place_source_id FROM projects
UNION ALL SELECT source_id FROM awards
UNION ALL SELECT second_source_id FROM awards
UNION ALL SELECT source_id FROM award_stages
UNION ALL SELECT source_id FROM mapping_programmes
UNION ALL SELECT source_id FROM sites
UNION ALL SELECT resource_source_id FROM sites
UNION ALL SELECT source_id FROM site_sources
UNION ALL SELECT source_id FROM unshipped
UNION ALL SELECT source_id FROM provision_relations
UNION ALL SELECT source_id FROM organization_relations
UNION ALL SELECT source_id FROM call_relations
UNION ALL SELECT source_id FROM partner_relations
UNION ALL SELECT source_id FROM mineral_relations
UNION ALL SELECT source_id FROM call_watch
UNION ALL SELECT source_id FROM watch_units
UNION ALL SELECT source_id FROM contact_units
UNION ALL SELECT source_id FROM contacts
UNION ALL SELECT source_id FROM countries
UNION ALL SELECT source_id FROM mineral_figures
UNION ALL SELECT source_id FROM import_reliance
UNION ALL SELECT source_id FROM import_shares
UNION ALL SELECT source_id FROM mineral_production
UNION ALL SELECT source_id FROM mineral_reserves
UNION ALL SELECT source_id FROM export_controls
UNION ALL SELECT source_id FROM stockpiles
UNION ALL SELECT source_id FROM recycling_rates
UNION ALL SELECT source_id FROM mineral_uses
UNION ALL SELECT source_id FROM governance
UNION ALL SELECT source_id FROM supply_caveats
UNION ALL SELECT source_id FROM disruptions
UNION ALL SELECT source_id FROM price_floors;

CREATE VIEW unit_citations AS
SELECT unit_id, source_id FROM units
UNION SELECT unit_id, source_id FROM unit_sources
UNION SELECT unit_id, source_id FROM expertise WHERE unit_id IS NOT NULL
UNION SELECT u.unit_id, unnest([p.source_id, p.second_source_id])
FROM unit_provisions u JOIN provisions p USING (provision_id)
UNION SELECT u.unit_id, unnest([e.source_id, e.second_source_id])
FROM unit_provisions u JOIN event_provisions ep USING (provision_id) JOIN events e USING (event_id)
UNION SELECT u.unit_id, o.source_id FROM unit_provisions u JOIN organization_provisions o USING (provision_id)
UNION SELECT r.unit_id, unnest([c.source_id, c.second_source_id])
FROM unit_relations r JOIN calls c ON r.subject = 'call' AND c.call_id = r.subject_id
UNION SELECT r.unit_id, s.source_id
FROM unit_relations r JOIN partner_statements s ON r.subject = 'partner' AND s.partner_id = r.subject_id
UNION SELECT u.unit_id, i.source_id FROM unit_items u JOIN brief_items i USING (item_id)
UNION SELECT u.unit_id, unnest([a.source_id, a.second_source_id, p.source_id])
FROM unit_projects u JOIN projects p USING (project_id) JOIN awards a USING (project_id)
UNION SELECT unit_id, source_id FROM unit_relations
UNION SELECT unit_id, source_id FROM contact_units
UNION SELECT unit_id, source_id FROM unit_watch;

-- Ground ---------------------------------------------------------------------------------------------------------

-- All sites, shipped and imported: ONE PLACE TO UNITE THEM, and everything about the ground asks this view only. dataset
-- is NULL for what is shipped; an imported site has no source of ours, and its mineral may not be known.
CREATE VIEW all_sites AS
SELECT
    s.site_id AS site_key, NULL::VARCHAR AS dataset, s.name,
    replace(s.country_name, 'United States of America', 'United States') AS country, s.country_iso3, s.admin_area,
    s.latitude, s.longitude, s.mineral_id, m.minerals, s.kind::VARCHAR AS kind, s.status::VARCHAR AS status,
    s.deposit_type, s.source_id
FROM sites s
JOIN (SELECT site_id, list(mineral_id ORDER BY mineral_id) AS minerals FROM site_minerals GROUP BY site_id) m
    USING (site_id)
UNION ALL
SELECT
    dataset || ':' || record_id, dataset, name,
    coalesce(replace(country, 'United States of America', 'United States'), 'Country not recorded'), country_iso3,
    admin_area, latitude, longitude, mineral_id, minerals, coalesce(kind::VARCHAR, 'kind not recorded'),
    coalesce(status::VARCHAR, 'unknown'), deposit_type, NULL
FROM imported_sites;

-- Surveys and mapping programmes known on a day: begun in its year or before, or of an unknown year.
CREATE MACRO known_programmes(as_of) AS TABLE
SELECT *
FROM mapping_programmes
WHERE coalesce(year_start <= year(as_of), true);

-- Distance over the globe in km by the haversine formula, on a sphere of radius 6,371.0088 km; points in degrees.
CREATE MACRO distance_km(from_latitude, from_longitude, to_latitude, to_longitude) AS
    2 * 6371.0088 * asin(least(1, sqrt(
        sin(radians(to_latitude - from_latitude) / 2) ** 2
        + cos(radians(from_latitude)) * cos(radians(to_latitude)) * sin(radians(to_longitude - from_longitude) / 2) ** 2)));

-- Kinds of site at which something is processed.
CREATE VIEW plant_kinds AS SELECT unnest(['smelter or refinery', 'processing plant']) AS kind;

-- Minerals that count as another one: itself, and its members where it is a group (the rare earths).
CREATE VIEW mineral_members AS
SELECT mineral_id AS wanted, mineral_id FROM minerals
UNION ALL
SELECT parent_id, mineral_id FROM mineral_parents;

-- Countries named beside the United States or Japan in an event known by a day, those two and China apart: what stands
-- beside China in the events are export controls, protests and a truce.
CREATE MACRO partner_countries(as_of) AS TABLE
SELECT DISTINCT c.country
FROM known_events(as_of) e
JOIN event_countries c USING (event_id)
JOIN event_countries side ON side.event_id = e.event_id AND side.country IN ('United States', 'Japan')
WHERE c.country NOT IN ('United States', 'Japan', 'China', 'G7', 'European Union', 'Other countries');

-- Sites under the reader's filters, each with its mineral's name and group and the side of the Framework it lies on.
-- A mineral keeps every site that lists it or a member of it; the group is that of the main mineral alone, so that
-- groups add up. partners are the countries beside the two. An only_… that is NULL keeps all; of imported sets those
-- named are shown, and none where that is NULL.
CREATE MACRO picked_sites(
    partners, only_minerals := NULL, only_groups := NULL, only_countries := NULL, only_kinds := NULL, only_sides := NULL,
    only_words := NULL, also_datasets := NULL) AS TABLE
WITH sided AS (
    SELECT
        s.*, coalesce(m.name, 'Mineral not recorded') AS mineral,
        coalesce(m.mineral_group::VARCHAR, 'Other minerals') AS mineral_group,
        CASE
            WHEN s.country IN ('United States', 'Japan') THEN s.country
            WHEN list_contains(partners, s.country) THEN 'Other partner countries'
            ELSE 'Elsewhere'
        END AS side
    FROM all_sites s
    LEFT JOIN minerals m USING (mineral_id)
)

SELECT *
FROM sided
WHERE (dataset IS NULL OR list_contains(also_datasets::VARCHAR[], dataset))
    AND (only_minerals::VARCHAR[] IS NULL OR list_has_any(minerals,
        (SELECT list(x.mineral_id) FROM mineral_members x WHERE list_contains(only_minerals::VARCHAR[], x.wanted))))
    AND (only_groups::VARCHAR[] IS NULL OR list_contains(only_groups::VARCHAR[], mineral_group))
    AND (only_countries::VARCHAR[] IS NULL OR list_contains(only_countries::VARCHAR[], country))
    AND (only_kinds::VARCHAR[] IS NULL OR list_contains(only_kinds::VARCHAR[], kind))
    AND (only_sides::VARCHAR[] IS NULL OR list_contains(only_sides::VARCHAR[], side))
    AND has_words(concat_ws(' ', name, mineral, country, admin_area, deposit_type, kind), only_words);

-- Supply ---------------------------------------------------------------------------------------------------------

-- The 60 minerals of the U.S. list and the two groups, each with the row whose group figures may stand for it. The
-- figures of the rare earths are of lanthanides and yttrium: scandium, also a member, is not in them.
CREATE VIEW supply_minerals AS
SELECT
    m.mineral_id, m.name, m.symbol, m.mineral_group::VARCHAR AS mineral_group, m.on_japan_list,
    m.mineral_id IN (SELECT parent_id FROM mineral_parents) AS is_group,
    CASE WHEN m.mineral_id <> 'scandium' THEN p.parent_id END AS stands_for, m.source_id
FROM minerals m
LEFT JOIN mineral_parents p USING (mineral_id)
WHERE m.on_us_list;

-- The 60 listed minerals and the two groups with what is on record of each, one row a mineral: figures, uses, stocks,
-- controls, and the departments tied to it by our reading, those with clear business apart too. units are those of its departments, as identifiers, and the
-- schools of those with clear business.
CREATE VIEW mineral_records AS
WITH uses AS (
    SELECT
        mineral_id, list(use::VARCHAR ORDER BY use) AS uses,
        count(*) FILTER (WHERE use::VARCHAR IN (SELECT product::VARCHAR FROM provision_products)) AS named_products,
        any_value(source_id) AS source_id
    FROM mineral_uses
    GROUP BY ALL
),

-- A unit tied to a group is tied to its members through the group; a school has the clear business of its departments
-- without being one of those named.
ties AS (
    SELECT m.mineral_id, r.unit_id, r.grade, r.strength = 'clear' AS clear, d.school_id
    FROM relations r
    JOIN mineral_members x ON x.wanted = r.subject_id
    JOIN supply_minerals m ON m.mineral_id = x.mineral_id
    LEFT JOIN school_departments d ON d.unit_id = r.unit_id AND r.strength = 'clear'
    WHERE r.subject = 'mineral' AND r.strength <> 'rejected'
),

departments AS (
    SELECT
        mineral_id, list(name ORDER BY grade DESC, name) AS departments,
        coalesce(list(name ORDER BY grade DESC, name) FILTER (clear), []) AS clear_departments,
        list_sort(list_distinct(list_concat(list(unit_id), flatten(list(schools))))) AS units
    FROM (
        SELECT
            t.mineral_id, t.unit_id, u.short_name AS name, max(t.grade) AS grade, bool_or(t.clear) AS clear,
            coalesce(list(t.school_id) FILTER (t.school_id IS NOT NULL), []) AS schools
        FROM ties t JOIN units u USING (unit_id)
        GROUP BY ALL)
    GROUP BY ALL
),

controls AS (
    SELECT
        mineral_id, list(n.country || ': ' || c.kind::VARCHAR || coalesce(' (' || c.what || ')', '') || ', ' || c.year
            ORDER BY n.country) AS controls, any_value(c.source_id) AS source_id
    FROM export_controls c JOIN countries n USING (country_iso3)
    GROUP BY ALL
)

SELECT
    m.mineral_id, m.name AS mineral, m.symbol, m.mineral_group, m.is_group, g.name AS group_name, p.parent_id AS member_of, m.on_japan_list,
    r.published AS reliance, r.low_pct AS reliance_low_pct, r.high_pct AS reliance_high_pct, r.form AS reliance_form,
    r.scope::VARCHAR AS reliance_scope,
    f.us_consumption_t, f.us_consumption_below_t, f.us_primary_t, f.us_secondary_t, f.world_t,
    f.note AS figures_note, y.input_rate_pct, y.note AS recycling_note,
    coalesce(u.uses, []) AS uses, u.named_products, coalesce(d.departments, []) AS departments,
    coalesce(d.clear_departments, []) AS clear_departments, d.units,
    us.standing::VARCHAR AS us_stock, jp.standing::VARCHAR AS japan_stock,
    coalesce(c.controls, []) AS controls, v.caveat,
    list_distinct(list_filter(list_concat([m.source_id, r.source_id, f.source_id, y.source_id, u.source_id, us.source_id,
        jp.source_id, c.source_id, v.source_id], ['s_lodestone']), lambda s: s IS NOT NULL)) AS source_ids
FROM supply_minerals m
LEFT JOIN mineral_parents p ON p.mineral_id = m.mineral_id
LEFT JOIN minerals g ON g.mineral_id = m.stands_for
LEFT JOIN import_reliance r ON r.mineral_id = m.mineral_id AND r.headline
LEFT JOIN mineral_figures f ON f.mineral_id = m.mineral_id
LEFT JOIN recycling_rates y ON y.mineral_id = m.mineral_id
LEFT JOIN uses u ON u.mineral_id = m.mineral_id
LEFT JOIN departments d ON d.mineral_id = m.mineral_id
LEFT JOIN stockpiles us ON us.mineral_id = m.mineral_id AND us.country_iso3 = 'USA'
LEFT JOIN stockpiles jp ON jp.mineral_id = m.mineral_id AND jp.country_iso3 = 'JPN'
LEFT JOIN controls c ON c.mineral_id = m.mineral_id
LEFT JOIN supply_caveats v ON v.mineral_id = coalesce(m.stands_for, m.mineral_id);

-- Whose figures by country a mineral has: its own, else those of its group. Output counts where a country has its own.
CREATE VIEW production_owner AS
WITH own AS (SELECT DISTINCT mineral_id FROM mineral_production WHERE country_iso3 IS NOT NULL)
SELECT m.mineral_id, o.mineral_id AS owner_id
FROM supply_minerals m
JOIN own o ON o.mineral_id = CASE
    WHEN m.mineral_id IN (SELECT mineral_id FROM own) THEN m.mineral_id ELSE m.stands_for END;

-- Import shares of the form that stands for a mineral, of the latest period, its own or else those of its group.
CREATE VIEW headline_imports AS
WITH latest AS (
    SELECT *, coalesce(supplier_iso3, 'others') AS supplier
    FROM import_shares
    WHERE headline
    QUALIFY period_end = max(period_end) OVER (PARTITION BY importer_iso3, mineral_id)
),

owner AS (
    SELECT m.mineral_id, i.importer_iso3, i.mineral_id AS owner_id
    FROM supply_minerals m
    JOIN (SELECT DISTINCT importer_iso3, mineral_id FROM latest) i
        ON i.mineral_id = m.mineral_id OR i.mineral_id = m.stands_for
    QUALIFY row_number() OVER (PARTITION BY m.mineral_id, i.importer_iso3 ORDER BY i.mineral_id = m.mineral_id DESC) = 1
)

SELECT o.mineral_id, o.owner_id, l.* EXCLUDE (mineral_id)
FROM owner o
JOIN latest l ON l.mineral_id = o.owner_id AND l.importer_iso3 = o.importer_iso3;

-- Political risk of a country as the GeoPolRisk method has it: (2.5 - political stability) / 5, 0 to 1.
CREATE VIEW political_risk AS
SELECT country_iso3, least(1, greatest(0, (2.5 - political_stability) / 5)) AS risk, source_id
FROM governance;

-- The minerals whose records count for one: itself, the members where it is a group, and the group it belongs to.
CREATE MACRO counting_for(element) AS (
    SELECT list(mineral_id)
    FROM (
        SELECT x.mineral_id FROM mineral_members x WHERE x.wanted = element
        UNION SELECT y.parent_id FROM mineral_parents y WHERE y.mineral_id = element));

-- Counted awards known on a day that name one mineral, its group or, for a group, a member.
CREATE MACRO awards_for(as_of, element) AS TABLE
SELECT a.*
FROM known_awards(as_of) a
WHERE a.counted AND list_has_any(a.minerals, counting_for(element));

-- Search ---------------------------------------------------------------------------------------------------------

-- A text as it is searched: letters and digits in small letters without accents, one space between words and at both ends;
-- each Japanese sign is a word of its own.
CREATE MACRO as_words(text) AS ' ' || trim(regexp_replace(
    regexp_replace(folded(text), '([\p{Han}\p{Hiragana}\p{Katakana}])', ' \1 ', 'g'), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';

-- A month in full as it is shortened, a day in figures as days are written; none for any other word.
CREATE MACRO as_dated(word) AS CASE
    WHEN regexp_full_match(word, '\d{4} \d\d \d\d') THEN lower(strftime(try_cast(replace(word, ' ', '-') AS DATE), '%-d %b %Y'))
    WHEN regexp_full_match(word, '(january|february|march|april|june|july|august|september|october|november|december)') THEN word[1:3]
    END;

-- What else counts as a word of a search: the word without an ending that others of its kind have (recycle, recycled and
-- recycling begin alike, battery and batteries), so that its beginning is left long enough to be told from other words; a
-- month or a day as it is written here; the number of an entry in full (P3 and P-03 are P03). Else the word itself. A space
-- at its end says that it counts as a whole word only, as a number does: 4 is not the beginning of 46.
CREATE MACRO other_form(word) AS coalesce(as_dated(word) || ' ', CASE
    WHEN regexp_full_match(word, '\d+( \d+)*') THEN word || ' '
    WHEN regexp_full_match(word, '[pdw] ?\d{1,2}') THEN word[1] || lpad(trim(word[2:]), 2, '0') || ' '
    WHEN regexp_full_match(word, '[cef] ?\d{1,3}') THEN word[1] || lpad(trim(word[2:]), 3, '0') || ' '
    WHEN regexp_full_match(word, '[a-z]{4,}ies') THEN word[:-4]
    WHEN regexp_full_match(word, '[a-z]{3,}(ss|sh|ch|x)es') THEN word[:-3]
    WHEN regexp_full_match(word, '[a-z]{5,}ing') THEN word[:-4]
    WHEN regexp_full_match(word, '[a-z]{5,}ed|[a-z]{6,}es') THEN word[:-3]
    WHEN regexp_full_match(word, '[a-z]{6,}[ey]') OR regexp_full_match(word, '[a-z]{3,}[^sui]s') AND NOT ends_with(word, 'ics') THEN word[:-2]
    ELSE word END);

-- The words of a search, each once, and what else counts as it. Small words, which say nothing, are left out where others
-- stand beside them.
CREATE MACRO search_terms(search) AS TABLE
WITH said AS (
    SELECT DISTINCT
        trim(as_words(unnest(string_split(search::VARCHAR, ' ')))) AS word,
        list_contains(['a', 'an', 'and', 'are', 'do', 'does', 'for', 'from', 'how', 'is', 'me', 'my', 'of', 'on', 'our', 'should',
            'the', 'there', 'to', 'what', 'when', 'where', 'which', 'who', 'why', 'will', 'with', 'your'], word) AS small
)

SELECT word, other_form(word) AS other
FROM said
WHERE word <> '' AND (NOT small OR (SELECT bool_and(small) FROM said WHERE word <> ''));

-- The words of a search one after the other, dates as they are written here, as they would stand in an entry; of a single
-- word none.
CREATE MACRO search_phrase(search) AS (
    SELECT CASE WHEN len(said) > 1 THEN ' ' || list_aggregate(list_transform(said, lambda one: coalesce(as_dated(one), one)), 'string_agg', ' ') || CASE WHEN regexp_matches(said[-1], '\d$') THEN ' ' ELSE '' END END
    FROM (SELECT list_filter(list_transform(string_split(search::VARCHAR, ' '), lambda one: trim(as_words(one))), lambda one: one <> '') AS said));

-- How an entry meets a word of a search: 4 a whole word of its title, 3 the beginning of one, or of what else counts as the
-- word, 2 and 1 the same in its text, else 0.
CREATE MACRO word_points(title_words, text_words, word, other) AS CASE
    WHEN contains(title_words, ' ' || word || ' ') THEN 4
    WHEN contains(title_words, ' ' || other) THEN 3
    WHEN contains(text_words, ' ' || word || ' ') THEN 2
    WHEN contains(text_words, ' ' || other) THEN 1
    ELSE 0 END;

-- Whether something that stands from one day until before another stands on a day; without the one it always did, without
-- the other it always will.
CREATE MACRO stands_on(day, since, before) AS coalesce(since <= day, true) AND coalesce(day < before, true);

-- Whether what is an item of a brief, or of none, is looked through when some briefs are chosen.
CREATE MACRO stands_among(brief, unchosen, among) AS CASE WHEN brief IS NULL OR among IS NULL THEN unchosen ELSE list_contains(among, brief) END;

-- Everything that the search looks through but sites, with its words, so that no search gathers and folds them again. What
-- a day changes has a row for each span of days: it stands from since until before. brief_id is the brief whose item it is
-- and NULL for all else; items of imported briefs are found again by their first words.
CREATE VIEW search_entries AS
WITH item_kinds AS (
    SELECT
        unnest(['opportunity', 'action', 'risk', 'program', 'impact', 'summary', 'milestone', 'official', 'signatory'])
            AS item_kind,
        unnest(['Opportunity', 'Action', 'Risk', 'Program', 'Impact', 'Summary', 'Deadline', 'Official', 'Official'])
            AS kind,
        unnest([2, 3, 4, 5, 6, 7, 8, 9, 9]) AS place
),

-- The days on which what is said of a call, an event or a project becomes another.
turns AS (
    SELECT 'call' AS what, call_id AS id, unnest(['-infinity'::DATE, opens, closes + 1,
        (SELECT reaches_to FROM coverage WHERE subject = 'calls')]) AS since FROM calls
    UNION SELECT 'event', event_id, unnest([known_from, greatest(known_from, date + 1)]) FROM events JOIN event_days USING (event_id)
    UNION SELECT 'project', project_id, coalesce(known_by, '-infinity') FROM award_money
),

spans AS (
    SELECT what, id, since, lead(since) OVER (PARTITION BY what, id ORDER BY since) AS before
    FROM turns
    WHERE since IS NOT NULL
),

read_items AS (
    SELECT i.*, coalesce(nullif(regexp_extract(text, '^(.{1,60})(\s|$)', 1), ''), left(text, 60)) AS words
    FROM imported_items i
),

holders AS (
    SELECT organization_id, string_agg(office || ': ' || person, ', ' ORDER BY office) AS said,
        list(source_id ORDER BY source_id) AS source_ids
    FROM office_holders
    GROUP BY ALL
),

statements AS (
    SELECT partner_id, string_agg(concat_ws(' ', focus, us_link, vanderbilt_link), ' · ' ORDER BY statement_id) AS said,
        list(source_id ORDER BY source_id) AS source_ids
    FROM partner_statements
    GROUP BY ALL
),

-- A project is known once one of its awards is.
project_awards AS (
    SELECT s.id AS project_id, s.since, s.before,
        string_agg(DISTINCT named, ', ' ORDER BY named) AS said,
        list_sort(list_distinct(flatten(list(a.source_ids)))) AS source_ids
    FROM spans s
    JOIN (SELECT *, nullif(array_to_string(mineral_names, ', '), '') AS named FROM award_money) a
        ON a.project_id = s.id AND coalesce(a.known_by, '-infinity') <= s.since
    WHERE s.what = 'project'
    GROUP BY ALL
),

entries AS MATERIALIZED (
    SELECT
        NULL::VARCHAR AS brief_id, NULL::DATE AS since, NULL::DATE AS before,
        'Provision' AS kind, 1 AS place, p.provision_id AS id, p.title, p.provision_id AS also,
        p.pillar::VARCHAR AS about,
        concat_ws(' · ', p.commitment, p.note,
            (SELECT string_agg(instrument::VARCHAR, ', ' ORDER BY instrument) FROM provision_instruments i
             WHERE i.provision_id = p.provision_id),
            (SELECT string_agg(product::VARCHAR, ', ' ORDER BY product) FROM provision_products i
             WHERE i.provision_id = p.provision_id),
            (SELECT string_agg(actor, ', ' ORDER BY actor) FROM provision_actors i
             WHERE i.provision_id = p.provision_id)) AS text,
        'provisions' AS page, 'provision' AS parameter, p.provision_id AS target,
        [p.source_id, p.second_source_id] AS source_ids
    FROM provisions p
    UNION ALL
    SELECT i.brief_id, NULL, NULL, k.kind, k.place, i.item_id, i.title, NULL, concat_ws(' · ', s.title, g.title),
        concat_ws(' · ', i.text, o.office, o.person), 'brief', 'q', i.title, [i.source_id, o.person_source_id]
    FROM brief_items i
    JOIN item_kinds k ON k.item_kind = i.kind::VARCHAR
    JOIN brief_sections s USING (brief_id, section)
    LEFT JOIN summary_groups g USING (group_id)
    LEFT JOIN officials o USING (item_id)
    UNION ALL
    SELECT x.brief_id, b.posted_date, NULL,
        coalesce(k.kind, 'Organization'), coalesce(k.place, 13), x.brief_id || '.' || x.block || '.' || x.position,
        x.words || CASE WHEN length(x.text) > length(x.words) THEN '…' ELSE '' END, NULL, concat_ws(' · ', x.locator, b.short_title),
        x.text, 'brief', 'q', x.words, [x.brief_id]
    FROM read_items x
    JOIN every_brief b USING (brief_id)
    LEFT JOIN item_kinds k ON outline_of(k.item_kind) = x.section
    UNION ALL
    SELECT NULL, NULL, NULL, 'Difference', 10, d.difference_id, d.topic, NULL,
        concat_ws(' · ', p.provision_id || ' ' || p.title, d.kind),
        concat_ws(' ', 'The brief:', d.brief_says, 'The published text: ' || d.text_says), 'provisions', 'provision',
        p.provision_id, [d.source_id, d.second_source_id]
    FROM differences d
    JOIN provisions p USING (provision_id)
    UNION ALL
    SELECT NULL, s.since, s.before, 'Call', 11, c.call_id, c.title, concat_ws(' · ', c.call_id, c.number),
        concat_ws(' · ', c.agency, replace(
            call_state(opens := c.opens, closes := c.closes, seen_closed_on := c.seen_closed_on, as_of := s.since), 'unknown', 'state not known')),
        concat_ws(' · ', c.office, c.eligible, c.role_note,
            (SELECT string_agg(mineral, ', ' ORDER BY mineral) FROM call_minerals m WHERE m.call_id = c.call_id),
            (SELECT string_agg(field, ', ' ORDER BY field) FROM call_fields f WHERE f.call_id = c.call_id),
            'closes ' || strftime(c.closes, '%-d %b %Y'), c.state_note, c.japan_angle, c.note), 'calls', 'opened', c.call_id,
        [c.source_id, c.second_source_id]
    FROM dated_calls c
    JOIN spans s ON s.what = 'call' AND s.id = c.call_id
    UNION ALL
    -- What is watched and is none of the calls; of those their entries tell.
    SELECT NULL, NULL, NULL, 'Watched program', 12, w.watch_id, w.title, concat_ws(' · ', w.watch_id, nullif(w.short_title, w.title)), w.agency,
        concat_ws(' · ', 'next: ' || w.expected, 'look again on ' || strftime(w.look_again, '%-d %b %Y'), w.kind, w.past_rounds,
            w.university_role, w.prepare, w.note), 'calls', 'opened', w.watch_id, [w.source_id]
    FROM watch_list('infinity'::DATE) w
    WHERE w.call_id IS NULL
    UNION ALL
    -- Doors that no organization on record keeps are shown with their source.
    SELECT NULL, NULL, NULL, 'Public door', 14, k.contact_id, concat_ws(': ', o.short_name, k.office), k.contact_id,
        concat_ws(' · ', k.for_whom, k.field),
        concat_ws(' · ', k.purpose, k.channel, 'seen ' || strftime(k.seen_date, '%-d %b %Y'), k.note),
        CASE WHEN o.organization_id IS NULL THEN 'sources' ELSE 'agencies' END,
        CASE WHEN o.organization_id IS NULL THEN 'q' ELSE 'organization' END, coalesce(o.organization_id, q.title), [k.source_id]
    FROM public_contacts k
    JOIN sources q USING (source_id)
    LEFT JOIN organizations o USING (organization_id)
    UNION ALL
    SELECT NULL, NULL, NULL, 'Organization', 13, o.organization_id, o.name,
        concat_ws(' · ', nullif(o.short_name, o.name), nullif(o.abbreviation, o.short_name)),
        concat_ws(' · ', o.country, o.type), concat_ws(' · ', o.role, o.note, o.city, h.said), 'agencies',
        'organization', o.organization_id, list_concat([o.source_id, o.second_source_id], h.source_ids)
    FROM organizations o
    LEFT JOIN holders h USING (organization_id)
    UNION ALL
    SELECT NULL, NULL, NULL, 'University unit', 15, u.unit_id, u.name, nullif(u.short_name, u.name), u.school,
        concat_ws(' · ', u.relevance,
            (SELECT string_agg(discipline, ', ' ORDER BY discipline) FROM unit_disciplines d
             WHERE d.unit_id = u.unit_id),
            -- People look for a department by its field, whatever it is called.
            (SELECT string_agg(t.title, ', ' ORDER BY t.position) FROM unit_topics x JOIN topics t USING (topic_id)
             WHERE x.unit_id = u.unit_id),
            u.named_as, u.status_note), 'department', 'department', u.unit_id, [u.source_id]
    FROM units u
    UNION ALL
    -- Work whose department no source tells is shown with its source.
    SELECT NULL, NULL, NULL, 'Expertise', 16, e.expertise_id, e.title, NULL,
        concat_ws(' · ', coalesce(u.short_name, 'department not stated'), e.as_of_year),
        concat_ws(' · ', e.description, e.note), CASE WHEN e.unit_id IS NULL THEN 'sources' ELSE 'department' END,
        CASE WHEN e.unit_id IS NULL THEN 'q' ELSE 'department' END, coalesce(e.unit_id, s.title), [e.source_id]
    FROM expertise e
    JOIN sources s USING (source_id)
    LEFT JOIN units u USING (unit_id)
    UNION ALL
    SELECT NULL, NULL, NULL, 'Partner', 17, p.partner_id, p.name, p.name_ja, concat_ws(' · ', p.type, p.place), s.said,
        'calls', 'partner', p.partner_id, list_concat([p.source_id], s.source_ids)
    FROM partners p
    LEFT JOIN statements s USING (partner_id)
    UNION ALL
    -- What can be opened whole: the minerals of the U.S. list and the groups of them, by name or symbol.
    SELECT NULL, NULL, NULL, 'Mineral', 0, mineral_id, name, nullif(symbol, name), mineral_group::VARCHAR,
        concat_ws(', ', CASE WHEN on_us_list THEN 'on the U.S. list' END, CASE WHEN on_japan_list THEN 'on Japan''s list' END),
        'board', 'element', mineral_id, [source_id]
    FROM minerals
    WHERE on_us_list
    UNION ALL
    SELECT NULL, NULL, NULL, 'Topic', 18, topic_id, title, NULL, NULL, scope, 'opportunities', 'topic', topic_id, [source_id]
    FROM topics
    UNION ALL
    SELECT NULL, s.since, s.before, 'Event', 19, e.event_id, e.title, concat_ws(' · ', e.event_id, nullif(e.label, e.title)), concat_ws(' · ', strftime(e.date, '%-d %b %Y'), t.lane),
        concat_ws(' · ', e.summary, c.actors, r.title, open_question_on(s.since, e.date, e.open_question)), 'timeline', 'q', e.event_id,
        [e.source_id, e.second_source_id]
    FROM events e
    JOIN event_types t USING (type)
    JOIN event_context c USING (event_id)
    JOIN spans s ON s.what = 'event' AND s.id = e.event_id
    LEFT JOIN related_clocks r ON r.event_id = e.event_id
    UNION ALL
    SELECT NULL, make_date(p.year_start, 1, 1), NULL, 'Mapping program', 22, p.mapping_id, p.title, NULL,
        concat_ws(' · ', p.programme, p.place, p.year_start),
        concat_ws(' · ', p.lead, p.note,
            (SELECT string_agg(method, ', ' ORDER BY method) FROM mapping_methods h WHERE h.mapping_id = p.mapping_id),
            (SELECT string_agg(m.name, ', ' ORDER BY m.name) FROM mapping_minerals x JOIN minerals m USING (mineral_id)
             WHERE x.mapping_id = p.mapping_id)), 'geology', 'q', p.title, [p.source_id]
    FROM mapping_programmes p
    UNION ALL
    SELECT NULL, a.since, a.before, 'Project', 20, p.project_id, p.name, nullif(p.short_name, p.name),
        concat_ws(' · ', p.company, areas_of(p.project_id),
            (SELECT string_agg(country, ', ' ORDER BY country) FROM project_countries c WHERE c.project_id = p.project_id)),
        concat_ws(' · ', p.outcome, p.japan_note, a.said), 'funding', 'project', p.project_id,
        list_concat([p.source_id], a.source_ids)
    FROM projects p
    JOIN project_awards a USING (project_id)
    UNION ALL
    SELECT NULL, known_by, NULL, 'Award', 21, award_id, title, award_id,
        concat_ws(' · ', project, funder, strftime(announced, '%-d %b %Y')),
        concat_ws(' · ', commitment_level, instrument, nullif(array_to_string(stages, ', '), ''), nullif(array_to_string(mineral_names, ', '), ''), status, note), 'funding',
        'project', project_id, source_ids
    FROM award_money
    UNION ALL
    SELECT NULL, NULL, NULL, 'Word', 23, term_id, term, NULL, concat_ws(' · ', kind, whose), meaning, 'glossary', 'q', term, [source_id]
    FROM terms
    UNION ALL
    -- Of every imported brief its title and, of a card, its summary.
    SELECT NULL, posted_date, NULL, 'Brief', 24, brief_id, title, NULL,
        concat_ws(' · ', format, strftime(posted_date, '%-d %b %Y')), card_summary, 'briefs', 'among', brief_id, [brief_id]
    FROM imported_briefs
    UNION ALL
    SELECT NULL, NULL, NULL, 'Source', 25, source_id, title, NULL, concat_ws(' · ', publisher, published), note, 'sources', 'q', title,
        [source_id]
    FROM sources
)

SELECT
    brief_id, coalesce(brief_id = chosen_brief(NULL), true) AS unchosen, since, before, place, kind, id, title, nullif(also, '') AS also, nullif(about, '') AS about,
    nullif(text, '') AS text, page, parameter, target,
    list_distinct(list_filter(source_ids, lambda s: s IS NOT NULL)) AS source_ids,
    -- The title of a source names what a document is about: it counts as text, or documents come before what they tell of.
    as_words(CASE WHEN kind <> 'Source' THEN concat_ws(' ', title, also) END) AS title_words,
    as_words(concat_ws(' ', CASE WHEN kind = 'Source' THEN title END, about, text)) AS text_words
FROM entries;

-- Sites as the search shows them, with the words of their names.
CREATE VIEW search_sites AS
SELECT
    s.site_key, s.name, nullif(concat_ws(' · ', m.name, s.kind, s.country), '') AS about,
    list_filter([s.source_id], lambda s: s IS NOT NULL) AS source_ids,
    as_words(s.name) AS title_words
FROM all_sites s
LEFT JOIN minerals m USING (mineral_id);

-- Each word of four letters or more that the search looks through, by the brief and the days for which it stands there:
-- whether in a title of an entry, and how often. What may be a slip of the pen is looked for among these.
CREATE VIEW search_words AS
SELECT brief_id, unchosen, since, before, word, bool_or(of_title) AS of_title, count(*) AS times
FROM (
    SELECT brief_id, unchosen, since, before, unnest(string_split(trim(title_words), ' ')) AS word, true AS of_title FROM search_entries
    UNION ALL
    SELECT brief_id, unchosen, since, before, unnest(string_split(trim(text_words), ' ')), false FROM search_entries
    UNION ALL
    SELECT NULL, true, NULL, NULL, unnest(string_split(trim(title_words), ' ')), false FROM search_sites
)
WHERE len(word) >= 4
GROUP BY ALL;
