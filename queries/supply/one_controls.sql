-- Export controls on one mineral as the survey lists them, the newest first.
-- $element VARCHAR: the mineral
SELECT n.country, c.kind::VARCHAR AS kind, c.what, c.year, c.scope::VARCHAR AS scope, [c.source_id] AS source_ids
FROM export_controls c
JOIN countries n USING (country_iso3)
WHERE c.mineral_id = $element
ORDER BY c.year DESC, n.country
