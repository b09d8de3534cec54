-- Actions, opportunities and calls ranked by how well they fit one department, with the terms of the score.
--
-- clear: the brief names the department there, or two readings saw its business; all else is thin and comes after.
-- $as_of DATE: the day on which calls are judged
-- $weights INTEGER[]?: points for named, business, expertise, call, partner; empty takes the published ones
-- $department VARCHAR: the department
-- $kinds VARCHAR[]: kinds to rank: action, opportunity, call
WITH described AS (
    SELECT kind::VARCHAR AS subject, item_id AS subject_id, title, text AS detail, NULL AS state, NULL AS closes,
           source_id, locator AS place
    FROM brief_items
    UNION ALL
    SELECT 'call', call_id, short_title, agency || coalesce(': ' || state_note, ''), state, closes, source_id, number
    FROM call_states($as_of)
),

final AS (
    SELECT
        f.subject AS kind, f.subject_id AS id, d.title, d.detail, d.state, d.closes, d.place, f.fit, f.clear, f.named, f.business,
        f.expertise, f.call, f.partner, f.reasons,
        list_sort(list_distinct(list_concat([d.source_id, 's_lodestone'], f.work_sources))) AS source_ids
    FROM scored_fit($as_of, $weights) f
    JOIN described d USING (subject, subject_id)
    WHERE f.unit_id = $department AND list_contains($kinds, f.subject)
)

SELECT
    kind, title, fit, clear, state, closes, reasons, detail, place, named, business, expertise, call, partner, id, source_ids
FROM final
ORDER BY clear DESC, state = 'closed', fit DESC, kind, title
