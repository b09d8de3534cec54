-- Departments that one call, or one watched program beyond the calls, suits, the natural owner first, with the reason;
-- what is thin comes last.
--
-- Lodestone's own reading; a school is left out where a department of its own is clearly suited; closed units are left
-- out.
-- $opened VARCHAR: the call or program
WITH mine AS (
    SELECT relation_id, unit_id, subject, subject_id, grade, verdict, strength, reason, source_id
    FROM relations
    WHERE subject = 'call' AND subject_id = $opened AND strength <> 'rejected'
    UNION ALL
    -- A program was read once, without grades.
    SELECT NULL, w.unit_id, 'program', w.watch_id, w.grade, 'clear business', w.strength, w.reason, w.source_id
    FROM watch_fits w
    JOIN call_watch e USING (watch_id)
    WHERE w.watch_id = $opened AND e.call_id IS NULL
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
