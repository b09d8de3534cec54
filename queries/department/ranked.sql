-- Actions, opportunities and calls ranked by how well they fit one department, with the terms of the score.
--
-- clear: the brief names the department there, or two readings saw its business; all else is thin and comes after.
-- for_others: the brief names somebody there, and not this department.
-- $as_of DATE: the day on which calls are judged
-- $weights INTEGER[]?: points for named, business, expertise, call, partner; empty takes the published ones
-- $department VARCHAR: the department
-- $kinds VARCHAR[]: kinds to rank: action, opportunity, call
SELECT
    kind, title, fit, clear, named = 0 AND id IN (SELECT item_id FROM item_units) AS for_others, state, closes, reasons,
    detail, place, named, business, expertise, call, partner, id, source_ids
FROM ranked_fits($as_of, $weights)
WHERE unit_id = $department AND list_contains($kinds, kind)
ORDER BY clear DESC, state = 'closed', fit DESC, kind, title
