-- All briefs, those of the content and the imported ones, with their items, words, scores and the names in them.

-- The briefs of data/briefs/ and those that a reader imported, numbered by their identifiers: among thousands of briefs
-- a number is found sooner than a text.
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

-- All words of each brief in small letters without accents, so that a search need not fold them again; how many items
-- it has.
CREATE VIEW every_brief_words AS
SELECT b.number, b.brief_id, count(i.text) AS items, folded(concat_ws(' ', any_value(b.title), string_agg(i.text, ' ' ORDER BY i.place)))
    AS searched
FROM every_brief b
LEFT JOIN every_brief_item i USING (brief_id)
GROUP BY b.number, b.brief_id;

-- Each word that stands in a brief, once, with the numbers of the briefs that have it: there are far fewer words than
-- texts.
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

-- Relevance scores of all briefs by the last section of the run each closes. What is no number from 1 to 5 has no
-- score.
CREATE VIEW every_brief_score AS
SELECT s.brief_id, (SELECT arg_max(outline_of(b.kind), b.position) FROM brief_sections b
    WHERE b.brief_id = s.brief_id AND b.closed_by = s.section) AS section, s.score::DOUBLE AS score, s.score::VARCHAR AS raw, s.rationale
FROM scores s
UNION ALL
SELECT brief_id, section, CASE WHEN in_range THEN value END, raw, rationale FROM imported_brief_scores;

-- Names within the name of an organization with brackets: what stands before them, and what stands in them where that
-- is a body and not letters, a program or a line of work. One that another organization has too, or the body above one,
-- is none.
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
-- reader mapped: exactly as written, and never by likeness. The end of a longer name, as of another university's
-- school, is none.
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

-- Topics of briefs: those we read in items of the Framework's own, those under which a related brief is listed, and
-- those of ours that stand in an imported brief exactly as we call them.
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
