-- Surveys and mapping programmes begun by a day, as published: where, when, how large, at what cost.
--
-- Costs and areas are never to be added: authorisations, yearly totals and single surveys overlap. areas are the codes
-- of states and prefectures; none means the whole country, a sea, or not stated (place_basis).
-- $as_of DATE: programmes begun in a later year are left out
-- $minerals VARCHAR[]?: keep programmes that name one of these minerals or a member of it; empty keeps all
-- $mineral_groups VARCHAR[]?: keep programmes that name a mineral of these groups; empty keeps all
-- $lands VARCHAR[]?: countries to keep; empty keeps all
-- $sides VARCHAR[]?: United States, Japan, other partner countries or elsewhere; empty keeps all
-- $q VARCHAR?: every word must stand in title, programme, place, minerals, methods or note
WITH described AS (
    SELECT
        p.*,
        (SELECT list(a.area ORDER BY a.area) FROM mapping_areas a WHERE a.mapping_id = p.mapping_id) AS areas,
        (SELECT list(h.method ORDER BY h.method) FROM mapping_methods h WHERE h.mapping_id = p.mapping_id) AS methods,
        (SELECT list(x.mineral_id ORDER BY x.mineral_id) FROM mapping_minerals x WHERE x.mapping_id = p.mapping_id)
            AS mineral_ids,
        (SELECT list(m.name ORDER BY m.name) FROM mapping_minerals x JOIN minerals m USING (mineral_id)
         WHERE x.mapping_id = p.mapping_id) AS minerals,
        (SELECT list(CASE c.country_iso3 WHEN 'USA' THEN 'United States' WHEN 'JPN' THEN 'Japan' ELSE coalesce(
            (SELECT any_value(s.country) FROM all_sites s WHERE s.country_iso3 = c.country_iso3), c.country_iso3) END
            ORDER BY c.country_iso3 = 'USA' DESC, c.country_iso3)
         FROM mapping_countries c WHERE c.mapping_id = p.mapping_id) AS countries
    FROM known_programmes($as_of) p
),

wanted AS (
    SELECT list(DISTINCT x.mineral_id) AS ids
    FROM mineral_members x
    JOIN minerals m ON m.mineral_id = x.mineral_id
    WHERE ($minerals IS NULL OR list_contains($minerals, x.wanted))
        AND ($mineral_groups IS NULL OR list_contains($mineral_groups, m.mineral_group::VARCHAR))
),

partners AS (
    SELECT list(country) AS countries FROM partner_countries($as_of)
),

final AS (
    SELECT
        d.*,
        list_transform(d.countries, lambda c: CASE WHEN c IN ('United States', 'Japan') THEN c
            WHEN list_contains(p.countries, c) THEN 'Other partner countries' ELSE 'Elsewhere' END) AS sides,
        concat_ws(' ', d.title, d.programme, d.place, d.note, d.lead,
            array_to_string(d.minerals, ' '), array_to_string(d.methods, ' '), array_to_string(d.countries, ' '))
            AS words
    FROM described d
    CROSS JOIN partners p
)

SELECT
    mapping_id, programme, title, place, countries, areas, place_basis, methods, minerals, year_start, year_end,
    area_sq_km, area_as_published, cost_usd, cost_note, lead, note, data_url, [source_id] AS source_ids
FROM final
WHERE (($minerals IS NULL AND $mineral_groups IS NULL) OR list_has_any(mineral_ids, (SELECT ids FROM wanted)))
    AND ($lands IS NULL OR list_has_any(countries, $lands))
    AND ($sides IS NULL OR list_has_any(sides, $sides))
    AND has_words(words, $q)
ORDER BY year_start DESC NULLS LAST, title, mapping_id
