-- How well each department fits each pillar of the Framework, with the terms of the score and the reasons in words.
--
-- One row a department and pillar that have anything in common. fit and relevance run from 0 to 5; readiness counts
-- what is at hand: a call that is open or may be, expertise on record, a Japanese partner, an official to write to.
-- $as_of DATE: the day on which calls are judged
-- $weights INTEGER[]?: points for named, topic, expertise, call, partner; empty takes the published ones
-- $department VARCHAR?: one department; empty keeps all
-- $schools VARCHAR[]?: schools to keep; empty keeps all
-- $pillars VARCHAR[]?: pillars to keep; empty keeps all
-- $topics VARCHAR[]?: keep fits that rest on one of these topics; empty keeps all
-- $min_fit INTEGER?: leave out fits below this
-- $call_states VARCHAR[]?: keep fits with a call in one of these states; empty keeps all
WITH reached AS (
    SELECT ct.topic_id, c.call_id
    FROM call_states($as_of) c
    JOIN call_topics ct USING (call_id)
    WHERE $call_states IS NULL OR list_contains($call_states, c.state)
),

final AS (
    SELECT
        f.unit_id, u.short_name AS unit, u.name AS unit_name, u.school, f.subject_id AS pillar, f.fit, f.relevance,
        (f.call > 0)::INTEGER + (f.expertise > 0)::INTEGER + (f.partner > 0)::INTEGER
            + (c.contacts IS NOT NULL)::INTEGER AS readiness,
        f.named, f.topic, f.expertise, f.call, f.partner, f.topics, f.topic_ids, f.reasons,
        coalesce(c.contacts, []) AS contacts, u.last_seen_year,
        list_sort(list_distinct(list_concat([u.source_id, 's_lodestone'], f.work_sources))) AS source_ids
    FROM scored_fit($as_of, $weights) f
    JOIN units u USING (unit_id)
    LEFT JOIN pillar_contacts c ON c.pillar = f.subject_id
    WHERE f.subject = 'pillar'
)

SELECT
    unit_id, unit, school, pillar, fit, relevance, readiness, named, topic, expertise, call, partner, topics, reasons,
    contacts, last_seen_year, source_ids
FROM final
WHERE fit > 0
    AND ($department IS NULL OR unit_id = $department)
    AND ($schools IS NULL OR list_contains($schools, school))
    AND ($pillars IS NULL OR list_contains($pillars, pillar))
    AND ($topics IS NULL OR list_has_any(topic_ids, $topics))
    AND ($min_fit IS NULL OR fit >= $min_fit)
    AND ($call_states IS NULL OR list_has_any(topic_ids, (SELECT list(topic_id) FROM reached)))
ORDER BY fit DESC, unit, pillar
