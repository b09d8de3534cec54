-- Partners in Japan with what sources state of them, their topics, and which departments share one.
--
-- One row a partner: those with a stated tie to Vanderbilt first, then with one to the United States. A tie stands here
-- only where a source says so. units lists the departments that share a topic, the most topics first (closed units are
-- left out), each with those topics; reason says why the partner concerns the department asked for.
-- $department VARCHAR?: keep partners that share a topic with this department; empty keeps all
-- $topics VARCHAR[]?: keep partners on one of these topics; empty keeps all
-- $q VARCHAR?: every word must stand in what is known of the partner; empty keeps all
-- $partner VARCHAR?: one partner; empty keeps all
WITH told AS (
    SELECT
        partner_id, string_agg(focus, ' ' ORDER BY statement_id) AS focus,
        string_agg(us_link, ' ' ORDER BY statement_id) AS us_link,
        string_agg(vanderbilt_link, ' ' ORDER BY statement_id) AS vanderbilt_link, count(*) AS statements,
        list(source_id ORDER BY statement_id) AS sources
    FROM partner_statements
    GROUP BY ALL
),

stages AS (
    SELECT partner_id, list(DISTINCT stage ORDER BY stage) AS stages
    FROM statement_stages
    JOIN partner_statements USING (statement_id)
    GROUP BY ALL
),

tagged AS (
    SELECT
        pt.partner_id, list(pt.topic_id) AS topic_ids,
        list(t.title || ' (“' || pt.words || '”)' ORDER BY t.position) AS topics
    FROM partner_topics pt
    JOIN topics t USING (topic_id)
    GROUP BY ALL
),

shared AS (
    SELECT pt.partner_id, u.unit_id, u.short_name, count(*) AS count, string_agg(t.title, ', ' ORDER BY t.position) AS titles
    FROM partner_topics pt
    JOIN unit_topics ut USING (topic_id)
    JOIN topics t USING (topic_id)
    JOIN units u USING (unit_id)
    WHERE NOT u.closed
    GROUP BY ALL
),

fits AS (
    SELECT
        partner_id, list(short_name ORDER BY count DESC, short_name) AS units,
        any_value('shares ' || titles) FILTER (unit_id = $department) AS reason
    FROM shared
    GROUP BY ALL
),

final AS (
    SELECT
        p.partner_id, p.name, p.name_ja, p.type, p.place, d.focus, d.us_link, d.vanderbilt_link, d.statements,
        coalesce(s.stages, []) AS stages, coalesce(t.topics, []) AS topics, coalesce(t.topic_ids, []) AS topic_ids,
        coalesce(f.units, []) AS units, f.reason,
        list_sort(list_distinct(list_concat([p.source_id], coalesce(d.sources, [])))) AS source_ids,
        concat_ws(' ', p.name, p.name_ja, p.type, p.place, d.focus, d.us_link, d.vanderbilt_link,
            array_to_string(s.stages, ' ')) AS words
    FROM partners p
    LEFT JOIN told d USING (partner_id)
    LEFT JOIN stages s USING (partner_id)
    LEFT JOIN tagged t USING (partner_id)
    LEFT JOIN fits f USING (partner_id)
)

SELECT
    partner_id, name, name_ja, type, place, focus, us_link, vanderbilt_link, statements, stages, topics, units, reason,
    source_ids
FROM final
WHERE ($department IS NULL OR reason IS NOT NULL)
    AND ($topics IS NULL OR list_has_any(topic_ids, $topics))
    AND has_words(words, $q)
    AND ($partner IS NULL OR partner_id = $partner)
ORDER BY vanderbilt_link IS NOT NULL DESC, us_link IS NOT NULL DESC, name
