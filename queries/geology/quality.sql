-- How far the records can be trusted: what is not known of status, position and coordinates.
--
-- One row. countries: without the open oceans and what has none on record; places: with them; first_place: the only
-- one, where there is one; coarse: the source itself rates the position as moderate; unrated: it rates it not at all;
-- imported: from the reader's own files; off_country: the point lies outside the country the record names, or the
-- country was read from the point; hosted: the source records it as held in another ore ('Ga in Bauxite').
-- $as_of DATE: the day whose events say which countries are partners
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $site_kinds VARCHAR[]?: kinds of site to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
WITH picked AS (
    SELECT
        p.site_key, p.dataset, p.country, p.side, p.kind, p.status, s.location_confidence, p.source_id,
        regexp_matches(s.deposit_type, '^[A-Z][a-z]?(,.*| and .*)? in ') AS hosted,
        coalesce(s.coordinate_check <> 'in country', i.off_country IS NOT NULL) AS off_country
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_groups := $mineral_groups, only_countries := $lands,
        only_kinds := $site_kinds, only_sides := $sides, only_words := $q, also_datasets := $datasets) p
    LEFT JOIN sites s ON s.site_id = p.site_key
    LEFT JOIN imported_sites i ON i.dataset || ':' || i.record_id = p.site_key
),

final AS (
    SELECT
        count(*) AS sites,
        count(DISTINCT country) FILTER (country NOT LIKE '% Ocean' AND country <> 'Country not recorded') AS countries,
        count(DISTINCT country) AS places, min(country) AS first_place, count(DISTINCT source_id) AS data_sets,
        count(*) FILTER (side = 'United States') AS in_united_states, count(*) FILTER (side = 'Japan') AS in_japan,
        count(*) FILTER (kind IN (SELECT kind FROM plant_kinds)) AS plants,
        count(*) FILTER (status = 'unknown') AS status_unknown,
        count(dataset) AS imported, count(*) FILTER (location_confidence = 'moderate') AS coarse,
        count(*) FILTER (location_confidence IS NULL) AS unrated,
        count(*) FILTER (off_country) AS off_country, count(*) FILTER (hosted) AS hosted,
        list(DISTINCT source_id ORDER BY source_id) AS source_ids
    FROM picked
)

SELECT
    sites, countries, places, first_place, data_sets, in_united_states, in_japan, plants, status_unknown, imported,
    coarse, unrated, off_country, hosted,
    list_filter(coalesce(source_ids, []), lambda s: s IS NOT NULL) AS source_ids
FROM final
