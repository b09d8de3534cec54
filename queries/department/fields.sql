-- By what a department is looked for beside its name: its topics, then the fields it names itself.
WITH final AS (
    SELECT
        u.unit_id, u.short_name,
        (SELECT list(t.title ORDER BY t.position) FROM unit_topics x JOIN topics t USING (topic_id) WHERE x.unit_id = u.unit_id) AS topics,
        (SELECT list(d.discipline ORDER BY d.discipline) FROM unit_disciplines d WHERE d.unit_id = u.unit_id) AS fields,
        [u.source_id] AS source_ids
    FROM units u
)

SELECT unit_id, short_name, coalesce(topics, []) AS topics, coalesce(fields, []) AS fields, source_ids
FROM final
ORDER BY short_name
