-- What is new or different on one day against an earlier one: events, clocks, calls, awards, and what came to light
-- late.
--
-- One row a change, by kind; within it what names the Framework or is by both countries comes first, then the latest.
-- day is the first day on which it is so: what held on the start day is not new, what came on the last day is. A call
-- or a clock is over on the day after its last one. before and after are the states on the two days. late rows are of
-- older things: the day of the thing (happened, empty where it is not on record) is no later than the start, and every
-- source on record came out after it. in_doubt: what was read since puts the day of a clock itself into doubt. Whom a
-- change concerns follows from the graded relations; clocks are not narrowed.
-- $since DATE: the start; only what came after this day counts
-- $as_of DATE: the last day that counts
-- $department VARCHAR?: keep what a reading did not reject for this department, and every clock; empty keeps all
SELECT
    c.thing_id, c.kind, c.day, c.label, c.title, c.before, c.after, c.in_doubt, c.tie, c.joint, c.amount_usd, c.happened, c.detail,
    CASE WHEN c.subject IS NULL AND $department IS NOT NULL THEN 'not narrowed by department: a clock is for all'
        ELSE w.why END AS why, c.rests_on, c.source_ids
FROM changes_between($since, $as_of) c
LEFT JOIN concerns w ON w.unit_id = $department AND w.subject = c.subject AND w.subject_id = c.subject_id
WHERE $department IS NULL OR c.subject IS NULL OR w.why IS NOT NULL
ORDER BY
    list_position(['Events', 'Clocks', 'Calls', 'Awards', 'Known late'], c.kind),
    list_position(['names the Framework', 'both countries', 'one country', 'context'], c.tie) NULLS LAST, c.day DESC, c.thing_id
