-- Departments that fit nothing: no topic in common with the Framework and not named in the brief, or closed.
-- $as_of DATE: the day on which fits are judged
-- $department VARCHAR?: one department; empty keeps all
-- $schools VARCHAR[]?: schools to keep; empty keeps all
SELECT
    u.unit_id, u.short_name AS unit, u.school, u.relevance AS on_record,
    CASE WHEN u.closed THEN coalesce(u.status_note, 'closed') ELSE 'no topic in common and not named in the brief' END
        AS reason,
    [u.source_id] AS source_ids
FROM units u
WHERE u.unit_id NOT IN (SELECT unit_id FROM fit_terms($as_of) WHERE subject = 'pillar')
    AND ($department IS NULL OR u.unit_id = $department)
    AND ($schools IS NULL OR list_contains($schools, u.school))
ORDER BY u.short_name
