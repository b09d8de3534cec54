-- U.S. net import reliance of one mineral, by form and year, as published and as the bounds that it means.
-- $element VARCHAR: the mineral
SELECT form, year, headline, published, low_pct, high_pct, scope::VARCHAR AS scope, [source_id] AS source_ids
FROM import_reliance
WHERE mineral_id = $element
ORDER BY headline DESC, year DESC, form
