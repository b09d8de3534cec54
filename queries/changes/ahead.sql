-- What comes due soon after a day: clocks that run out, calls that open or close, next rounds and days to look again.
--
-- One row a clock, a call or an entry of the watch list, the soonest first. day is the first of its days within reach
-- (itself included), days_past counts from it to the as-of day (negative: ahead). set_by tells whose clock it is.
-- Clocks are not narrowed.
-- $as_of DATE: the day from which it is looked ahead
-- $within INTEGER: how many days ahead
-- $department VARCHAR?: keep what a reading did not reject for this department, and every clock; empty keeps all
WITH reach AS (
    SELECT $as_of AS first_day, $as_of + $within AS last_day
),

due AS (
    SELECT
        'Clock' AS kind, clock_id AS thing_id, due_date AS day, title,
        'runs out; set by ' || CASE owner WHEN 'framework' THEN 'the Framework' ELSE 'a related decision' END AS what,
        CASE owner WHEN 'framework' THEN 'Framework' ELSE 'Related' END AS set_by,
        NULL::VARCHAR AS prepare, CASE WHEN $department IS NOT NULL THEN 'not narrowed by department: a clock is for all' END AS why,
        source_ids
    FROM every_clock($as_of)
    JOIN reach ON due_date BETWEEN first_day AND last_day
    WHERE status <> 'met'
),

turning AS (
    SELECT
        'Call' AS kind, call_id AS thing_id, CASE state WHEN 'not yet open' THEN opens ELSE closes END AS day, title,
        CASE state WHEN 'open' THEN 'last day to answer' WHEN 'not yet open' THEN 'opens'
            ELSE 'last day to answer; whether it is open is not known' END AS what, NULL::VARCHAR AS prepare, r.why,
        list_filter([c.source_id, c.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states($as_of) c
    LEFT JOIN (SELECT subject_id, verdict || ': ' || reason AS why FROM relations
               WHERE unit_id = $department AND subject = 'call' AND strength <> 'rejected') r ON r.subject_id = c.call_id
    WHERE state <> 'closed' AND ($department IS NULL OR r.why IS NOT NULL)
),

watched AS (
    SELECT
        'Watch list' AS kind, w.watch_id AS thing_id,
        CASE WHEN w.look_again BETWEEN first_day AND last_day THEN w.look_again END AS look,
        least(look, CASE WHEN w.next_from BETWEEN first_day AND last_day THEN w.next_from END) AS day,
        w.title,
        concat_ws('; ', CASE WHEN look = day THEN 'look again' ELSE 'look again on ' || strftime(look, '%-d %b %Y') END,
            'next round: ' || w.expected) AS what,
        w.prepare, f.why, [w.source_id] AS source_ids
    FROM watch_list($as_of) w
    CROSS JOIN reach
    LEFT JOIN watch_fits f ON f.watch_id = w.watch_id AND f.unit_id = $department
    WHERE w.standing <> 'open' AND ($department IS NULL OR f.why IS NOT NULL)
),

final AS (
    FROM due
    UNION ALL BY NAME FROM turning
    UNION ALL BY NAME SELECT * EXCLUDE (look) FROM watched
)

SELECT
    thing_id, kind, set_by, day, date_diff('day', day, $as_of) AS days_past, title, what, prepare, why,
    rests_on(source_ids) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM final
JOIN reach ON day BETWEEN first_day AND last_day
ORDER BY day, kind, title
