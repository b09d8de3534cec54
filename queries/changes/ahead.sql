-- What comes due soon after a day: clocks that run out, calls that open or close, next rounds and days to look again.
--
-- One row a clock, a call or an entry of the watch list, the soonest first. day is the first of its days within reach
-- (itself included), days_past counts from it to the as-of day (negative: ahead). set_by tells whose clock it is.
-- Clocks are not narrowed.
-- $as_of DATE: the day from which it is looked ahead
-- $within INTEGER: how many days ahead
-- $department VARCHAR?: keep what a reading did not reject for this department, and every clock; empty keeps all
SELECT
    a.thing_id, a.kind, a.set_by, a.day, days_past(a.day, $as_of) AS days_past, a.title, a.what, a.prepare,
    CASE WHEN a.subject IS NULL AND $department IS NOT NULL THEN 'not narrowed by department: a clock is for all'
        ELSE w.why END AS why, a.rests_on, a.source_ids
FROM coming_due($as_of) a
LEFT JOIN concerns w ON w.unit_id = $department AND w.subject = a.subject AND w.subject_id = a.subject_id
WHERE a.day <= $as_of + $within AND ($department IS NULL OR a.subject IS NULL OR w.why IS NOT NULL)
ORDER BY a.day, a.kind, a.title
