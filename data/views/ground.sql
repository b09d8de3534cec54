-- Sites, mapping programs and distances.

-- All sites, shipped and imported: ONE PLACE TO UNITE THEM, and everything about the ground asks this view only.
-- dataset is NULL for what is shipped; an imported site has no source of ours, and its mineral may not be known.
CREATE VIEW all_sites AS
SELECT
    s.site_id AS site_key, NULL::VARCHAR AS dataset, s.name,
    replace(s.country_name, 'United States of America', 'United States') AS country, s.country_iso3, s.admin_area,
    s.latitude, s.longitude, s.mineral_id, m.minerals, s.kind::VARCHAR AS kind, s.status::VARCHAR AS status,
    s.deposit_type, s.source_id
FROM sites s
JOIN (SELECT site_id, list(mineral_id ORDER BY mineral_id) AS minerals FROM site_minerals GROUP BY site_id) m
    USING (site_id)
UNION ALL
SELECT
    dataset || ':' || record_id, dataset, name,
    coalesce(replace(country, 'United States of America', 'United States'), 'Country not recorded'), country_iso3,
    admin_area, latitude, longitude, mineral_id, minerals, coalesce(kind::VARCHAR, 'kind not recorded'),
    coalesce(status::VARCHAR, 'unknown'), deposit_type, NULL
FROM imported_sites;

-- Surveys and mapping programmes known on a day: begun in its year or before, or of an unknown year.
CREATE MACRO known_programmes(as_of) AS TABLE
SELECT *
FROM mapping_programmes
WHERE coalesce(year_start <= year(as_of), true);

-- Distance over the globe in km by the haversine formula, on a sphere of radius 6,371.0088 km; points in degrees.
CREATE MACRO distance_km(from_latitude, from_longitude, to_latitude, to_longitude) AS
    2 * 6371.0088 * asin(least(1, sqrt(
        sin(radians(to_latitude - from_latitude) / 2) ** 2
        + cos(radians(from_latitude)) * cos(radians(to_latitude)) * sin(radians(to_longitude - from_longitude) / 2) ** 2)));

-- Kinds of site at which something is processed.
CREATE VIEW plant_kinds AS SELECT unnest(['smelter or refinery', 'processing plant']) AS kind;

-- Minerals that count as another one: itself, and its members where it is a group (the rare earths).
CREATE VIEW mineral_members AS
SELECT mineral_id AS wanted, mineral_id FROM minerals
UNION ALL
SELECT parent_id, mineral_id FROM mineral_parents;

-- Countries named beside the United States or Japan in an event known by a day, those two and China apart: what stands
-- beside China in the events are export controls, protests and a truce.
CREATE MACRO partner_countries(as_of) AS TABLE
SELECT DISTINCT c.country
FROM known_events(as_of) e
JOIN event_countries c USING (event_id)
JOIN event_countries side ON side.event_id = e.event_id AND side.country IN ('United States', 'Japan')
WHERE c.country NOT IN ('United States', 'Japan', 'China', 'G7', 'European Union', 'Other countries');

-- Sites under the reader's filters, each with its mineral's name and group and the side of the Framework it lies on.
-- A mineral keeps every site that lists it or a member of it; the group is that of the main mineral alone, so that
-- groups add up. partners are the countries beside the two. An only_… that is NULL keeps all; of imported sets those
-- named are shown, and none where that is NULL.
CREATE MACRO picked_sites(
    partners, only_minerals := NULL, only_groups := NULL, only_countries := NULL, only_kinds := NULL, only_sides := NULL,
    only_words := NULL, also_datasets := NULL) AS TABLE
WITH sided AS (
    SELECT
        s.*, coalesce(m.name, 'Mineral not recorded') AS mineral,
        coalesce(m.mineral_group::VARCHAR, 'Other minerals') AS mineral_group,
        CASE
            WHEN s.country IN ('United States', 'Japan') THEN s.country
            WHEN list_contains(partners, s.country) THEN 'Other partner countries'
            ELSE 'Elsewhere'
        END AS side
    FROM all_sites s
    LEFT JOIN minerals m USING (mineral_id)
)

SELECT *
FROM sided
WHERE (dataset IS NULL OR list_contains(also_datasets::VARCHAR[], dataset))
    AND (only_minerals::VARCHAR[] IS NULL OR list_has_any(minerals,
        (SELECT list(x.mineral_id) FROM mineral_members x WHERE list_contains(only_minerals::VARCHAR[], x.wanted))))
    AND (only_groups::VARCHAR[] IS NULL OR list_contains(only_groups::VARCHAR[], mineral_group))
    AND (only_countries::VARCHAR[] IS NULL OR list_contains(only_countries::VARCHAR[], country))
    AND (only_kinds::VARCHAR[] IS NULL OR list_contains(only_kinds::VARCHAR[], kind))
    AND (only_sides::VARCHAR[] IS NULL OR list_contains(only_sides::VARCHAR[], side))
    AND has_words(concat_ws(' ', name, mineral, country, admin_area, deposit_type, kind), only_words);
