-- Recorded sites by the group of their main mineral, each group with its number whatever group is chosen.
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
WITH listed AS (
    SELECT mineral_group, enum_code(mineral_group) AS place
    FROM minerals
    GROUP BY ALL
),

final AS (
    SELECT mineral_group, count(*) AS sites
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_countries := $lands, only_kinds := $site_kinds,
        only_sides := $sides, only_words := $q, also_datasets := $datasets)
    GROUP BY ALL
)

SELECT l.mineral_group, coalesce(f.sites, 0) AS sites
FROM listed l
LEFT JOIN final f ON f.mineral_group = l.mineral_group::VARCHAR
ORDER BY l.place
