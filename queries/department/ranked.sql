-- Actions, opportunities and calls ranked by how well they fit one department, with the terms of the score.
--
-- A school also has what is clear for a department of it and not for itself: that of the best fit, through names it.
-- clear: the brief names the department there, or two readings saw its business; all else is thin and comes after.
-- for_others: the brief names somebody there, and not this department.
-- $as_of DATE: the day on which calls are judged
-- $weights INTEGER[]?: points for named, business, expertise, call, partner; empty takes the published ones
-- $department VARCHAR: the department
-- $kinds VARCHAR[]: kinds to rank: action, opportunity, call
WITH final AS (
    SELECT
        f.* REPLACE (
            CASE WHEN d.unit_id IS NULL THEN f.reasons
                ELSE list_prepend(d.short_name || ', ' || f.reasons[1], f.reasons[2:]) END AS reasons),
        d.short_name AS through
    FROM ranked_fits($as_of, $weights) f
    LEFT JOIN school_departments d ON d.school_id = $department AND d.unit_id = f.unit_id
    WHERE (f.unit_id = $department OR d.unit_id IS NOT NULL AND f.clear) AND list_contains($kinds, f.kind)
    QUALIFY row_number() OVER (
        PARTITION BY f.kind, f.id ORDER BY f.clear DESC, through IS NOT NULL, f.fit DESC, through) = 1
)

SELECT
    kind, title, fit, clear, named = 0 AND id IN (SELECT item_id FROM item_units) AS for_others, state, closes, through,
    reasons, detail, place, named, business, expertise, call, partner, id, source_ids
FROM final
ORDER BY clear DESC, state = 'closed', fit DESC, kind, title
