-- Calls for proposals of one organization and of the bodies below it, with their state on the as-of day.
-- $as_of DATE: the day on which the state is judged
-- $organization VARCHAR: the organization
WITH final AS (
    SELECT
        c.call_id, c.short_title, c.number, c.type, o.short_name AS through, o.itself, c.state, c.opens, c.closes,
        c.total_usd, c.university_role, c.state_note, c.state_position,
        list_filter([c.source_id, c.second_source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM call_states($as_of) c
    JOIN bodies_of($organization) o USING (organization_id)
)

SELECT
    call_id, short_title, state, state_note, opens, closes, number, type, through, itself, university_role, total_usd,
    source_ids
FROM final
ORDER BY state_position, coalesce(closes, opens) DESC NULLS LAST, call_id
