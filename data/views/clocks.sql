-- What falls due when: the signing, the clocks that the Framework or a related decision set, and what proves each.

-- The day on which what a brief is about was signed.
CREATE MACRO signing(brief) AS (SELECT signed_date FROM briefs WHERE brief_id = chosen_brief(brief));

-- What counts as since the signing, wherever it is counted: what came after its day. The signing and all else of that
-- day stand with what came before.
CREATE MACRO since_signing(day, brief) AS day > signing(brief);

-- Whether who looks on a day has all events on record before him: what was found out after them no earlier day knows.
CREATE MACRO has_all_events(day) AS day >= (SELECT max(date) FROM events WHERE status = 'occurred');

-- How many days a day lies past another; negative where it lies ahead.
CREATE MACRO days_past(due, day) AS date_diff('day', due, day);

-- The clocks that briefs set, each with its brief, that brief's day of signing, and the event that stands for its last
-- day.
CREATE VIEW set_clocks AS
SELECT
    m.*, i.brief_id, b.signed_date,
    (SELECT min(x.event_id) FROM event_milestones x
     WHERE x.milestone_id = m.milestone_id AND x.evidence = 'deadline') AS event_id
FROM milestones m
JOIN brief_items i USING (item_id)
JOIN briefs b USING (brief_id);

-- What events prove of a clock: one row for each span of days in which no further one happened, from since to the day
-- before the next.
CREATE VIEW clock_proofs AS
WITH told AS (
    SELECT x.milestone_id, x.evidence, x.note, x.source_id, x.event_id, e.date
    FROM event_milestones x
    JOIN events e USING (event_id)
),

spans AS (
    SELECT milestone_id, date AS since, lead(date) OVER (PARTITION BY milestone_id ORDER BY date) AS before
    FROM (SELECT DISTINCT milestone_id, date FROM told)
)

SELECT
    s.milestone_id, s.since, s.before,
    bool_or(t.evidence = 'meets') AS meets,
    bool_or(t.evidence = 'progress') AS progress,
    bool_or(t.evidence = 'unmet') AS unmet,
    string_agg(t.note, ' ' ORDER BY t.date, t.event_id)
        FILTER (t.evidence IN ('meets', 'progress', 'unmet')) AS proof,
    string_agg(t.note, ' ' ORDER BY t.date, t.event_id) FILTER (t.evidence = 'related') AS related,
    list(DISTINCT t.source_id ORDER BY t.source_id) AS source_ids
FROM spans s
JOIN told t ON t.milestone_id = s.milestone_id AND t.date <= s.since
GROUP BY ALL;

-- The clocks that a brief sets, with their status on a day; none before the signing. A conditional clock has no dates
-- until the day a request or a notice arrived is given; entered is then true. Status needs evidence: met, in progress
-- and overdue each rest on an event that happened by that day; a passed date without one is 'no public evidence'.
CREATE MACRO framework_clocks(as_of, request := NULL, notice := NULL, brief := NULL) AS TABLE
WITH dated AS (
    SELECT
        m.*,
        coalesce(m.start_date, CASE m.starts_on WHEN 'request' THEN request::DATE WHEN 'notice' THEN notice::DATE END)
            AS started,
        m.clock = 'conditional' AND started IS NOT NULL AS entered,
        coalesce(m.due_date, CASE m.duration_unit
            WHEN 'days' THEN started + m.duration_number
            ELSE (started + to_months(m.duration_number))::DATE END) AS due
    FROM set_clocks m
    WHERE m.brief_id = chosen_brief(brief) AND m.signed_date <= as_of
)

SELECT
    d.milestone_id, d.provision_id, d.position, d.title, d.clock, d.trigger, d.started AS start_date, d.due AS due_date,
    d.entered,
    CASE
        WHEN p.meets THEN 'met'
        WHEN d.due IS NULL THEN 'conditional'
        WHEN d.due >= as_of AND p.progress THEN 'in progress'
        WHEN d.due >= as_of THEN 'not due'
        WHEN p.unmet THEN 'overdue'
        WHEN p.progress THEN 'in progress'
        ELSE 'no public evidence'
    END AS status,
    -- The plain word first, then what proves it; failing that, what is related but proves nothing.
    concat_ws(' ', CASE status WHEN 'no public evidence' THEN d.unproven END, coalesce(p.proof, p.related)) AS on_record,
    -- What sets the clock, and with it what is told of its status.
    list_filter([d.source_id, d.second_source_id], lambda s: s IS NOT NULL) AS set_by,
    list_concat(set_by, coalesce(p.source_ids, [])) AS source_ids, d.event_id
FROM dated d
LEFT JOIN clock_proofs p
    ON p.milestone_id = d.milestone_id AND p.since <= as_of AND (p.before IS NULL OR as_of < p.before)
ORDER BY d.position;

-- The clocks that related decisions set, each from the day of the decision.
CREATE VIEW decided_clocks AS
SELECT
    r.event_id, r.title, r.at_end, r.in_doubt,
    (SELECT min(provision_id) FROM event_provisions ep WHERE ep.event_id = r.event_id) AS provision_id,
    b.label AS trigger, b.date AS start_date, e.date AS due_date, e.open_question,
    list_distinct([r.source_id, e.source_id, b.source_id]) AS set_by
FROM related_clocks r
JOIN events e ON e.event_id = r.event_id
JOIN events b ON b.event_id = r.started_by;

-- Every clock with its status on a day: those a brief sets, then those that related decisions set, each from the day of
-- the decision. owner tells them apart; of a related clock only the date is known, and what it brings (at_end), so that
-- a passed one has no evidence. doubt is what puts the day itself into doubt, told to who has all events.
CREATE MACRO every_clock(as_of, request := NULL, notice := NULL, brief := NULL) AS TABLE
WITH framework AS (
    SELECT
        milestone_id AS clock_id, title, NULL::VARCHAR AS at_end, NULL::VARCHAR AS doubt, 'framework' AS owner,
        provision_id, clock::VARCHAR AS clock, trigger, start_date,
        due_date, entered, position, status, nullif(on_record, '') AS on_record, set_by,
        source_ids, event_id
    FROM framework_clocks(as_of := as_of, request := request, notice := notice, brief := brief)
),

related AS (
    SELECT
        event_id AS clock_id, title, at_end,
        CASE WHEN in_doubt AND has_all_events(as_of) THEN open_question END AS doubt, 'related' AS owner, provision_id,
        'fixed' AS clock, trigger, start_date, due_date,
        false AS entered, 100 + row_number() OVER (ORDER BY due_date) AS position,
        CASE WHEN due_date >= as_of THEN 'not due' ELSE 'no public evidence' END AS status,
        -- What is still open is said once the date has passed; on the day itself by who has all events.
        CASE WHEN due_date < as_of OR due_date = as_of AND has_all_events(as_of) THEN open_question || '.' END AS on_record, set_by, set_by AS source_ids, event_id
    FROM decided_clocks
    WHERE start_date <= as_of
)

SELECT * FROM framework
UNION ALL BY NAME
SELECT * FROM related;
