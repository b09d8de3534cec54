-- Recorded sites counted in the cells of a grid in degrees, the fullest first.
--
-- west and south are a cell's corner; class is 0 for 1 site, 1 for 2-3, 2 for 4-7 and so on, 7 for 128 and more.
-- country is where most sites of the cell lie, mineral the main mineral most of them have. A count of records, not of
-- resources.
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
-- $degrees DOUBLE: length of a cell's sides in degrees
WITH placed AS (
    SELECT
        floor(longitude / $degrees) * $degrees AS west, floor(latitude / $degrees) * $degrees AS south, country, mineral, source_id
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_groups := $mineral_groups, only_countries := $lands,
        only_kinds := $site_kinds, only_sides := $sides, only_words := $q, also_datasets := $datasets)
),

final AS (
    SELECT
        west, south, count(*) AS sites, mode(country ORDER BY country) AS country,
        mode(mineral ORDER BY mineral) AS mineral, list(DISTINCT source_id ORDER BY source_id) AS source_ids
    FROM placed
    GROUP BY west, south
)

SELECT
    west, south, $degrees AS degrees, sites, least(7, floor(log2(sites)))::INTEGER AS class, country, mineral,
    list_filter(source_ids, lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY sites DESC, west, south
