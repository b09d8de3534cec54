-- How well each department fits each pillar of the Framework, with the terms of the score and the reasons in words.
--
-- One row a department and pillar with business between them, clear business first; a school is left out where a
-- department of its own has that business. fit and relevance run from 0 to 5; readiness counts
-- what is at hand: a call that is open or may be, work on record, a Japanese partner, an organization with a lever in
-- the pillar that the department has clear business with (contacts).
-- $as_of DATE: the day on which calls are judged
-- $weights INTEGER[]?: points for named, business, expertise, call, partner; empty takes the published ones
-- $department VARCHAR?: one department; of a school also what is clear for its departments; empty keeps all
-- $schools VARCHAR[]?: schools to keep; empty keeps all
-- $pillars VARCHAR[]?: pillars to keep; empty keeps all
-- $topics VARCHAR[]?: keep pairs that have one of these topics in common; empty keeps all
-- $min_fit INTEGER?: leave out fits below this
-- $call_states VARCHAR[]?: keep fits with a call in one of these states; empty keeps all
WITH reached AS (
    SELECT DISTINCT r.unit_id, cp.pillar::VARCHAR AS pillar
    FROM relations r
    JOIN call_states($as_of) c ON r.subject = 'call' AND c.call_id = r.subject_id
    JOIN call_pillars cp USING (call_id)
    WHERE r.strength = 'clear' AND list_contains($call_states, c.state)
),

near AS (
    SELECT r.unit_id, p.pillar::VARCHAR AS pillar, list_sort(list(DISTINCT o.short_name)) AS contacts
    FROM relations r
    JOIN known_links($as_of) l ON r.subject = 'organization' AND l.organization_id = r.subject_id
    JOIN provisions p USING (provision_id)
    JOIN organizations o USING (organization_id)
    WHERE r.strength = 'clear'
    GROUP BY ALL
),

final AS (
    SELECT
        f.unit_id, u.short_name AS unit, u.name AS unit_name, u.school, f.subject_id AS pillar, f.fit, f.relevance,
        (f.call > 0)::INTEGER + (f.expertise > 0)::INTEGER + (f.partner > 0)::INTEGER
            + (c.contacts IS NOT NULL)::INTEGER AS readiness,
        f.clear, f.named, f.business, f.expertise, f.call, f.partner, f.topic_ids, f.reasons,
        coalesce(c.contacts, []) AS contacts, u.last_seen_year,
        list_sort(list_distinct(list_concat([u.source_id, 's_lodestone'], f.work_sources))) AS source_ids
    FROM scored_fit($as_of, $weights) f
    JOIN units u USING (unit_id)
    LEFT JOIN near c ON c.unit_id = f.unit_id AND c.pillar = f.subject_id
    WHERE f.subject = 'pillar' AND (NOT f.covered OR f.unit_id = $department)
)

SELECT
    unit_id, unit, school, pillar, fit, relevance, readiness, clear, named, business, expertise, call, partner, reasons,
    contacts, last_seen_year, source_ids
FROM final
WHERE fit > 0
    AND ($department IS NULL OR unit_id = $department OR clear AND list_contains(whole_unit($department), unit_id))
    AND ($schools IS NULL OR list_contains($schools, school))
    AND ($pillars IS NULL OR list_contains($pillars, pillar))
    AND ($topics IS NULL OR list_has_any(topic_ids, $topics))
    AND ($min_fit IS NULL OR fit >= $min_fit)
    AND ($call_states IS NULL OR EXISTS (FROM reached r WHERE r.unit_id = final.unit_id AND r.pillar = final.pillar))
ORDER BY clear DESC, fit DESC, unit, pillar
