-- Recorded sites by name, at most so many; found counts all that fit.
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
-- $rows INTEGER: how many sites to give at most
-- $site VARCHAR?: a site that is always among them, first
WITH picked AS (
    SELECT
        site_key, name, mineral, mineral_group, kind, country, admin_area, status, deposit_type, side, longitude,
        latitude, source_id
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
    site_key, name, mineral, mineral_group, kind, country, admin_area, status, deposit_type, side,
    round(latitude, 3) AS latitude, round(longitude, 3) AS longitude, found,
    list_filter([source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY site_key IS NOT DISTINCT FROM $site DESC, name, site_key
LIMIT $rows
