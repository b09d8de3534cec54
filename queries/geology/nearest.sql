-- The recorded sites nearest to one site, with the distance over the globe in km.
--
-- Distance by the haversine formula on a sphere of radius 6,371.0088 km; as exact as the two points are, which is often
-- a few km at best.
-- $site VARCHAR?: the site
-- $rows INTEGER: how many to give at most
WITH origin AS (
    SELECT latitude, longitude
    FROM all_sites
    WHERE site_key = $site
),

final AS (
    SELECT
        a.site_key, a.name, coalesce(m.name, 'Mineral not recorded') AS mineral, a.kind, a.country, a.admin_area, a.source_id,
        distance_km(
            from_latitude := o.latitude, from_longitude := o.longitude, to_latitude := a.latitude,
            to_longitude := a.longitude) AS km
    FROM all_sites a
    LEFT JOIN minerals m USING (mineral_id)
    CROSS JOIN origin o
    WHERE a.site_key <> $site
)

SELECT
    site_key, name, mineral, kind, country, admin_area, round(km, 1) AS distance_km,
    list_filter([source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY km, site_key
LIMIT $rows
