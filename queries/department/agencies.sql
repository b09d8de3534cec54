-- Organizations that hold a lever on what concerns one department, the one with the best-fitting provision first, with
-- the official.
-- $as_of DATE: the day on which fits are judged
-- $department VARCHAR: the department
WITH fitting AS (
    SELECT subject_id AS provision_id, fit
    FROM scored_fit($as_of, NULL)
    WHERE unit_id = $department AND subject = 'provision'
),

linked AS (
    SELECT
        op.organization_id, min(op.link_basis) AS link_basis, list(op.provision_id ORDER BY f.fit DESC) AS provisions,
        max(f.fit) AS best_fit, string_agg(DISTINCT op.role, '; ' ORDER BY op.role) AS role, list(DISTINCT op.source_id ORDER BY op.source_id) AS source_ids,
        list_sort(list_distinct(flatten(list(u.reasons)))) AS reasons
    FROM organization_provisions op
    JOIN unit_provisions u ON u.provision_id = op.provision_id AND u.unit_id = $department
    JOIN fitting f ON f.provision_id = op.provision_id
    GROUP BY ALL
)

SELECT
    o.short_name AS organization, o.country, l.role, l.provisions, l.best_fit, l.reasons, l.link_basis, h.office,
    h.person, h.as_of,
    list_sort(list_distinct(list_filter(list_concat(l.source_ids, [h.source_id]), lambda s: s IS NOT NULL))) AS source_ids
FROM linked l
JOIN organizations o USING (organization_id)
LEFT JOIN office_holders h USING (organization_id)
ORDER BY l.best_fit DESC, l.link_basis, len(l.provisions) DESC, o.short_name, length(h.office), h.office
