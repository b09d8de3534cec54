-- What happened or is set to happen, when it is known, and what hangs on it.

-- The day from which each event could be known: that of the decision or the clock that set it, else its own.
CREATE VIEW event_days AS
SELECT e.event_id, coalesce(b.date, m.start_date, e.date) AS known_from
FROM events e
LEFT JOIN related_clocks r USING (event_id)
LEFT JOIN events b ON b.event_id = r.started_by
LEFT JOIN event_milestones x ON x.event_id = e.event_id AND x.evidence = 'deadline'
LEFT JOIN milestones m ON m.milestone_id = x.milestone_id;

-- Events that could be known on a day: one that occurred once its date has come, a planned or calculated date from the
-- day of the decision that set it (where no such decision is on record, from its own date).
CREATE MACRO known_events(as_of) AS TABLE
SELECT e.*
FROM events e
JOIN event_days d USING (event_id)
WHERE d.known_from <= as_of;

-- The known events by how they stand on a day: stage keeps apart what happened, a date set that has passed, of which no
-- outcome is on record, and one ahead. What the last reading left open is told to who has all events.
CREATE MACRO staged_events(as_of) AS TABLE
SELECT
    e.* EXCLUDE (open_question),
    CASE WHEN e.status = 'occurred' THEN 'happened' WHEN e.date < as_of THEN 'passed' ELSE 'ahead' END AS stage,
    CASE WHEN has_all_events(as_of) THEN e.open_question END AS open_question
FROM known_events(as_of) e;

-- Roles of organizations that rest on an event.
CREATE VIEW event_roles AS
SELECT event_id, string_agg(o.short_name || ': ' || l.role, '; ' ORDER BY o.short_name, l.provision_id) AS roles
FROM organization_provisions l
JOIN organizations o USING (organization_id)
WHERE event_id IS NOT NULL
GROUP BY ALL;

-- When the sources of an event or an award came out, as exactly as they say: a month or a year has a first and a last
-- day. earliest is the first day on which any may have been out, out_by the one by which one surely was, published what
-- that one says of itself; all_dated tells whether every one says when.
CREATE VIEW first_sources AS
WITH released AS (
    SELECT
        source_id, published,
        rpad(published, 10, '-01-01')::DATE AS earliest,
        CASE length(published) WHEN 4 THEN make_date(published::INTEGER, 12, 31)
            WHEN 7 THEN last_day((published || '-01')::DATE) ELSE published::DATE END AS latest
    FROM sources
),

named AS (
    SELECT event_id AS thing_id, unnest([source_id, second_source_id]) AS source_id FROM events
    UNION ALL
    SELECT award_id, unnest([source_id, second_source_id]) FROM awards
)

SELECT
    thing_id, min(r.earliest) AS earliest, min(r.latest) AS out_by, arg_min(r.published, r.latest) AS published,
    bool_and(r.published IS NOT NULL) AS all_dated
FROM named n
JOIN released r USING (source_id)
GROUP BY thing_id;

-- Whether an event counts as the Framework's own movement wherever that is counted: it names the Framework, or both
-- countries brought it about. All others stand beside.
CREATE MACRO is_joint(tie) AS tie IN ('names the Framework', 'both countries');

-- Events that happened since the signing, and by a day.
CREATE MACRO events_since_signing(as_of, brief := NULL) AS TABLE
SELECT e.*, is_joint(e.tie) AS joint
FROM known_events(as_of) e
WHERE e.status = 'occurred' AND since_signing(e.date, brief);

-- What hangs on each event, gathered: countries, actors, provisions and pillars.
CREATE VIEW event_context AS
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
        list(DISTINCT p.pillar::VARCHAR ORDER BY p.pillar::VARCHAR) AS pillars
    FROM event_provisions ep
    JOIN provisions p USING (provision_id)
    GROUP BY ep.event_id
)

SELECT e.event_id, c.countries, a.actors, b.provisions, b.pillars
FROM events e
LEFT JOIN countries c USING (event_id)
LEFT JOIN actors a USING (event_id)
LEFT JOIN bearing b USING (event_id);

-- What is open about an event on a day: what came of a date can be asked only once it has passed.
CREATE MACRO open_question_on(as_of, date, question) AS CASE WHEN date < as_of THEN question END;

-- The known events with what hangs on them gathered: countries, actors, provisions, pillars, sources and the words a
-- search looks through.
CREATE MACRO described_events(as_of, brief := NULL) AS TABLE
SELECT
    e.event_id, e.date, e.date_precision, e.title, e.label, e.type, t.lane, t.lane_position, e.status,
    open_question_on(as_of, e.date, e.open_question) AS open_question, e.turning_point,
    e.tie, e.tie_reason, is_joint(e.tie) AS joint,
    since_signing(e.date, brief) AS since_signing,
    c.countries, c.actors, c.provisions, c.pillars, e.summary,
    list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids,
    concat_ws(' ', e.event_id, e.title, e.summary, c.actors, e.open_question) AS words
FROM known_events(as_of) e
JOIN event_types t USING (type)
JOIN event_context c USING (event_id);
