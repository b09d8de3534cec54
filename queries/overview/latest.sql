-- The latest changes: what happened last by the as-of date, the last date set that passed, and the next one ahead.
--
-- stage keeps them apart: 'happened', 'passed' (a date was set, its outcome is not on record), 'ahead'. passed counts
-- all such dates since the last happening. rests_on says how near the sources of the row stand to the act.
-- $as_of DATE: the day on which it is judged
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
-- $rows INTEGER: how many happenings
WITH known AS (
    SELECT
        e.event_id, e.date, e.title, e.label, e.status, e.stage, e.open_question, t.lane,
        list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM staged_events($as_of) e
    JOIN event_types t USING (type)
    WHERE $department IS NULL OR e.event_id IN (SELECT event_id FROM unit_events WHERE unit_id = $department)
),

placed AS (
    SELECT
        *,
        CASE WHEN stage = 'ahead' THEN row_number() OVER (PARTITION BY stage ORDER BY date, event_id)
             ELSE row_number() OVER (PARTITION BY stage ORDER BY date DESC, event_id DESC) END AS place,
        count(*) FILTER (stage = 'passed' AND date > (SELECT max(date) FROM known WHERE stage = 'happened')) OVER ()
            AS passed
    FROM known
),

final AS (
    SELECT *, rests_on(source_ids) AS rests_on
    FROM placed
    WHERE place <= CASE stage WHEN 'happened' THEN $rows ELSE 1 END
)

SELECT event_id, date, stage, title, label, status, open_question, lane, rests_on, passed, source_ids
FROM final
ORDER BY list_position(['happened', 'passed', 'ahead'], stage), place
