-- Recorded sites by country, most first, with their share and what they record.
--
-- usgs: how many of them the U.S. Geological Survey recorded, so that coverage is not taken for what lies in the
-- ground.
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
WITH final AS (
    SELECT
        country, any_value(side) AS side, count(*) AS sites,
        count(*) FILTER (kind IN (SELECT kind FROM plant_kinds)) AS plants,
        count(*) FILTER (source_id IN (SELECT source_id FROM sources WHERE publisher = 'U.S. Geological Survey')) AS usgs,
        count(DISTINCT mineral_id) AS minerals, mode(mineral ORDER BY mineral) AS mineral,
        list(DISTINCT source_id ORDER BY source_id) AS source_ids
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_groups := $mineral_groups, only_countries := $lands,
        only_kinds := $site_kinds, only_sides := $sides, only_words := $q, also_datasets := $datasets)
    GROUP BY country
)

SELECT
    country, side, sites, round(100 * sites / sum(sites) OVER (), 1) AS share_pct, plants, minerals, mineral, usgs,
    list_filter(source_ids, lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY sites DESC, country
