-- Every clock with its status on the as-of date: the Framework's own first, then those of related decisions.
--
-- One row a clock. days_past counts from the due date to the as-of date (negative: still ahead). A conditional clock
-- has no dates until the reader enters the day a request or a notice arrived (entered is then true). rests_on says how
-- near the best source of the clock itself, not of its status, stands to the act; event_id is the event that stands for its due date, if there is one.
-- $as_of DATE: the day on which status is judged
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $request DATE?: the day a written request to meet arrived, if the reader enters one
-- $notice DATE?: the day a written notice to end the Framework arrived, if the reader enters one
-- $statuses VARCHAR[]?: keep clocks in one of these statuses; empty keeps all
WITH framework AS (
    SELECT
        milestone_id AS clock_id, title, 'framework' AS owner, provision_id, clock, trigger, start_date, due_date,
        entered, position, status, days_past, nullif(on_record, '') AS on_record, set_by, source_ids,
        (SELECT min(x.event_id) FROM event_milestones x
         WHERE x.milestone_id = clock_id AND x.evidence = 'deadline') AS event_id
    FROM framework_clocks(as_of := $as_of, request := $request, notice := $notice, brief := $brief)
),

related AS (
    SELECT
        r.event_id AS clock_id, r.title, 'related' AS owner,
        (SELECT min(provision_id) FROM event_provisions ep WHERE ep.event_id = r.event_id) AS provision_id,
        'fixed' AS clock, b.label AS trigger, b.date AS start_date, e.date AS due_date, false AS entered,
        100 + row_number() OVER (ORDER BY e.date) AS position,
        CASE WHEN e.date >= $as_of THEN 'not due' ELSE 'no public evidence' END AS status,
        date_diff('day', e.date, $as_of) AS days_past,
        -- What is still open is said only once the date has passed.
        CASE WHEN e.date < $as_of THEN e.open_question || '.' END AS on_record,
        list_distinct([r.source_id, e.source_id, b.source_id]) AS set_by, set_by AS source_ids, r.event_id
    FROM related_clocks r
    JOIN events e ON e.event_id = r.event_id
    JOIN events b ON b.event_id = r.started_by
    WHERE b.date <= $as_of
),

final AS (
    SELECT * FROM framework
    UNION ALL BY NAME
    SELECT * FROM related
)

SELECT
    clock_id, title, owner, provision_id, clock, trigger, start_date, due_date, status, days_past, entered,
    event_id, on_record, rests_on(set_by) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM final
WHERE $statuses IS NULL OR list_contains($statuses, status)
ORDER BY position
