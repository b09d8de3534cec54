-- Departments that have business with one mineral or with its group, with the reason: our reading, the clearest first.
-- $element VARCHAR: the mineral
-- $department VARCHAR?: this unit alone, with its departments if it is a school; empty keeps all
WITH wanted AS (
    SELECT $element AS mineral_id, 0 AS place
    UNION ALL SELECT parent_id, 1 FROM mineral_parents WHERE mineral_id = $element
),

final AS (
    SELECT
        u.short_name AS unit, u.unit_id, r.grade, r.dependence::VARCHAR AS dependence, r.reason, m.name AS mineral,
        r.readings, [r.source_id] AS source_ids
    FROM mineral_relations r
    JOIN wanted w USING (mineral_id)
    JOIN minerals m USING (mineral_id)
    JOIN units u USING (unit_id)
    WHERE r.grade > 0 AND ($department IS NULL OR list_contains(whole_unit($department), r.unit_id))
    QUALIFY row_number() OVER (PARTITION BY r.unit_id ORDER BY r.grade DESC, w.place) = 1
)

SELECT
    unit, unit_id, grade, CASE grade WHEN 3 THEN 'natural owner' WHEN 2 THEN 'clear business' ELSE 'possible but thin' END
        AS strength, dependence, reason, mineral, readings, source_ids
FROM final
ORDER BY grade DESC, unit
