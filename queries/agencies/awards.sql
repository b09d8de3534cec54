-- Awards of one organization and of the bodies below it, the latest first, with the project each goes to.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $organization VARCHAR: the organization
SELECT
    a.award_id, a.announced, a.announced_from, a.known_by, a.project_id, a.project, a.title, a.commitment_level, a.tie,
    a.tie_reason, a.amount_usd,
    a.amount, a.currency, a.instrument, a.stages, a.mineral_names, a.status, a.counted, o.short_name AS through, o.itself, a.source_ids
FROM known_awards($as_of) a
JOIN bodies_of($organization) o USING (organization_id)
ORDER BY a.known_by DESC NULLS LAST, a.award_id
