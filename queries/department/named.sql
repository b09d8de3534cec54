-- Items of the brief that concern one department: those that name it first, then those that share a topic.
-- $department VARCHAR: the department
WITH final AS (
    SELECT
        i.kind, i.title, i.text, i.locator, i.position, i.source_id,
        EXISTS (FROM item_units u WHERE u.item_id = i.item_id AND u.unit_id = $department) AS named,
        (SELECT string_agg(t.title, ', ' ORDER BY t.position) FROM item_topics it JOIN unit_topics ut USING (topic_id)
         JOIN topics t USING (topic_id) WHERE it.item_id = i.item_id AND ut.unit_id = $department) AS shared
    FROM brief_items i
    WHERE i.kind IN ('risk', 'program', 'impact', 'action', 'opportunity')
)

SELECT
    kind, title, CASE WHEN named THEN 'the brief names it' ELSE 'shares ' || shared END AS why, text, locator,
    [source_id] AS source_ids
FROM final
WHERE named OR shared IS NOT NULL
ORDER BY named DESC, kind, position
