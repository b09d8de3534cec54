-- Every clock with its status on the as-of date: the Framework's own first, then those of related decisions.
--
-- One row a clock. days_past counts from the due date to the as-of date (negative: still ahead). A conditional clock
-- has no dates until the reader enters the day a request or a notice arrived (entered is then true). rests_on says how
-- near the best source of the clock itself, not of its status, stands to the act; event_id is the event that stands for
-- its due date, if there is one. in_doubt: what was read since puts the day itself into doubt.
-- $as_of DATE: the day on which status is judged
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $request DATE?: the day a written request to meet arrived, if the reader enters one
-- $notice DATE?: the day a written notice to end the Framework arrived, if the reader enters one
-- $statuses VARCHAR[]?: keep clocks in one of these statuses; empty keeps all
SELECT
    clock_id, title, at_end, owner, provision_id, clock, trigger, start_date, due_date, status,
    days_past(due_date, $as_of) AS days_past, entered, doubt IS NOT NULL AS in_doubt, event_id, on_record, rests_on(set_by) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM every_clock(as_of := $as_of, request := $request, notice := $notice, brief := $brief)
WHERE $statuses IS NULL OR list_contains($statuses, status)
ORDER BY position
