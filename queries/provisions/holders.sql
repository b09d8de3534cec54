-- Who holds the levers of one provision: organizations with their role and the official who answers for them.
-- $as_of DATE: links and officials not yet known on this day are left out
-- $provision VARCHAR: the provision
WITH final AS (
    SELECT
        o.name, o.abbreviation, o.country, o.mention, op.role, op.link_basis, f.office, f.person,
        f.as_of AS person_as_of, op.source_id, f.source_id AS person_source_id, op.link_basis AS strength
    FROM known_links($as_of) op
    JOIN organizations o USING (organization_id)
    LEFT JOIN office_holders f ON f.organization_id = o.organization_id AND f.as_of <= $as_of
    WHERE op.provision_id = $provision
)

SELECT
    name, abbreviation, country, mention, role, link_basis, office, person, person_as_of,
    list_filter([source_id, person_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY strength, country DESC, name
