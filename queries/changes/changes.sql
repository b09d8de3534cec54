-- What is new or different on one day against an earlier one: events, clocks, calls, awards, and what came to light late.
--
-- One row a change, by kind; within it what names the Framework or is by both countries comes first, then the latest.
-- day is the first day on which it is so: what held on the start day is not new, what came on the last day is. A call
-- or a clock is over on the day after its last one. before and after are the states on the two days. late rows are of
-- older things: the day of the thing (happened, empty where it is not on record) is no later than the start, and every
-- source on record came out after it. Whom a change concerns follows from the graded relations; clocks are not narrowed.
-- $since DATE: the start; only what came after this day counts
-- $as_of DATE: the last day that counts
-- $department VARCHAR?: keep what a reading did not reject for this department, and every clock; empty keeps all
WITH mine AS (
    SELECT subject, subject_id, strength, grade, verdict || ': ' || reason AS why
    FROM relations
    WHERE unit_id = $department AND strength <> 'rejected'
),

-- Events and awards whose sources all came out after the start, with the day by which the first of them was surely out.
out_since AS (
    SELECT thing_id, out_by, published
    FROM first_sources
    WHERE all_dated AND earliest > $since AND out_by <= $as_of
),

-- Dates set or calculated are clocks; what was only planned counts from the day of its report.
happened AS (
    SELECT e.*, list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM known_events($as_of) e
    ANTI JOIN related_clocks r USING (event_id)
    WHERE e.status <> 'calculated'
),

new_events AS (
    SELECT
        'Events' AS kind, e.event_id AS thing_id, e.date AS day, e.date AS happened, e.label, e.title, NULL AS before,
        CASE WHEN e.status = 'planned' THEN 'reported as a plan' WHEN e.date_precision = 'report date' THEN 'reported'
            WHEN e.date_precision = 'approximate' THEN 'occurred about this day' ELSE 'occurred' END AS after,
        e.tie::VARCHAR AS tie, NULL::BIGINT AS amount_usd, concat_ws(' ', e.summary, 'Roles that rest on it: ' || t.roles || '.') AS detail,
        f.why, e.source_ids
    FROM happened e
    LEFT JOIN event_roles t USING (event_id)
    LEFT JOIN event_fits f ON f.event_id = e.event_id AND f.unit_id = $department
    WHERE e.date > $since AND ($department IS NULL OR f.why IS NOT NULL)
),

proof AS (
    SELECT
        x.milestone_id AS clock_id, min(e.date) FILTER (x.evidence = 'meets') AS met,
        min(e.date) FILTER (x.evidence = 'progress') AS begun, min(e.date) FILTER (x.evidence = 'unmet') AS unmet
    FROM event_milestones x
    JOIN events e USING (event_id)
    WHERE e.date <= $as_of
    GROUP BY ALL
),

new_clocks AS (
    SELECT
        'Clocks' AS kind, a.clock_id AS thing_id,
        coalesce(CASE a.status
            WHEN 'met' THEN p.met
            WHEN 'in progress' THEN p.begun
            WHEN 'overdue' THEN greatest(a.due_date + 1, p.unmet)
            WHEN 'no public evidence' THEN a.due_date + 1
        END, a.start_date, signing(NULL)) AS day,
        a.due_date AS happened, a.title AS label, a.title, b.status AS before, a.status AS after,
        CASE a.owner WHEN 'framework' THEN 'names the Framework' ELSE e.tie::VARCHAR END AS tie,
        NULL::BIGINT AS amount_usd,
        concat_ws(' ', 'Set by: ' || a.trigger || '.', a.on_record) AS detail,
        CASE WHEN $department IS NOT NULL THEN 'not narrowed by department: a clock is for all' END AS why, a.source_ids
    FROM every_clock($as_of) a
    LEFT JOIN every_clock($since) b USING (clock_id)
    LEFT JOIN proof p ON p.clock_id = a.clock_id
    LEFT JOIN events e ON e.event_id = a.clock_id
    WHERE a.status IS DISTINCT FROM b.status
),

new_calls AS (
    SELECT
        'Calls' AS kind, a.call_id AS thing_id,
        CASE WHEN a.state <> 'closed' THEN a.opens WHEN a.closes < $as_of THEN a.closes + 1
            ELSE (SELECT reaches_to FROM coverage WHERE subject = 'calls') END AS day,
        CASE WHEN a.state <> 'closed' THEN a.opens ELSE a.closes END AS happened, a.short_title AS label, a.title,
        b.state AS before,
        CASE WHEN a.state = 'unknown' THEN 'opened; its last day is not on record'
            WHEN a.state = 'open' THEN 'open until ' || strftime(a.closes, '%-d %b %Y')
            WHEN a.closes < $as_of THEN 'closed; its last day was ' || strftime(a.closes, '%-d %b %Y')
            ELSE 'seen closed; its last day is not on record' END AS after,
        NULL::VARCHAR AS tie, a.total_usd AS amount_usd, concat_ws('; ', a.agency, CASE a.state WHEN 'closed' THEN a.state_note END, a.note) AS detail, m.why,
        list_filter([a.source_id, a.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states($as_of) a
    JOIN call_states($since) b USING (call_id)
    LEFT JOIN mine m ON m.subject = 'call' AND m.subject_id = a.call_id
    WHERE a.state <> b.state AND ($department IS NULL OR m.why IS NOT NULL)
),

-- An expectation passes only for whoever had it: what was read after its window tells nothing new by passing.
passed_rounds AS (
    SELECT
        'Calls' AS kind, w.watch_id || ' round' AS thing_id, w.next_until + 1 AS day, w.next_until AS happened,
        w.short_title AS label, w.title, 'next round expected' AS before,
        'expected round passed; whether it came is not on record' AS after, NULL::VARCHAR AS tie,
        NULL::BIGINT AS amount_usd, concat_ws('; ', w.agency, w.expected) AS detail, f.why, [w.source_id] AS source_ids
    FROM watch_list($as_of) w
    LEFT JOIN watch_fits f ON f.watch_id = w.watch_id AND f.unit_id = $department
    WHERE w.standing <> 'open' AND w.read_on <= w.next_until AND w.next_until BETWEEN $since AND $as_of - 1
        AND ($department IS NULL OR f.why IS NOT NULL)
),

passed_looks AS (
    SELECT
        'Calls' AS kind, w.watch_id || ' look' AS thing_id, w.look_again + 1 AS day, w.look_again AS happened,
        w.short_title AS label, w.title, 'to be looked at again' AS before,
        'day to look again passed; what was found is not on record' AS after, NULL::VARCHAR AS tie,
        NULL::BIGINT AS amount_usd, concat_ws('; ', w.agency, w.expected) AS detail, f.why, [w.source_id] AS source_ids
    FROM watch_list($as_of) w
    LEFT JOIN watch_fits f ON f.watch_id = w.watch_id AND f.unit_id = $department
    WHERE w.standing <> 'open' AND w.look_again BETWEEN $since AND $as_of - 1
        AND ($department IS NULL OR f.why IS NOT NULL)
),

money AS (
    SELECT a.*, f.why, concat_ws('; ', a.funder, a.status, a.note) AS detail
    FROM known_awards($as_of) a
    LEFT JOIN project_fits f ON f.project_id = a.project_id AND f.unit_id = $department
    WHERE $department IS NULL OR f.why IS NOT NULL
),

new_awards AS (
    SELECT
        'Awards' AS kind, a.award_id AS thing_id, a.announced AS day, a.announced AS happened,
        a.project || ': ' || a.title AS label, a.project_name || ': ' || a.title AS title,
        'in the place of: ' || t.before AS before,
        CASE WHEN a.commitment_level IN ('cancelled', 'superseded') THEN a.commitment_level || ' since'
            ELSE a.commitment_level::VARCHAR END AS after, a.tie::VARCHAR AS tie,
        a.amount_usd, a.detail, a.why, a.source_ids
    FROM money a
    LEFT JOIN took_the_place t USING (award_id)
    WHERE a.announced > $since
),

late_events AS (
    SELECT
        'Known late' AS kind, e.event_id AS thing_id, s.out_by AS day, e.date AS happened, e.label, e.title,
        'no source on record' AS before, s.published, e.tie::VARCHAR AS tie, NULL::BIGINT AS amount_usd,
        e.summary AS detail, f.why, e.source_ids
    FROM happened e
    JOIN out_since s ON s.thing_id = e.event_id
    LEFT JOIN event_fits f ON f.event_id = e.event_id AND f.unit_id = $department
    WHERE e.date <= $since AND ($department IS NULL OR f.why IS NOT NULL)
),

late_awards AS (
    SELECT
        'Known late' AS kind, a.award_id AS thing_id, s.out_by AS day, a.announced AS happened,
        a.project || ': ' || a.title AS label, a.project_name || ': ' || a.title AS title,
        'no source on record' AS before, s.published, a.tie::VARCHAR AS tie, a.amount_usd,
        concat_ws('; ', a.commitment_level, a.detail) AS detail, a.why, a.source_ids
    FROM money a
    JOIN out_since s ON s.thing_id = a.award_id
    WHERE a.award_id IN (SELECT award_id FROM known_awards($since))
),

late AS (
    SELECT
        * EXCLUDE (published),
        'first source on record: ' || CASE length(published) WHEN 4 THEN published
            WHEN 7 THEN strftime((published || '-01')::DATE, '%b %Y')
            ELSE strftime(published::DATE, '%-d %b %Y') END AS after
    FROM (FROM late_events UNION ALL FROM late_awards)
),

final AS (
    FROM new_events
    UNION ALL BY NAME FROM new_clocks
    UNION ALL BY NAME FROM new_calls
    UNION ALL BY NAME FROM passed_rounds
    UNION ALL BY NAME FROM passed_looks
    UNION ALL BY NAME FROM new_awards
    UNION ALL BY NAME FROM late
)

SELECT
    thing_id, kind, day, label, title, before, after, tie,
    coalesce(tie IN ('names the Framework', 'both countries'), false) AS joint, amount_usd, happened, detail, why,
    rests_on(source_ids) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM final
WHERE $since < $as_of
ORDER BY
    list_position(['Events', 'Clocks', 'Calls', 'Awards', 'Known late'], kind),
    list_position(['names the Framework', 'both countries', 'one country', 'context'], tie) NULLS LAST, day DESC, thing_id
