-- The latest changes: happenings and passed dates up to the as-of date, newest first.
-- $as_of DATE: later ones are left out
-- $department VARCHAR?: keep what concerns this department, by name or by a shared topic; empty keeps all
-- $rows INTEGER: how many
WITH final AS (
    SELECT e.event_id, e.date, e.date_precision, e.title, e.label, e.status, e.open_question, t.lane, e.source_id,
           e.second_source_id
    FROM known_events($as_of) e
    JOIN event_types t USING (type)
    WHERE e.date <= $as_of
        AND ($department IS NULL OR e.event_id IN (
        SELECT ep.event_id FROM event_provisions ep JOIN unit_provisions u USING (provision_id) WHERE u.unit_id = $department))
)

SELECT
    event_id, date, date_precision, title, label, status, open_question, lane,
    list_filter([source_id, second_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY date DESC, event_id DESC
LIMIT $rows
