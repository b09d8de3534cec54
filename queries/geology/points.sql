-- Recorded sites as points for the map, or no row at all where there are more than a map can be sent.
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
-- $most INTEGER: how many points a map is sent at most
WITH picked AS (
    SELECT site_key, name, longitude, latitude, mineral, mineral_group, kind, country, status, deposit_type, source_id
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_groups := $mineral_groups, only_countries := $lands,
        only_kinds := $site_kinds, only_sides := $sides, only_words := $q, also_datasets := $datasets)
),

final AS (
    SELECT *, count(*) OVER () AS found
    FROM picked
)

SELECT
    site_key, name, mineral, mineral_group, kind, country, status, deposit_type, round(longitude, 4) AS longitude,
    round(latitude, 4) AS latitude, list_filter([source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
WHERE found <= $most
ORDER BY name, site_key
