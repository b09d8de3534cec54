-- What happened that ties one organization to the Framework, the latest first.
--
-- Only events that the organization's links cite as their ground.
-- $as_of DATE: what could not be known on this day is left out
-- $organization VARCHAR: the organization
WITH cited AS (
    SELECT event_id, list(provision_id ORDER BY provision_id) AS provisions
    FROM organization_provisions
    WHERE organization_id = $organization AND event_id IS NOT NULL
    GROUP BY ALL
)

SELECT
    e.event_id, e.date, e.label, e.title, e.status, e.summary, c.provisions,
    open_question_on($as_of, e.date, e.open_question) AS open_question,
    list_filter([e.source_id, e.second_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM cited c
JOIN known_events($as_of) e USING (event_id)
ORDER BY e.date DESC, e.event_id
