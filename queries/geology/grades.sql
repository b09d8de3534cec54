-- Ore tonnage and grade of one mineral at the sites that have both, the most contained metal first.
--
-- Tonnes of ore as published; the unit stands beside each grade (% or g/t) and is one for all rows of a mineral.
-- contained_t: tonnes of the mineral, tonnage times grade. Figures of different years and kinds of estimate.
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
-- $metal VARCHAR?: the mineral; empty takes the one with the most figures, of those asked for where some are
WITH figures AS (
    SELECT g.mineral_id, count(*) AS n
    FROM site_grades g
    JOIN sites s USING (site_id)
    WHERE s.ore_tonnes IS NOT NULL
        -- Who asks for indium is not answered with copper: without figures for what is asked there is no row.
        AND ($minerals IS NULL OR g.mineral_id IN (
            SELECT x.mineral_id FROM mineral_members x WHERE list_contains($minerals, x.wanted)))
    GROUP BY ALL
),

chosen AS (
    SELECT coalesce($metal, (SELECT arg_max(mineral_id, (n, mineral_id)) FROM figures)) AS mineral_id
),

final AS (
    SELECT
        p.site_key, p.name, p.country, p.side, p.deposit_type, s.ore_tonnes, g.grade, g.unit, m.name AS mineral,
        s.ore_tonnes * g.grade * CASE g.unit WHEN '%' THEN 0.01 ELSE 0.000001 END AS contained_t, s.grade AS as_published,
        s.resource_note, list_distinct([g.source_id, s.resource_source_id]) AS source_ids
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_groups := $mineral_groups, only_countries := $lands,
        only_kinds := $site_kinds, only_sides := $sides, only_words := $q, also_datasets := $datasets) p
    JOIN sites s ON s.site_id = p.site_key
    JOIN site_grades g ON g.site_id = s.site_id
    JOIN chosen c ON c.mineral_id = g.mineral_id
    JOIN minerals m ON m.mineral_id = g.mineral_id
    WHERE s.ore_tonnes IS NOT NULL
)

SELECT
    site_key, name, country, side, mineral, ore_tonnes, grade, unit, contained_t, as_published, deposit_type,
    resource_note, list_filter(source_ids, lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY contained_t DESC, site_key
