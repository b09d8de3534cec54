-- Everything on record in which every word of the search occurs, best first; where none does, what holds most words.
--
-- A word that occurs nowhere is taken for the nearest one on record (a slip in four letters, at most two); mended names
-- such words. whole tells whether an entry holds every word.
-- A word occurs where a word of the text begins with it; case, accents and punctuation do not matter, and a Japanese
-- sign may stand anywhere. score adds up, for each word of the search, the best it found: 4 a whole word of the title
-- (or number, short or Japanese name), 3 the beginning of one, 2 a whole word of the text, 1 the beginning of one.
-- Ties go by kind, then title. page, parameter and target say where an entry is shown; found counts all hits.
-- Sites are too many to be listed all: up to 200 are found, by name only, and none without a search.
-- $as_of DATE: events and awards known by this day, surveys begun by then, and the state of calls on it
-- $among VARCHAR[]?: briefs whose items are found; empty finds those of the Framework's own. Other entries stay
-- $q VARCHAR?: words that must all occur; empty keeps everything, unranked
-- $rows INTEGER: how many entries to give at most
WITH item_kinds AS (
    SELECT
        unnest(['opportunity', 'action', 'risk', 'program', 'impact', 'summary', 'milestone', 'official', 'signatory'])
            AS item_kind,
        unnest(['Opportunity', 'Action', 'Risk', 'Program', 'Impact', 'Summary', 'Deadline', 'Official', 'Official'])
            AS kind,
        unnest([2, 3, 4, 5, 6, 7, 8, 9, 9]) AS place
),

entries AS (
    SELECT
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
    SELECT k.kind, k.place, i.item_id, i.title, NULL, concat_ws(' · ', s.title, g.title),
        concat_ws(' · ', i.text, o.office, o.person), 'brief', 'q', i.title, [i.source_id, o.person_source_id]
    FROM brief_items i
    JOIN item_kinds k ON k.item_kind = i.kind::VARCHAR
    JOIN brief_sections s USING (brief_id, section)
    LEFT JOIN summary_groups g USING (group_id)
    LEFT JOIN officials o USING (item_id)
    WHERE is_among(i.brief_id, $among)
    UNION ALL
    -- Items of imported briefs that were chosen, each found again by its first words.
    SELECT coalesce(k.kind, 'Organization'), coalesce(k.place, 12), x.brief_id || '.' || x.block || '.' || x.position,
        x.words || CASE WHEN length(x.text) > length(x.words) THEN '…' ELSE '' END, NULL, concat_ws(' · ', x.heading, b.short_title),
        x.text, 'brief', 'q', x.words, [x.brief_id]
    FROM (
        SELECT i.*, coalesce(nullif(regexp_extract(text, '^(.{1,60})(\s|$)', 1), ''), left(text, 60)) AS words
        FROM imported_brief_items i
        WHERE NOT header_only AND $among IS NOT NULL AND is_among(brief_id, $among)
    ) x
    JOIN every_brief b USING (brief_id)
    LEFT JOIN item_kinds k ON outline_of(k.item_kind) = x.section
    WHERE coalesce(b.posted_date <= $as_of, true)
    UNION ALL
    SELECT 'Difference', 10, d.difference_id, d.topic, NULL, concat_ws(' · ', p.provision_id || ' ' || p.title, d.kind),
        concat_ws(' ', 'The brief:', d.brief_says, 'The published text: ' || d.text_says), 'provisions', 'provision',
        p.provision_id, [d.source_id, d.second_source_id]
    FROM differences d
    JOIN provisions p USING (provision_id)
    UNION ALL
    SELECT 'Call', 11, c.call_id, c.title, concat_ws(' · ', c.call_id, c.number),
        concat_ws(' · ', c.agency, CASE c.state WHEN 'unknown' THEN 'state not known' ELSE c.state END),
        concat_ws(' · ', c.office, c.eligible, c.role_note,
            (SELECT string_agg(mineral, ', ' ORDER BY mineral) FROM call_minerals m WHERE m.call_id = c.call_id),
            (SELECT string_agg(field, ', ' ORDER BY field) FROM call_fields f WHERE f.call_id = c.call_id),
            c.state_note, c.japan_angle, c.note), 'calls', 'opened', c.call_id, [c.source_id, c.second_source_id]
    FROM call_states($as_of) c
    UNION ALL
    SELECT 'Organization', 12, o.organization_id, o.name,
        concat_ws(' · ', nullif(o.short_name, o.name), nullif(o.abbreviation, o.short_name)),
        concat_ws(' · ', o.country, o.type), concat_ws(' · ', o.role, o.note, o.city, h.holders), 'agencies',
        'organization', o.organization_id, list_concat([o.source_id, o.second_source_id], h.source_ids)
    FROM organizations o
    LEFT JOIN (
        SELECT organization_id, string_agg(office || ': ' || person, ', ' ORDER BY office) AS holders,
            list(source_id ORDER BY source_id) AS source_ids
        FROM office_holders
        GROUP BY ALL
    ) h USING (organization_id)
    UNION ALL
    SELECT 'University unit', 13, u.unit_id, u.name, nullif(u.short_name, u.name), u.school,
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
    SELECT 'Expertise', 14, e.expertise_id, e.title, NULL,
        concat_ws(' · ', coalesce(u.short_name, 'department not stated'), e.as_of_year),
        concat_ws(' · ', e.description, e.note), CASE WHEN e.unit_id IS NULL THEN 'sources' ELSE 'department' END,
        CASE WHEN e.unit_id IS NULL THEN 'q' ELSE 'department' END, coalesce(e.unit_id, s.title), [e.source_id]
    FROM expertise e
    JOIN sources s USING (source_id)
    LEFT JOIN units u USING (unit_id)
    UNION ALL
    SELECT 'Partner', 15, p.partner_id, p.name, p.name_ja, concat_ws(' · ', p.type, p.place), s.said,
        'calls', 'partner', p.partner_id, list_concat([p.source_id], s.source_ids)
    FROM partners p
    LEFT JOIN (
        SELECT partner_id, string_agg(concat_ws(' ', focus, us_link, vanderbilt_link), ' · ' ORDER BY statement_id)
                AS said, list(source_id ORDER BY source_id) AS source_ids
        FROM partner_statements
        GROUP BY ALL
    ) s USING (partner_id)
    UNION ALL
    SELECT 'Topic', 16, topic_id, title, NULL, NULL, scope, 'opportunities', 'topic', topic_id, [source_id]
    FROM topics
    UNION ALL
    SELECT 'Event', 17, event_id, title, event_id, concat_ws(' · ', strftime(date, '%-d %b %Y'), lane),
        concat_ws(' · ', summary, actors, open_question), 'timeline', 'q', event_id, source_ids
    FROM described_events($as_of)
    UNION ALL
    SELECT 'Mapping programme', 20, p.mapping_id, p.title, NULL, concat_ws(' · ', p.programme, p.place, p.year_start),
        concat_ws(' · ', p.lead, p.note,
            (SELECT string_agg(method, ', ' ORDER BY method) FROM mapping_methods h WHERE h.mapping_id = p.mapping_id),
            (SELECT string_agg(m.name, ', ' ORDER BY m.name) FROM mapping_minerals x JOIN minerals m USING (mineral_id)
             WHERE x.mapping_id = p.mapping_id)), 'geology', 'q', p.title, [p.source_id]
    FROM known_programmes($as_of) p
    UNION ALL
    -- A project is known once one of its awards is.
    SELECT 'Project', 18, p.project_id, p.name, nullif(p.short_name, p.name), concat_ws(' · ', p.company, areas_of(p.project_id), c.countries),
        concat_ws(' · ', p.outcome, p.japan_note, a.said), 'funding', 'project', p.project_id,
        list_concat([p.source_id], a.source_ids)
    FROM projects p
    JOIN (
        SELECT project_id, string_agg(DISTINCT array_to_string(mineral_names, ', '), ', ') AS said,
            list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
        FROM known_awards($as_of)
        GROUP BY ALL
    ) a USING (project_id)
    LEFT JOIN (SELECT project_id, string_agg(country, ', ' ORDER BY country) AS countries FROM project_countries GROUP BY ALL)
        c USING (project_id)
    UNION ALL
    SELECT 'Award', 19, award_id, title, award_id,
        concat_ws(' · ', project, funder, strftime(announced, '%-d %b %Y')),
        concat_ws(' · ', commitment_level, instrument, array_to_string(stages, ', '), array_to_string(mineral_names, ', '), status, note), 'funding',
        'project', project_id, source_ids
    FROM known_awards($as_of)
    UNION ALL
    SELECT 'Word', 23, term_id, term, NULL, concat_ws(' · ', kind, whose), meaning, 'glossary', 'q', term, [source_id]
    FROM terms
    UNION ALL
    -- Of every imported brief its title and, of a card, its summary.
    SELECT 'Brief', 24, brief_id, title, NULL, concat_ws(' · ', format, strftime(posted_date, '%-d %b %Y')), card_summary,
        'briefs', 'among', brief_id, [brief_id]
    FROM imported_briefs
    WHERE coalesce(posted_date <= $as_of, true)
    UNION ALL
    SELECT 'Source', 21, source_id, title, NULL, concat_ws(' · ', publisher, published), note, 'sources', 'q', title,
        [source_id]
    FROM sources
),

raw AS (
    SELECT kind, id, 'title' AS part, concat_ws(' ', title, also) AS text FROM entries
    UNION ALL SELECT kind, id, 'text', concat_ws(' ', about, text) FROM entries
    UNION ALL SELECT NULL, NULL, 'search', unnest(string_split($q::VARCHAR, ' '))
),

-- Letters and digits with one space between words and at both ends; each Japanese sign is a word of its own.
folded AS (
    SELECT kind, id, part,
        ' ' || trim(regexp_replace(
            regexp_replace(strip_accents(lower(text)), '([\p{Han}\p{Hiragana}\p{Katakana}])', ' \1 ', 'g'),
            '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS text
    FROM raw
),

site_names AS (
    SELECT site_key, ' ' || trim(regexp_replace(strip_accents(lower(name)), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ' AS text
    FROM all_sites
    WHERE regexp_matches($q, '[\p{L}\p{N}]')
),

asked AS (
    SELECT DISTINCT trim(text) AS word FROM folded WHERE part = 'search' AND trim(text) <> ''
),

-- A word, not a number, that occurs nowhere is looked for among all words on record: at most a slip in four letters.
unheard AS (
    SELECT word
    FROM asked
    WHERE regexp_full_match(word, '\p{L}{4,}')
        AND NOT EXISTS (FROM folded f WHERE f.part <> 'search' AND contains(f.text, ' ' || asked.word))
        AND NOT EXISTS (FROM site_names n WHERE contains(n.text, ' ' || asked.word))
),

vocabulary AS (
    SELECT unnest(string_split(trim(text), ' ')) AS term, part = 'title' AS of_title FROM folded WHERE part <> 'search'
    UNION ALL
    SELECT unnest(string_split(trim(text), ' ')), false FROM site_names
),

terms AS (
    SELECT term, bool_or(of_title) AS of_title, count(*) AS times
    FROM vocabulary
    WHERE len(term) >= 4 AND EXISTS (FROM unheard)
    GROUP BY term
),

mended AS (
    SELECT
        u.word,
        arg_min(t.term, (damerau_levenshtein(u.word, t.term), NOT t.of_title, -t.times, t.term)) AS meant
    FROM unheard u
    JOIN terms t ON damerau_levenshtein(u.word, t.term) <= least(2, len(u.word) // 4)
    GROUP BY u.word
),

words AS (
    SELECT DISTINCT a.word AS asked, ' ' || coalesce(m.meant, a.word) AS word
    FROM asked a
    LEFT JOIN mended m USING (word)
),

everything AS (
    FROM entries
    UNION ALL
    (SELECT 'Site', 22, s.site_key, s.name, NULL, concat_ws(' · ', m.name, s.kind, s.country), NULL, 'geology', 'site',
        s.site_key, [s.source_id]
    FROM all_sites s
    JOIN site_names n USING (site_key)
    LEFT JOIN minerals m USING (mineral_id)
    WHERE (SELECT bool_and(contains(n.text, w.word)) FROM words w)
    ORDER BY s.name, s.site_key
    LIMIT 200)
),

searched AS (
    SELECT kind, id, part, text FROM folded WHERE part <> 'search'
    UNION ALL
    SELECT e.kind, e.id, 'title', n.text FROM everything e JOIN site_names n ON n.site_key = e.id WHERE e.kind = 'Site'
    UNION ALL
    SELECT kind, id, 'text', strip_accents(lower(' ' || about || ' ')) FROM everything WHERE kind = 'Site'
),

points AS (
    SELECT s.kind, s.id, w.word,
        max(CASE WHEN s.part = 'title' THEN 2 ELSE 0 END + CASE WHEN contains(s.text, w.word || ' ') THEN 2 ELSE 1 END)
            AS points
    FROM searched s
    JOIN words w ON contains(s.text, w.word)
    GROUP BY ALL
),

matched AS (
    SELECT kind, id, sum(points)::INTEGER AS score, count(*) AS heard
    FROM points
    GROUP BY ALL
),

-- Entries that hold every word; where none does, those that hold most of them.
scores AS (
    SELECT kind, id, score, heard, heard = (SELECT count(*) FROM words) AS whole
    FROM matched
    WHERE heard = (SELECT max(heard) FROM matched)
),

final AS (
    SELECT e.*, coalesce(s.score, 0) AS score, coalesce(s.whole, true) AS whole, count(*) OVER () AS found,
        (SELECT list(word || ' → ' || meant ORDER BY word) FROM mended) AS mended
    FROM everything e
    LEFT JOIN scores s USING (kind, id)
    WHERE $q IS NULL OR s.score IS NOT NULL
)

SELECT
    kind, id, title, nullif(also, '') AS also, nullif(about, '') AS about, nullif(text, '') AS text, page, parameter,
    target, score, whole, coalesce(mended, []) AS mended, found,
    list_distinct(list_filter(source_ids, lambda s: s IS NOT NULL)) AS source_ids
FROM final
ORDER BY score DESC, place, title, id
LIMIT $rows
