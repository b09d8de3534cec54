-- Where the Framework has moved: events since the signing that name it or that both countries brought about, by pillar,
-- and where the record is silent. others counts what one country did in the same aim, and what merely bears on it.
--
-- One row a pillar that asks for action (general provisions and the signing itself are left out). An event that bears
-- on two pillars counts once in each; the rows do not add up to the number of events. Since the signing means after
-- its day, as on the Timeline.
-- $as_of DATE: events after this day are not counted
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
WITH since AS (
    SELECT DISTINCT e.event_id, e.date, e.label, p.pillar, e.source_id, e.joint
    FROM events_since_signing($as_of, brief := $brief) e
    JOIN event_provisions ep USING (event_id)
    JOIN provisions p USING (provision_id)
    WHERE ($department IS NULL OR ep.provision_id IN (SELECT provision_id FROM unit_provisions WHERE unit_id = $department))
),

pillars AS (
    SELECT pillar, count(*) AS provisions
    FROM provisions
    WHERE pillar <> 'General provisions'
        AND ($department IS NULL OR provision_id IN (SELECT provision_id FROM unit_provisions WHERE unit_id = $department))
    GROUP BY pillar
),

final AS (
    SELECT
        p.pillar, p.provisions, count(s.event_id) FILTER (s.joint) AS events, count(s.event_id) FILTER (NOT s.joint) AS others,
        max(s.date) FILTER (s.joint) AS last_date, arg_max(s.label, (s.date, s.event_id)) FILTER (s.joint) AS last_label,
        list(DISTINCT s.source_id ORDER BY s.source_id) FILTER (s.source_id IS NOT NULL) AS source_ids
    FROM pillars p
    LEFT JOIN since s USING (pillar)
    GROUP BY ALL
)

SELECT pillar, provisions, events, others, last_date, last_label, coalesce(source_ids, []) AS source_ids
FROM final
ORDER BY events DESC, others DESC, pillar
