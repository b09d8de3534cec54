-- What lies ahead first, the soonest on top; then what passed, the Framework's own first, then what related decisions
-- set, the latest on top; then what waits for a paper.
--
-- One row a clock, or a date set for an event that is no clock. standing is 'ahead' (its day has not passed),
-- 'passed', 'settled' (evidence says it was met) or 'waits'. meaning is that of the event that stands for its day;
-- open_question is what the last reading left open: days before the last event on record could not know it, and of the
-- Framework's own clocks it asks what is missing once their day has passed. bears_on names the pillars of the
-- provisions it bears on. days_past counts from the due date (negative: still ahead). in_doubt: what was read since
-- puts the day itself into doubt.
-- $as_of DATE: the day on which it is judged
-- $brief VARCHAR?: the brief; empty takes the Framework's own
WITH clocks AS (
    SELECT
        clock_id AS thing_id, title, at_end, doubt IS NOT NULL AS in_doubt, owner, clock, trigger, due_date,
        status, entered, provision_id, on_record,
        event_id, set_by, source_ids
    FROM every_clock(as_of := $as_of, brief := $brief)
),

planned AS (
    SELECT
        e.event_id AS thing_id, e.title, NULL::VARCHAR AS at_end, false AS in_doubt, 'event' AS owner,
        'fixed' AS clock, NULL::VARCHAR AS trigger, e.date AS due_date,
        'not due' AS status, false AS entered,
        NULL::VARCHAR AS provision_id, NULL::VARCHAR AS on_record, e.event_id,
        list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM known_events($as_of) e
    ANTI JOIN clocks c ON c.event_id = e.event_id
    WHERE e.status <> 'occurred' AND e.date >= $as_of
),

all_of AS (
    SELECT * FROM clocks UNION ALL BY NAME SELECT * FROM planned
),

final AS (
    SELECT
        a.*, days_past(a.due_date, $as_of) AS days_past, e.summary AS meaning,
        CASE WHEN a.status = 'met' THEN 'settled' WHEN a.due_date IS NULL THEN 'waits'
             WHEN a.due_date >= $as_of THEN 'ahead' ELSE 'passed' END AS standing,
        CASE WHEN has_all_events($as_of)
                AND NOT (a.owner = 'framework' AND standing = 'ahead') THEN e.open_question END AS open_question,
        coalesce(c.pillars, []) AS bears_on
    FROM all_of a
    LEFT JOIN events e USING (event_id)
    LEFT JOIN event_context c USING (event_id)
)

SELECT
    thing_id, title, at_end, in_doubt, owner, clock, trigger, standing, due_date, days_past, status, entered, provision_id, on_record,
    meaning, open_question, bears_on, rests_on(coalesce(set_by, source_ids)) AS rests_on, source_ids
FROM final
ORDER BY list_position(['ahead', 'passed', 'waits', 'settled'], standing), owner <> 'framework' AND standing = 'passed',
    CASE WHEN standing = 'passed' AND owner <> 'framework' THEN days_past ELSE -days_past END, title
