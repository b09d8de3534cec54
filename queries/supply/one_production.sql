-- Output of one mineral by country, form and stage, latest year, the largest first; a group's figures stand for a
-- member.
--
-- share_pct is of the countries listed for the same form, and is empty where they must not be added.
-- $element VARCHAR: the mineral
WITH latest AS (
    SELECT p.*, o.mineral_id AS element, w.name AS owner
    FROM mineral_production p
    JOIN production_owner o ON o.owner_id = p.mineral_id AND o.mineral_id = $element
    JOIN minerals w ON w.mineral_id = p.mineral_id
    QUALIFY p.year = max(p.year) OVER (PARTITION BY p.stage, p.form)
),

final AS (
    SELECT
        l.owner, l.stage, l.form, l.content_basis, coalesce(c.country, l.aggregate::VARCHAR) AS country,
        l.aggregate::VARCHAR AS aggregate, l.year, l.published, l.unit, l.low_t, l.high_t, l.flag::VARCHAR AS flag,
        l.estimated, l.addable, l.capacity_t, l.note,
        CASE WHEN l.addable AND l.aggregate IS DISTINCT FROM 'world' THEN round(100 * l.high_t
            / nullif(sum(l.high_t) FILTER (l.aggregate IS DISTINCT FROM 'world') OVER (PARTITION BY l.stage, l.form), 0), 1)
        END AS share_pct, [l.source_id] AS source_ids
    FROM latest l
    LEFT JOIN countries c USING (country_iso3)
)

SELECT
    owner, stage::VARCHAR AS stage, form, content_basis, country, aggregate, year, published, unit, low_t, high_t, flag,
    estimated, addable, capacity_t, share_pct, note, source_ids
FROM final
ORDER BY stage, form, aggregate NULLS FIRST, high_t DESC NULLS LAST, country
