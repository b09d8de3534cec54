-- One project: what it is, where, its tie to Japan, and what came of it as last read.
-- $project VARCHAR: the project
SELECT
    p.project_id, p.name, p.short_name, p.company,
    (SELECT list(country ORDER BY country) FROM project_countries c WHERE c.project_id = p.project_id) AS countries,
    areas_of(p.project_id) AS admin_area, p.latitude, p.longitude, p.place_precision, p.japan_link, p.japan_note, p.outcome,
    list_filter([p.source_id, p.place_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM projects p
WHERE p.project_id = $project
