-- Who puts money into one project, and the organization behind each where it is one of ours.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $project VARCHAR: the project
WITH final AS (
    SELECT
        a.funder, a.organization_id, o.short_name, o.name, a.funder_country, list(a.award_id ORDER BY a.award_id) AS awards,
        list(DISTINCT a.commitment_level::VARCHAR) AS levels,
        list_sort(list_distinct(flatten(list(a.source_ids)))) AS source_ids
    FROM known_awards($as_of) a
    LEFT JOIN organizations o USING (organization_id)
    WHERE a.project_id = $project
    GROUP BY ALL
)

SELECT funder, organization_id, short_name, name, funder_country, awards, list_sort(levels) AS levels, source_ids
FROM final
ORDER BY awards, funder
