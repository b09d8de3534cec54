-- Projects with an award for a mineral of one site, those for its main mineral first.
--
-- One row a project, amounts apart from each other by how firmly they are promised: see the page on funding.
-- distance_km is known only for projects with a place.
-- $as_of DATE: awards announced after this day are left out
-- $site VARCHAR?: the site
WITH own AS (
    SELECT unnest(minerals) AS mineral_id, mineral_id AS main, latitude, longitude
    FROM all_sites
    WHERE site_key = $site
),

alike AS (
    SELECT mineral_id AS other, CASE WHEN mineral_id = main THEN 0 ELSE 2 END AS steps, latitude, longitude FROM own
    UNION ALL
    SELECT p.parent_id, CASE WHEN o.mineral_id = o.main THEN 1 ELSE 3 END, o.latitude, o.longitude
    FROM own o
    JOIN mineral_parents p USING (mineral_id)
    UNION ALL
    SELECT p.mineral_id, CASE WHEN o.mineral_id = o.main THEN 1 ELSE 3 END, o.latitude, o.longitude
    FROM own o
    JOIN mineral_parents p ON p.parent_id = o.mineral_id
),

matched AS (
    SELECT
        a.project_id, list(DISTINCT m.name ORDER BY m.name) AS minerals, min(x.steps) AS steps,
        list(DISTINCT a.commitment_level::VARCHAR ORDER BY a.commitment_level::VARCHAR) AS levels,
        count(DISTINCT a.award_id) AS awards, list(DISTINCT a.source_id ORDER BY a.source_id) AS sources,
        any_value(x.latitude) AS latitude, any_value(x.longitude) AS longitude
    FROM alike x
    JOIN award_minerals am ON am.mineral_id = x.other
    JOIN awards a USING (award_id)
    JOIN known_awards($as_of) USING (award_id)
    JOIN minerals m ON m.mineral_id = am.mineral_id
    GROUP BY a.project_id
),

final AS (
    SELECT
        p.project_id, p.name, p.short_name, p.company, areas_of(p.project_id) AS admin_area, m.minerals, m.levels, m.awards, m.steps,
        distance_km(
            from_latitude := m.latitude, from_longitude := m.longitude, to_latitude := p.latitude,
            to_longitude := p.longitude) AS km,
        list_sort(list_distinct(list_concat(m.sources, [p.source_id]))) AS source_ids
    FROM matched m
    JOIN projects p USING (project_id)
)

SELECT
    project_id, name, short_name, company, admin_area, minerals, levels, awards, round(km) AS distance_km, source_ids
FROM final
ORDER BY steps, km NULLS LAST, name, project_id
