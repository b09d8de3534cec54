-- Recorded sites of one mineral, of its group or of a group's members, as points: records, not resources.
-- $element VARCHAR: the mineral
WITH final AS (
    SELECT
        s.site_key, s.name, m.name AS mineral, coalesce(m.mineral_group::VARCHAR, 'Other minerals') AS mineral_group,
        s.kind, s.country, s.status, round(s.longitude, 4) AS longitude, round(s.latitude, 4) AS latitude,
        [s.source_id] AS source_ids
    FROM all_sites s
    LEFT JOIN minerals m USING (mineral_id)
    WHERE s.dataset IS NULL AND list_has_any(s.minerals, counting_for($element))
)

SELECT site_key, name, mineral, mineral_group, kind, country, status, longitude, latitude, source_ids
FROM final
ORDER BY name, site_key
