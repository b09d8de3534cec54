-- What is on the shortlist: actions and opportunities of the brief and calls, with the state of each call.
-- $as_of DATE: the day on which calls are judged
-- $shortlist VARCHAR[]?: identifiers of what is kept; empty gives nothing
WITH final AS (
    SELECT kind::VARCHAR AS kind, item_id AS id, title, text AS detail, NULL AS state, source_id
    FROM brief_items
    WHERE kind IN ('action', 'opportunity')
    UNION ALL
    SELECT 'call', call_id, title, agency || coalesce(': ' || state_note, ''), state, source_id
    FROM call_states($as_of)
)

SELECT kind, title, detail, state, id, [source_id] AS source_ids
FROM final
WHERE list_contains(coalesce($shortlist, []), id)
ORDER BY kind, title
