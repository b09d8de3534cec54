-- Output of each listed mineral by country, form and stage in the latest year, with each country's political risk.
--
-- Where a mineral has no figures by country of its own, those of its group stand for it. Forms are never added, and
-- neither is what each country reports in another form (addable is false).
WITH latest AS (
    SELECT *
    FROM mineral_production
    WHERE flag IS DISTINCT FROM 'capacity only'
    QUALIFY year = max(year) OVER (PARTITION BY mineral_id, stage, form)
),

final AS (
    SELECT
        o.mineral_id, o.owner_id, w.name AS owner, p.stage::VARCHAR AS stage, p.form, p.content_basis,
        coalesce(c.country, p.aggregate::VARCHAR) AS country, p.country_iso3, p.aggregate::VARCHAR AS aggregate, p.year,
        p.published, p.unit, p.low_t, p.high_t, p.flag::VARCHAR AS flag, p.estimated, p.addable, p.note,
        g.risk, list_filter([p.source_id, g.source_id], lambda s: s IS NOT NULL) AS source_ids
    FROM production_owner o
    JOIN latest p ON p.mineral_id = o.owner_id
    JOIN minerals w ON w.mineral_id = o.owner_id
    LEFT JOIN countries c ON c.country_iso3 = p.country_iso3
    LEFT JOIN political_risk g ON g.country_iso3 = p.country_iso3
)

SELECT
    mineral_id, owner_id, owner, stage, form, content_basis, country, country_iso3, aggregate, year, published, unit,
    low_t, high_t, flag, estimated, addable, note, risk, source_ids
FROM final
ORDER BY mineral_id, stage, form, aggregate NULLS FIRST, high_t DESC NULLS LAST, country
