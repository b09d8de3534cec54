-- Who holds the levers of one provision: organizations with their role and the official who answers for them.
-- $provision VARCHAR: the provision
WITH final AS (
    SELECT
        o.name, o.abbreviation, o.country, o.mention, op.role, op.link_basis, f.office, f.person,
        f.as_of AS person_as_of, op.source_id, f.source_id AS person_source_id, op.link_basis AS strength
    FROM organization_provisions op
    JOIN organizations o USING (organization_id)
    LEFT JOIN office_holders f USING (organization_id)
    WHERE op.provision_id = $provision
)

SELECT
    name, abbreviation, country, mention, role, link_basis, office, person, person_as_of,
    list_filter([source_id, person_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY strength, country DESC, name
