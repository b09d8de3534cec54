-- Partners in Japan with what sources state of them, their topics, and which departments have business with them.
--
-- One row a partner: those with a stated tie to Vanderbilt first, then with one to the United States; what is thin for
-- the department asked for comes last. A tie stands here only where a source says so. units lists the departments with
-- clear business, the closest first (a department stands for its school); reason says what the partner is to the
-- department asked for: Lodestone's own reading.
-- $department VARCHAR?: keep partners that a reading did not reject for this department, of a school those that a
-- department of it has clear business with, too; empty keeps all
-- $topics VARCHAR[]?: keep partners on one of these topics; empty keeps all
-- $q VARCHAR?: every word must stand in what is known of the partner; empty keeps all
-- $partner VARCHAR?: one partner; empty keeps all
WITH told AS (
    SELECT
        partner_id, string_agg(focus, ' ' ORDER BY statement_id) AS focus,
        string_agg(us_link, ' ' ORDER BY statement_id) AS us_link,
        string_agg(vanderbilt_link, ' ' ORDER BY statement_id) AS vanderbilt_link, count(*) AS statements,
        bool_or(vanderbilt_link IS NOT NULL AND link_ended IS NULL) AS tied_now, max(link_ended) AS link_ended,
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

fits AS (
    SELECT r.subject_id AS partner_id, list(u.short_name ORDER BY r.grade DESC, u.short_name) AS units
    FROM relations r
    JOIN units u USING (unit_id)
    ANTI JOIN covered_schools c USING (unit_id, subject, subject_id)
    WHERE r.subject = 'partner' AND r.strength = 'clear'
    GROUP BY ALL
),

final AS (
    SELECT
        p.partner_id, p.name, p.name_ja, p.type, p.place, d.focus, d.us_link, d.vanderbilt_link, d.tied_now, d.link_ended, d.statements,
        coalesce(s.stages, []) AS stages, coalesce(t.topics, []) AS topics, coalesce(t.topic_ids, []) AS topic_ids,
        coalesce(f.units, []) AS units, r.why AS reason, coalesce(r.strength = 'thin', false) AS thin,
        list_sort(list_distinct(list_concat([p.source_id], coalesce(d.sources, [])))) AS source_ids,
        concat_ws(' ', p.name, p.name_ja, p.type, p.place, d.focus, d.us_link, d.vanderbilt_link,
            array_to_string(s.stages, ' ')) AS words
    FROM partners p
    LEFT JOIN told d USING (partner_id)
    LEFT JOIN stages s USING (partner_id)
    LEFT JOIN tagged t USING (partner_id)
    LEFT JOIN fits f USING (partner_id)
    LEFT JOIN unit_relations r
        ON r.unit_id = $department AND r.subject = 'partner' AND r.subject_id = p.partner_id
)

SELECT
    partner_id, name, name_ja, type, place, focus, us_link, vanderbilt_link, tied_now, link_ended, statements, stages,
    topics, units, reason,
    source_ids
FROM final
WHERE ($department IS NULL OR reason IS NOT NULL)
    AND ($topics IS NULL OR list_has_any(topic_ids, $topics))
    AND has_words(words, $q)
    AND ($partner IS NULL OR partner_id = $partner)
ORDER BY thin, vanderbilt_link IS NOT NULL DESC, us_link IS NOT NULL DESC, name
