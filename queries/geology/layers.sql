-- What the map shows besides the sites: processing plants, mapping programmes with a point or an area, funded projects.
--
-- Plants are sites and obey the filters, the kind of site apart. Programmes and projects obey mineral, group, country
-- and words; a project counts from the day its first award is announced, or where that day is not known.
-- $as_of DATE: awards announced and programmes begun only after this day are left out
-- $minerals VARCHAR[]?: keep sites that list one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: groups of the main mineral to keep; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in name, mineral, country, area, deposit type or kind
-- $datasets VARCHAR[]?: imported sets to show beside the shipped sites; empty shows the shipped ones alone
-- $layers VARCHAR[]?: what to show; empty shows nothing
WITH wanted AS (
    SELECT DISTINCT x.mineral_id
    FROM mineral_members x
    JOIN minerals m ON m.mineral_id = x.mineral_id
    WHERE ($minerals IS NULL OR list_contains($minerals, x.wanted))
        AND ($mineral_groups IS NULL OR list_contains($mineral_groups, m.mineral_group::VARCHAR))
),

sided AS (
    SELECT name AS country, CASE WHEN name IN ('United States', 'Japan') THEN name
        WHEN name IN (SELECT country FROM partner_countries($as_of)) THEN 'Other partner countries'
        ELSE 'Elsewhere' END AS side
    FROM (SELECT country AS name FROM project_countries UNION SELECT country FROM all_sites)
),

lands AS (
    SELECT DISTINCT country_iso3, country
    FROM all_sites
    WHERE country_iso3 IS NOT NULL
),

placed AS (
    SELECT 'Survey programs' AS layer, p.mapping_id AS id, p.title AS name,
        concat_ws(' · ', p.programme, p.year_start) AS about, p.longitude, p.latitude,
        (SELECT list(l.country) FROM mapping_countries c JOIN lands l USING (country_iso3)
         WHERE c.mapping_id = p.mapping_id) AS countries,
        (SELECT list(mineral_id) FROM mapping_minerals m WHERE m.mapping_id = p.mapping_id) AS minerals, p.source_id
    FROM known_programmes($as_of) p
    WHERE p.longitude IS NOT NULL
    UNION ALL
    SELECT 'Survey areas', p.mapping_id, p.title, concat_ws(' · ', p.programme, p.year_start), p.longitude, p.latitude,
        (SELECT list(l.country) FROM mapping_countries c JOIN lands l USING (country_iso3)
         WHERE c.mapping_id = p.mapping_id),
        (SELECT list(mineral_id) FROM mapping_minerals m WHERE m.mapping_id = p.mapping_id), p.source_id
    FROM known_programmes($as_of) p
    WHERE p.place_basis = 'published polygon'
    UNION ALL
    SELECT 'Funded projects', p.project_id, p.name, p.company, p.longitude, p.latitude,
        (SELECT list(c.country) FROM project_countries c WHERE c.project_id = p.project_id),
        (SELECT list(m.mineral_id) FROM awards a JOIN award_minerals m USING (award_id)
         WHERE a.project_id = p.project_id), p.source_id
    FROM projects p
    WHERE p.longitude IS NOT NULL
        AND p.project_id IN (SELECT project_id FROM known_awards($as_of))
),

kept AS (
    SELECT layer, id, name, about, longitude, latitude, source_id
    FROM placed
    WHERE (($minerals IS NULL AND $mineral_groups IS NULL)
            OR list_has_any(minerals, (SELECT list(mineral_id) FROM wanted)))
        AND ($lands IS NULL OR list_has_any(countries, $lands))
        AND ($sides IS NULL
            OR list_has_any(countries, (SELECT list(country) FROM sided WHERE list_contains($sides, side))))
        AND has_words(concat_ws(' ', name, about), $q)
    UNION ALL
    SELECT 'Processing plants', site_key, name, concat_ws(' · ', mineral, kind), longitude, latitude, source_id
    FROM picked_sites(
        partners := (SELECT list(country) FROM partner_countries($as_of)),
        only_minerals := $minerals, only_groups := $mineral_groups, only_countries := $lands,
        only_sides := $sides, only_words := $q, also_datasets := $datasets)
    WHERE kind IN (SELECT kind FROM plant_kinds)
)

SELECT
    layer, id, name, about, round(longitude, 4) AS longitude, round(latitude, 4) AS latitude,
    list_filter([source_id], lambda s: s IS NOT NULL) AS source_ids
FROM kept
WHERE list_contains($layers, layer)
ORDER BY list_position(['Processing plants', 'Funded projects', 'Survey programs', 'Survey areas'], layer), name, id
