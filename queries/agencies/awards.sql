-- Awards of one organization and of the bodies below it, the latest first, with the project each goes to.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $organization VARCHAR: the organization
WITH own AS (
    SELECT organization_id, short_name, organization_id = $organization AS itself
    FROM organizations
    WHERE organization_id = $organization
        OR organization_id IN (SELECT organization_id FROM organization_parents WHERE parent_id = $organization)
)

SELECT
    a.award_id, a.announced, a.project_id, a.project, a.title, a.commitment_level, a.amount_usd, a.amount, a.currency,
    a.instrument, a.stage, a.mineral_names, a.status, a.counted, o.short_name AS through, o.itself, a.source_ids
FROM award_money a
JOIN own o USING (organization_id)
WHERE a.announced IS NULL OR a.announced <= $as_of
ORDER BY a.announced DESC NULLS LAST, a.award_id
