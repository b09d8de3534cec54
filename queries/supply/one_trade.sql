-- From where the United States and Japan import one mineral, by form and period; those of its group where it has none.
-- $element VARCHAR: the mineral
WITH owner AS (
    SELECT DISTINCT importer_iso3, owner_id AS mineral_id FROM headline_imports WHERE mineral_id = $element
),

final AS (
    SELECT
        CASE s.importer_iso3 WHEN 'USA' THEN 'United States' ELSE 'Japan' END AS importer, m.name AS owner, s.form,
        s.headline, s.period_start, s.period_end, coalesce(c.country, 'other countries') AS supplier, s.published,
        s.low_pct, s.high_pct, s.basis::VARCHAR AS basis, s.note, [s.source_id] AS source_ids
    FROM import_shares s
    JOIN owner USING (importer_iso3, mineral_id)
    JOIN minerals m USING (mineral_id)
    LEFT JOIN countries c ON c.country_iso3 = s.supplier_iso3
)

SELECT
    importer, owner, form, headline, period_start, period_end, supplier, published, low_pct, high_pct, basis, note,
    source_ids
FROM final
ORDER BY importer DESC, headline DESC, form, period_end DESC, supplier = 'other countries', high_pct DESC, supplier
