-- Everything the search looks through, with its words.

-- Whether something that stands from one day until before another stands on a day; without the one it always did,
-- without the other it always will.
CREATE MACRO stands_on(day, since, before) AS coalesce(since <= day, true) AND coalesce(day < before, true);

-- Whether what is an item of a brief, or of none, is looked through when some briefs are chosen.
CREATE MACRO stands_among(brief, unchosen, among) AS
    CASE WHEN brief IS NULL OR among IS NULL THEN unchosen ELSE list_contains(among, brief) END;

-- Everything that the search looks through but sites, with its words, so that no search gathers and folds them again.
-- What a day changes has a row for each span of days: it stands from since until before. brief_id is the brief whose
-- item it is and NULL for all else; items of imported briefs are found again by their first words.
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
            call_state(opens := c.opens, closes := c.closes, seen_closed_on := c.seen_closed_on, as_of := s.since),
            'unknown', 'state not known')),
        concat_ws(' · ', c.office, c.eligible, c.role_note,
            (SELECT string_agg(mineral, ', ' ORDER BY mineral) FROM call_minerals m WHERE m.call_id = c.call_id),
            (SELECT string_agg(field, ', ' ORDER BY field) FROM call_fields f WHERE f.call_id = c.call_id),
            'closes ' || strftime(c.closes, '%-d %b %Y'), c.state_note, c.japan_angle, c.note), 'calls', 'opened', c.call_id,
        [c.source_id, c.second_source_id]
    FROM dated_calls c
    JOIN spans s ON s.what = 'call' AND s.id = c.call_id
    UNION ALL
    -- What is watched and is none of the calls; of those their entries tell.
    SELECT NULL, NULL, NULL, 'Watched program', 12, w.watch_id, w.title,
        concat_ws(' · ', w.watch_id, nullif(w.short_title, w.title)), w.agency,
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
    SELECT NULL, s.since, s.before, 'Event', 19, e.event_id, e.title,
        concat_ws(' · ', e.event_id, nullif(e.label, e.title)), concat_ws(' · ', strftime(e.date, '%-d %b %Y'), t.lane),
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
        concat_ws(' · ', commitment_level, instrument, nullif(array_to_string(stages, ', '), ''),
            nullif(array_to_string(mineral_names, ', '), ''), status, note), 'funding',
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
),

-- Organizations that are known by letters: who looks for USGS also looks for the U.S. Geological Survey. An entry can
-- name one only where it has the first of its letters, or the longest word of its name, among its words.
bodies AS (
    SELECT abbreviation AS letters, as_words(abbreviation) AS letter_words, as_words(regexp_replace(name, ' \(.*\)$', '')) AS name_words
    FROM organizations
    WHERE regexp_full_match(abbreviation, '[A-Z][A-Za-z]*[A-Z](-[A-Z])?')
),

lettered AS (
    SELECT *, split_part(trim(letter_words), ' ', 1) AS word FROM bodies
    UNION
    SELECT *, list_reduce(string_split(trim(name_words), ' '), lambda one, other: CASE WHEN len(other) > len(one) THEN other ELSE one END)
    FROM bodies
),

worded AS (
    SELECT
        *, row_number() OVER () AS number, concat_ws(' ', title, also, about, text) AS said,
        as_words(CASE WHEN kind <> 'Source' THEN concat_ws(' ', title, also) END) AS title_words,
        -- The title of a source names what a document is about: it counts as text, or documents come before what they
        -- tell of.
        as_words(concat_ws(' ', CASE WHEN kind = 'Source' THEN title END, about, text)) AS text_words,
        coalesce(title_words, '') || text_words AS said_words
    FROM entries
),

-- The other name of each organization that an entry names by its letters or in full.
named AS (
    SELECT
        w.number,
        ltrim(CASE WHEN contains(said_words, name_words) THEN letter_words ELSE name_words END) AS other
    FROM (SELECT number, said, said_words, unnest(string_split(said_words, ' ')) AS word FROM worded) w
    JOIN lettered l USING (word)
    WHERE contains(said_words, name_words) <> (contains(said, letters) AND contains(said_words, letter_words))
    GROUP BY ALL
),

all_named AS (
    SELECT number, string_agg(other, '' ORDER BY other) AS others FROM named GROUP BY number
)

SELECT
    brief_id, coalesce(brief_id = chosen_brief(NULL), true) AS unchosen, since, before, place, kind, id, title,
    nullif(also, '') AS also, nullif(about, '') AS about,
    nullif(text, '') AS text, page, parameter, target,
    list_distinct(list_filter(source_ids, lambda s: s IS NOT NULL)) AS source_ids, title_words,
    text_words || coalesce(others, '') AS text_words
FROM worded
LEFT JOIN all_named USING (number)
ORDER BY number;

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
