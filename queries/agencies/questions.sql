-- Whom in Washington and Tokyo to ask first: one row an organization, with the question and who of Vanderbilt asks it.
--
-- The question is that of the department closest to the organization (the natural owner first); others lists who else
-- has clear business there. Lodestone's own reading. offices are at most two public doors that take the question, by
-- our reading, else those for researchers of any field; none where all on record are for other fields or people. door
-- is the public they are meant for, door_seen the day on which they were last seen.
-- $department VARCHAR?: keep what this department, or a department of this school, has clear business with, and its own
-- questions; empty keeps all
WITH clear AS (
    SELECT
        r.subject_id AS organization_id, r.unit_id, u.short_name AS unit, r.grade, r.verdict, r.reason, r.first_question, r.source_id,
        row_number() OVER (
            PARTITION BY r.subject_id ORDER BY r.first_question IS NULL, r.grade DESC, u.short_name) AS place
    FROM relations r
    JOIN units u USING (unit_id)
    WHERE r.subject = 'organization' AND r.strength = 'clear'
        AND ($department IS NULL OR list_contains(whole_unit($department), r.unit_id))
),

others AS (
    SELECT organization_id, list(unit ORDER BY grade DESC, unit) AS units
    FROM clear
    WHERE place > 1
    GROUP BY organization_id
)

SELECT
    o.organization_id, o.short_name AS organization, o.country, c.unit, c.first_question,
    coalesce(t.units, []) AS others, coalesce(f.offices, []) AS offices, f.door, f.door_seen, c.verdict, c.grade, c.reason,
    list_sort(list_distinct([c.source_id, o.source_id])) AS source_ids
FROM clear c
JOIN organizations o USING (organization_id)
LEFT JOIN others t USING (organization_id)
LEFT JOIN unit_doors f ON f.unit_id = c.unit_id AND f.organization_id = c.organization_id AND f.door_fit <> 'other'
WHERE c.place = 1 AND c.first_question IS NOT NULL
ORDER BY c.grade DESC, len(coalesce(t.units, [])) DESC, o.short_name
