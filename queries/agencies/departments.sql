-- Which departments should talk to one organization, best fit first: those tied to a provision it acts on.
--
-- One row a department; fit (0 to 5) and reasons are those of the provision that fits best (of several alike the one
-- whose link is best known, then the first), provisions and fits list all that tie them. The score is Lodestone's own,
-- under its published weights.
-- $as_of DATE: the day on which calls are judged and up to which links count
-- $organization VARCHAR: the organization
WITH links AS (
    SELECT provision_id, link_basis, source_id
    FROM known_links($as_of)
    WHERE organization_id = $organization
),

fits AS (
    SELECT f.unit_id, f.subject_id AS provision_id, f.fit, f.reasons, f.topics, f.work_sources, l.link_basis, l.source_id
    FROM scored_fit($as_of, NULL) f
    JOIN links l ON l.provision_id = f.subject_id
    WHERE f.subject = 'provision'
),

final AS (
    SELECT
        unit_id, max(fit) AS fit, first(provision_id ORDER BY fit DESC, link_basis, provision_id) AS best,
        first(reasons ORDER BY fit DESC, link_basis, provision_id) AS reasons,
        list_sort(list_distinct(flatten(list(topics)))) AS topics,
        list(provision_id ORDER BY fit DESC, provision_id) AS provisions,
        list(fit::VARCHAR ORDER BY fit DESC, provision_id) AS fits,
        list_sort(list_distinct(flatten([flatten(list(work_sources)), list(source_id)]))) AS sources
    FROM fits
    GROUP BY unit_id
)

SELECT
    u.unit_id, u.short_name, u.kind, u.school, f.fit, f.best, p.title AS best_title, f.reasons, f.topics, f.provisions,
    f.fits, list_sort(list_distinct(list_concat(f.sources, [u.source_id]))) AS source_ids
FROM final f
JOIN units u USING (unit_id)
JOIN provisions p ON p.provision_id = f.best
ORDER BY f.fit DESC, len(f.provisions) DESC, u.short_name
