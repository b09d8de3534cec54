-- Provisions that projects for one mineral serve, by our reading, with who leads each as far as known.
-- $element VARCHAR: the mineral
-- $as_of DATE: awards announced later are left out; undated ones are kept
WITH projects_of AS (
    SELECT DISTINCT a.project_id, a.project
    FROM awards_for($as_of, $element) a
),

led AS (
    SELECT provision_id, list(DISTINCT o.short_name ORDER BY o.short_name) AS organizations
    FROM organization_provisions p JOIN organizations o USING (organization_id)
    WHERE p.link_basis = 'leads'
    GROUP BY ALL
),

final AS (
    SELECT
        v.provision_id, v.position, v.title, v.pillar::VARCHAR AS pillar, list(DISTINCT j.project ORDER BY j.project) AS projects,
        coalesce(any_value(l.organizations), []) AS leads, list(DISTINCT v.source_id) AS source_ids
    FROM project_provisions s
    JOIN projects_of j USING (project_id)
    JOIN provisions v USING (provision_id)
    LEFT JOIN led l USING (provision_id)
    GROUP BY ALL
)

SELECT provision_id, title, pillar, projects, leads, source_ids
FROM final
ORDER BY len(projects) DESC, position
