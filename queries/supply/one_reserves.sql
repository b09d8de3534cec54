-- Reserves of one mineral by country, the largest first; those of its group where it has none of its own.
-- $element VARCHAR: the mineral
WITH owner AS (
    SELECT coalesce(
        (SELECT any_value(mineral_id) FROM mineral_reserves WHERE mineral_id = $element),
        (SELECT any_value(p.parent_id) FROM mineral_parents p WHERE p.mineral_id = $element)) AS mineral_id
),

final AS (
    SELECT
        m.name AS owner, r.form, r.content_basis, coalesce(c.country, r.aggregate::VARCHAR) AS country,
        r.aggregate::VARCHAR AS aggregate, r.year, r.low_t, r.high_t, r.flag::VARCHAR AS flag, [r.source_id] AS source_ids
    FROM mineral_reserves r
    JOIN owner USING (mineral_id)
    JOIN minerals m USING (mineral_id)
    LEFT JOIN countries c USING (country_iso3)
)

SELECT owner, form, content_basis, country, aggregate, year, low_t, high_t, flag, source_ids
FROM final
ORDER BY form, aggregate NULLS FIRST, coalesce(high_t, low_t) DESC NULLS LAST, country
