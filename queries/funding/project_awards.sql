-- Awards of one project in order, with what came of each; all levels, cancelled and superseded ones too. rests_on says
-- how near the best of its sources stands to the act.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $project VARCHAR: the project
SELECT
    award_id, announced, announced_from, known_by, title, commitment_level, tie, tie_reason, amount_usd, amount,
    currency, ceiling, instrument,
    stage, stages, product_group, product, mineral_names, funder, funder_country, status, successors, left_out, counted, note,
    rests_on, source_ids
FROM known_awards($as_of)
WHERE project_id = $project
ORDER BY known_by NULLS FIRST, award_id
