-- The clock that one provision sets, with its status on the as-of date and what is on record about it. rests_on says
-- how near the best source of the clock itself stands to the act.
-- $as_of DATE: the day on which status is judged
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $request DATE?: the day a written request to meet arrived, if the reader enters one
-- $notice DATE?: the day a written notice to end the Framework arrived, if the reader enters one
-- $provision VARCHAR: the provision
SELECT
    milestone_id AS clock_id, title, 'framework' AS owner, clock, trigger, start_date, due_date, status,
    days_past(due_date, $as_of) AS days_past, entered, nullif(on_record, '') AS on_record,
    rests_on(set_by) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM framework_clocks(as_of := $as_of, request := $request, notice := $notice, brief := $brief)
WHERE provision_id = $provision
ORDER BY position
