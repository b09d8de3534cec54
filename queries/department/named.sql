-- Items of the brief that concern one department: those that name it first, then those that rest on a provision it has
-- clear business with.
-- $department VARCHAR: the department
WITH business AS (
    SELECT
        ip.item_id, first(r.subject_id || ', ' || r.verdict || ': ' || r.reason ORDER BY r.grade DESC, r.subject_id) AS reason
    FROM relations r
    JOIN item_provisions ip ON r.subject = 'provision' AND ip.provision_id = r.subject_id
    WHERE r.unit_id = $department AND r.strength = 'clear'
    GROUP BY ip.item_id
),

final AS (
    SELECT
        i.kind, i.title, i.text, i.locator, i.position, i.source_id, b.reason,
        EXISTS (FROM item_units u WHERE u.item_id = i.item_id AND u.unit_id = $department) AS named
    FROM brief_items i
    LEFT JOIN business b USING (item_id)
    WHERE i.kind IN ('risk', 'program', 'impact', 'action', 'opportunity')
)

SELECT
    kind, title, CASE WHEN named THEN 'the brief names it' ELSE 'rests on ' || reason END AS why, text, locator,
    [source_id] AS source_ids
FROM final
WHERE named OR reason IS NOT NULL
ORDER BY named DESC, kind, position
