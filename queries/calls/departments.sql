-- Departments that one call suits, the natural owner first, with the reason; what is thin comes last.
--
-- Lodestone's own reading; a school is left out where a department of its own is clearly suited; closed units are left out.
-- $opened VARCHAR: the call
WITH mine AS (
    SELECT * FROM relations WHERE subject = 'call' AND subject_id = $opened AND strength <> 'rejected'
),

works AS (
    SELECT w.relation_id, list(e.title || coalesce(' (' || e.as_of_year || ')', '') ORDER BY e.title) AS works
    FROM relation_works w
    JOIN expertise e USING (expertise_id)
    GROUP BY w.relation_id
)

SELECT
    m.unit_id, u.short_name, u.kind, u.school, m.grade, m.verdict, m.strength, m.reason, coalesce(w.works, []) AS works,
    list_sort(list_distinct([m.source_id, u.source_id])) AS source_ids
FROM mine m
JOIN units u USING (unit_id)
LEFT JOIN works w USING (relation_id)
ANTI JOIN covered_schools c USING (unit_id, subject, subject_id)
ORDER BY m.strength, m.grade DESC, u.short_name
