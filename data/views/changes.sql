-- What became known or changed between two days, and what comes due.

-- Why a change concerns a unit, by what it is a change of.
CREATE VIEW concerns AS
SELECT unit_id, 'event' AS subject, event_id AS subject_id, why FROM event_fits
UNION ALL
SELECT unit_id, 'project', project_id, why FROM project_fits
UNION ALL
SELECT unit_id, 'watch', watch_id, why FROM unit_watch
UNION ALL
SELECT unit_id, 'call', subject_id, why FROM unit_relations WHERE subject = 'call';

-- What is new or different on one day against an earlier one, for everyone. before and after are the states on the two
-- days; subject and subject_id tell by what it concerns a department, as in concerns: a clock is for all and has none.
CREATE MACRO changes_between(earlier, later) AS TABLE
WITH -- Events and awards whose sources all came out after the start, with the day by which the first of them was surely out.
out_since AS (
    SELECT thing_id, out_by, published
    FROM first_sources
    WHERE all_dated AND earliest > earlier AND out_by <= later
),

-- Dates set or calculated are clocks; what was only planned counts from the day of its report.
happened AS (
    SELECT e.*, list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM known_events(later) e
    ANTI JOIN related_clocks r USING (event_id)
    WHERE e.status <> 'calculated'
),

new_events AS (
    SELECT
        'Events' AS kind, e.event_id AS thing_id, e.date AS day, e.date AS happened, e.label, e.title, NULL AS before,
        CASE WHEN e.status = 'planned' THEN 'reported as a plan' WHEN e.date_precision = 'report date' THEN 'reported'
            WHEN e.date_precision = 'approximate' THEN 'occurred about this day' ELSE 'occurred' END AS after,
        e.tie::VARCHAR AS tie, NULL::BIGINT AS amount_usd, concat_ws(' ', e.summary, 'Roles that rest on it: ' || t.roles || '.') AS detail,
        'event' AS subject, e.event_id AS subject_id, e.source_ids
    FROM happened e
    LEFT JOIN event_roles t USING (event_id)
    WHERE e.date > earlier
),

proof AS (
    SELECT
        x.milestone_id AS clock_id, min(e.date) FILTER (x.evidence = 'meets') AS met,
        min(e.date) FILTER (x.evidence = 'progress') AS begun, min(e.date) FILTER (x.evidence = 'unmet') AS unmet
    FROM event_milestones x
    JOIN events e USING (event_id)
    WHERE e.date <= later
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
        a.doubt IS NOT NULL AS in_doubt, NULL::VARCHAR AS subject, NULL::VARCHAR AS subject_id, a.source_ids
    FROM every_clock(later) a
    LEFT JOIN every_clock(earlier) b USING (clock_id)
    LEFT JOIN proof p ON p.clock_id = a.clock_id
    LEFT JOIN events e ON e.event_id = a.clock_id
    WHERE a.status IS DISTINCT FROM b.status
),

new_calls AS (
    SELECT
        'Calls' AS kind, a.call_id AS thing_id,
        CASE WHEN a.state <> 'closed' THEN a.opens WHEN a.closes < later THEN a.closes + 1
            ELSE (SELECT reaches_to FROM coverage WHERE subject = 'calls') END AS day,
        CASE WHEN a.state <> 'closed' THEN a.opens ELSE a.closes END AS happened, a.short_title AS label, a.title,
        b.state AS before,
        CASE WHEN a.state = 'unknown' THEN 'opened; its last day is not on record'
            WHEN a.state = 'open' THEN 'open until ' || strftime(a.closes, '%-d %b %Y')
            WHEN a.closes < later THEN 'closed; its last day was ' || strftime(a.closes, '%-d %b %Y')
            ELSE 'found closed when looked up; its last day is not on record' END AS after,
        NULL::VARCHAR AS tie, a.total_usd AS amount_usd,
        concat_ws('; ', a.agency, CASE a.state WHEN 'closed' THEN a.state_note END, a.note) AS detail,
        'call' AS subject, a.call_id AS subject_id,
        list_filter([a.source_id, a.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states(later) a
    JOIN call_states(earlier) b USING (call_id)
    WHERE a.state <> b.state
),

-- An expectation passes only for whoever had it: what was read after its window tells nothing new by passing.
passed_rounds AS (
    SELECT
        'Calls' AS kind, w.watch_id || ' round' AS thing_id, w.next_until + 1 AS day, w.next_until AS happened,
        w.short_title AS label, w.title, 'next round expected' AS before,
        'expected round passed; whether it came is not on record' AS after, NULL::VARCHAR AS tie,
        NULL::BIGINT AS amount_usd, concat_ws('; ', w.agency, w.expected) AS detail, 'watch' AS subject, w.watch_id AS subject_id,
        [w.source_id] AS source_ids
    FROM watch_list(later) w
    WHERE w.standing <> 'open' AND w.read_on <= w.next_until AND w.next_until BETWEEN earlier AND later - 1
),

passed_looks AS (
    SELECT
        'Calls' AS kind, w.watch_id || ' look' AS thing_id, w.look_again + 1 AS day, w.look_again AS happened,
        w.short_title AS label, w.title, 'to be looked at again' AS before,
        'day to look again passed; what was found is not on record' AS after, NULL::VARCHAR AS tie,
        NULL::BIGINT AS amount_usd, concat_ws('; ', w.agency, w.expected) AS detail, 'watch' AS subject, w.watch_id AS subject_id,
        [w.source_id] AS source_ids
    FROM watch_list(later) w
    WHERE w.standing <> 'open' AND w.look_again BETWEEN earlier AND later - 1
),

money AS (
    SELECT a.*, concat_ws('; ', a.funder, a.status, a.note) AS detail
    FROM known_awards(later) a
),

new_awards AS (
    SELECT
        'Awards' AS kind, a.award_id AS thing_id, a.known_by AS day, a.announced AS happened,
        a.project || ': ' || a.title AS label, a.project_name || ': ' || a.title AS title,
        'in the place of: ' || t.before AS before,
        CASE WHEN a.commitment_level IN ('cancelled', 'superseded') THEN a.commitment_level || ' since'
            ELSE a.commitment_level::VARCHAR END || if(a.announced IS NULL, ', by this day', '') AS after,
        a.tie::VARCHAR AS tie, a.amount_usd, a.detail, 'project' AS subject, a.project_id AS subject_id, a.source_ids
    FROM money a
    LEFT JOIN took_the_place t USING (award_id)
    WHERE a.known_by > earlier
),

late_events AS (
    SELECT
        'Known late' AS kind, e.event_id AS thing_id, s.out_by AS day, e.date AS happened, e.label, e.title,
        'no source on record' AS before, s.published, e.tie::VARCHAR AS tie, NULL::BIGINT AS amount_usd,
        e.summary AS detail, 'event' AS subject, e.event_id AS subject_id, e.source_ids
    FROM happened e
    JOIN out_since s ON s.thing_id = e.event_id
    WHERE e.date <= earlier
),

late_awards AS (
    SELECT
        'Known late' AS kind, a.award_id AS thing_id, s.out_by AS day, a.announced AS happened,
        a.project || ': ' || a.title AS label, a.project_name || ': ' || a.title AS title,
        'no source on record' AS before, s.published, a.tie::VARCHAR AS tie, a.amount_usd,
        concat_ws('; ', a.commitment_level, a.detail) AS detail, 'project' AS subject, a.project_id AS subject_id,
        a.source_ids
    FROM money a
    JOIN out_since s ON s.thing_id = a.award_id
    WHERE a.award_id IN (SELECT award_id FROM known_awards(earlier))
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
    * EXCLUDE (source_ids, in_doubt), coalesce(in_doubt, false) AS in_doubt, coalesce(is_joint(tie), false) AS joint,
    rests_on(source_ids) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM final
WHERE earlier < later;

-- What comes due from a day on, for everyone: clocks that run out, calls that open or close, next rounds and days to
-- look again. subject and subject_id as in changes_between.
CREATE MACRO coming_due(judged_on) AS TABLE
WITH due AS (
    SELECT
        'Clock' AS kind, clock_id AS thing_id, due_date AS day, title,
        concat_ws('. ', coalesce(
            at_end || '; set by a related decision' || known_only_from(set_by), 'runs out; set by the Framework'), doubt) AS what,
        CASE owner WHEN 'framework' THEN 'Framework' ELSE 'Related' END AS set_by,
        NULL::VARCHAR AS prepare, NULL::VARCHAR AS subject, NULL::VARCHAR AS subject_id, source_ids
    FROM every_clock(judged_on)
    WHERE status <> 'met'
),

turning AS (
    SELECT
        'Call' AS kind, call_id AS thing_id, CASE state WHEN 'not yet open' THEN opens ELSE closes END AS day, title,
        CASE state WHEN 'open' THEN 'last day to answer' WHEN 'not yet open' THEN 'opens'
            ELSE 'last day to answer; whether it is open is not known' END AS what, NULL::VARCHAR AS prepare,
        'call' AS subject, call_id AS subject_id,
        list_filter([c.source_id, c.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states(judged_on) c
    WHERE state <> 'closed'
),

watched AS (
    SELECT
        'Watch list' AS kind, w.watch_id AS thing_id,
        CASE WHEN w.look_again >= judged_on THEN w.look_again END AS look,
        least(look, CASE WHEN w.next_from >= judged_on THEN w.next_from END) AS day,
        w.title,
        concat_ws('; ', CASE WHEN look = day THEN 'look again' ELSE 'look again on ' || strftime(look, '%-d %b %Y') END,
            'next round: ' || w.expected) AS what,
        w.prepare, 'watch' AS subject, w.watch_id AS subject_id, [w.source_id] AS source_ids
    FROM watch_list(judged_on) w
    WHERE w.standing <> 'open'
),

final AS (
    FROM due
    UNION ALL BY NAME FROM turning
    UNION ALL BY NAME SELECT * EXCLUDE (look) FROM watched
)

SELECT
    * EXCLUDE (source_ids), rests_on(source_ids) AS rests_on, list_sort(list_distinct(source_ids)) AS source_ids
FROM final
WHERE day >= judged_on;
