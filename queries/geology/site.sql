-- Everything on record about one site; no row where there is none of this key.
--
-- coordinate_check: one of the kinds of agreement; of an imported site a sentence, where the point lies off its
-- country.
-- $site VARCHAR?: the site
SELECT
    a.site_key, a.dataset, a.name, a.country, a.admin_area, a.latitude, a.longitude, coalesce(m.name, 'Mineral not recorded') AS mineral,
    m.mineral_group,
    (SELECT list(n.name ORDER BY n.name) FROM minerals n WHERE list_contains(a.minerals, n.mineral_id)) AS minerals,
    a.kind, a.status, a.deposit_type, s.plant, s.ore_tonnes, s.grade, s.resource_note, s.commodity_basis,
    s.location_confidence, coalesce(s.coordinate_check::VARCHAR, i.off_country) AS coordinate_check, s.source_record,
    b.title AS source, b.publisher, b.licence,
    list_filter(list_distinct(list_concat([a.source_id, s.resource_source_id], coalesce(
        (SELECT list(o.source_id ORDER BY o.source_id) FROM site_sources o WHERE o.site_id = a.site_key), []))),
        lambda x: x IS NOT NULL) AS source_ids
FROM all_sites a
LEFT JOIN minerals m USING (mineral_id)
LEFT JOIN sites s ON s.site_id = a.site_key
LEFT JOIN imported_sites i ON i.dataset || ':' || i.record_id = a.site_key
LEFT JOIN sources b ON b.source_id = a.source_id
WHERE a.site_key = $site
