-- The terms of the fit score with their published weights and the weights in use.
-- $weights INTEGER[]?: points for named, topic, expertise, call, partner; empty takes the published ones
SELECT
    term, title, weight AS published, coalesce($weights[position], weight) AS in_use,
    round(100.0 * coalesce($weights[position], weight)
        / (SELECT sum(coalesce($weights[position], weight)) FROM score_terms), 0)::INTEGER AS share_pct,
    meaning, [source_id] AS source_ids
FROM score_terms
ORDER BY position
