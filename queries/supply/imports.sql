-- From where the United States and Japan import each listed mineral: the form that stands for it, latest period.
--
-- Where a mineral has no shares of its own, those of its group stand for it. For Japan only the share of China is on
-- record, of some minerals.
WITH final AS (
    SELECT
        i.importer_iso3, i.mineral_id, i.owner_id, w.name AS owner, i.form, i.period_start, i.period_end,
        coalesce(c.country, 'other countries') AS supplier, i.supplier_iso3, i.published, i.low_pct, i.high_pct,
        i.basis::VARCHAR AS basis, i.imports_t, i.note, g.risk,
        list_filter([i.source_id, g.source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM headline_imports i
    JOIN minerals w ON w.mineral_id = i.owner_id
    LEFT JOIN countries c ON c.country_iso3 = i.supplier_iso3
    LEFT JOIN political_risk g ON g.country_iso3 = i.supplier_iso3
)

SELECT
    importer_iso3, mineral_id, owner_id, owner, form, period_start, period_end, supplier, supplier_iso3, published,
    low_pct, high_pct, basis, imports_t, note, risk, source_ids
FROM final
ORDER BY importer_iso3 DESC, mineral_id, supplier_iso3 IS NULL, high_pct DESC, supplier
