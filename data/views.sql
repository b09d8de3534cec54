-- Names and rules that several queries share: views over the tables, and macros that take the as-of date.

-- Names for the kinds of brief item ------------------------------------------------------------------------------

CREATE VIEW summary_items AS SELECT * EXCLUDE (kind) FROM brief_items WHERE kind = 'summary';
CREATE VIEW risks AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'risk';
CREATE VIEW programs AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'program';
CREATE VIEW impacts AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'impact';
CREATE VIEW actions AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'action';
CREATE VIEW opportunities AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'opportunity';

-- Time -----------------------------------------------------------------------------------------------------------

-- The Framework's own clocks with their status on a day. A conditional clock has no dates until the day a request or
-- a notice arrived is given; entered is then true. Status needs evidence: met, in progress and overdue each rest on an
-- event that happened by that day; a passed date without one is 'no public evidence'.
CREATE MACRO framework_clocks(as_of, request, notice) AS TABLE
WITH dated AS (
    SELECT
        m.*,
        coalesce(m.start_date, CASE m.provision_id WHEN 'P16' THEN request::DATE WHEN 'P17' THEN notice::DATE END)
            AS started,
        m.clock = 'conditional' AND started IS NOT NULL AS entered,
        coalesce(m.due_date, CASE m.duration_unit
            WHEN 'days' THEN started + m.duration_number
            ELSE (started + to_months(m.duration_number))::DATE END) AS due
    FROM milestones m
    JOIN brief_items i USING (item_id)
    JOIN briefs b USING (brief_id)
    WHERE b.signed_date <= as_of
),

proof AS (
    SELECT
        x.milestone_id,
        bool_or(x.evidence = 'meets') AS meets,
        bool_or(x.evidence = 'progress') AS progress,
        bool_or(x.evidence = 'unmet') AS unmet,
        string_agg(x.note, ' ' ORDER BY e.date, e.event_id)
            FILTER (x.evidence IN ('meets', 'progress', 'unmet')) AS proof,
        string_agg(x.note, ' ' ORDER BY e.date, e.event_id) FILTER (x.evidence = 'related') AS related,
        list(DISTINCT x.source_id) AS source_ids
    FROM event_milestones x
    JOIN events e USING (event_id)
    WHERE e.date <= as_of
    GROUP BY ALL
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
    date_diff('day', d.due, as_of) AS days_past,
    -- The plain word first, then what proves it; failing that, what is related but proves nothing.
    concat_ws(' ', CASE status WHEN 'no public evidence' THEN d.unproven END, coalesce(p.proof, p.related)) AS on_record,
    list_filter(list_concat([d.source_id, d.second_source_id], coalesce(p.source_ids, [])), lambda s: s IS NOT NULL)
        AS source_ids
FROM dated d
LEFT JOIN proof p USING (milestone_id)
ORDER BY d.position;

-- Events that could be known on a day: one that occurred once its date has come, a planned or calculated date from the
-- day of the decision that set it (where no such decision is on record, from its own date).
CREATE MACRO known_events(as_of) AS TABLE
SELECT e.*
FROM events e
LEFT JOIN related_clocks r USING (event_id)
LEFT JOIN events b ON b.event_id = r.started_by
LEFT JOIN event_milestones x ON x.event_id = e.event_id AND x.evidence = 'deadline'
LEFT JOIN milestones m ON m.milestone_id = x.milestone_id
WHERE coalesce(b.date, m.start_date, e.date) <= as_of;

-- The same events with what hangs on them gathered: countries, actors, provisions, pillars, sources and the words a
-- search looks through.
CREATE MACRO described_events(as_of) AS TABLE
WITH countries AS (
    SELECT event_id, list(country ORDER BY country = 'Other countries', country) AS countries
    FROM event_countries
    GROUP BY event_id
),

actors AS (
    SELECT event_id, string_agg(actor, ', ' ORDER BY actor) AS actors
    FROM event_actors
    GROUP BY event_id
),

bearing AS (
    SELECT
        ep.event_id,
        list(ep.provision_id ORDER BY ep.provision_id) AS provisions,
        list(DISTINCT p.pillar::VARCHAR) AS pillars
    FROM event_provisions ep
    JOIN provisions p USING (provision_id)
    GROUP BY ep.event_id
)

SELECT
    e.event_id, e.date, e.date_precision, e.title, e.label, e.type, t.lane, t.lane_position, e.status,
    -- What came of a date can be asked only once it has passed.
    CASE WHEN e.date < as_of THEN e.open_question END AS open_question, e.turning_point, list_has_all(c.countries, ['Japan', 'United States']) AS us_japan,
    e.date >= (SELECT min(signed_date) FROM briefs) AS since_signing,
    c.countries, a.actors, b.provisions, b.pillars, e.summary,
    list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids,
    strip_accents(lower(concat_ws(' ', e.event_id, e.title, e.summary, a.actors, e.open_question))) AS words
FROM known_events(as_of) e
JOIN event_types t USING (type)
LEFT JOIN countries c USING (event_id)
LEFT JOIN actors a USING (event_id)
LEFT JOIN bearing b USING (event_id);
