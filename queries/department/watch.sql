-- What one department should watch: calls and programmes whose next round may suit it, the soonest day to look again first.
--
-- A call stands here where a reading did not reject it for the department, a programme beyond the calls where it is the
-- department's business. A day that is guessed from past rounds says so in next_basis. Days that have passed come last.
-- $as_of DATE: the day from which the next one is looked for
-- $department VARCHAR: the department
WITH suited AS (
    SELECT w.watch_id, r.strength, r.grade, r.reason AS why, r.source_id
    FROM call_watch w
    JOIN relations r ON r.subject = 'call' AND r.subject_id = w.call_id
    WHERE r.unit_id = $department AND r.strength <> 'rejected'
    UNION ALL
    SELECT watch_id, 'clear', 2, reason, source_id FROM watch_units WHERE unit_id = $department
)

SELECT
    w.watch_id, w.short_title, w.kind, w.agency, w.look_again, coalesce(w.look_again >= $as_of, false) AS ahead, w.next_expected, w.next_basis, w.rhythm, s.why, s.strength,
    w.university_role, w.prepare, w.past_rounds, w.watch_url, w.note,
    list_sort(list_distinct([w.source_id, s.source_id])) AS source_ids
FROM suited s
JOIN call_watch w USING (watch_id)
ORDER BY s.strength, coalesce(w.look_again < $as_of, true), w.look_again, s.grade DESC, w.short_title
