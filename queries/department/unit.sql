-- One department: what it is, what the brief calls it, its topics with the words that justify each, the
-- provisions it has clear business with (Lodestone's own reading, the closest first), and how old the
-- newest source is.
-- $department VARCHAR: the department
WITH tagged AS (
    SELECT ut.unit_id, list(t.title || ' (“' || ut.words || '”)' ORDER BY t.position) AS topics
    FROM unit_topics ut
    JOIN topics t USING (topic_id)
    GROUP BY ALL
),

read AS (
    SELECT unit_id, list(source_id ORDER BY source_id) AS ids FROM unit_sources GROUP BY ALL
)

SELECT
    u.unit_id, u.name, u.short_name, u.kind, u.school, p.name AS parent, u.relevance, u.named_as, u.status_note,
    u.closed, u.last_seen_year, coalesce(t.topics, []) AS topics,
    coalesce((SELECT list(p.title || ' (' || p.provision_id || ')' ORDER BY r.grade DESC, p.provision_id) FROM relations r
     JOIN provisions p ON r.subject = 'provision' AND p.provision_id = r.subject_id
     WHERE r.unit_id = u.unit_id AND r.strength = 'clear'), []) AS business,
    (SELECT list(discipline ORDER BY discipline) FROM unit_disciplines d WHERE d.unit_id = u.unit_id) AS disciplines,
    u.url, list_distinct(list_concat([u.source_id], coalesce(r.ids, []))) AS source_ids
FROM units u
LEFT JOIN unit_parents up USING (unit_id)
LEFT JOIN units p ON p.unit_id = up.parent_id
LEFT JOIN tagged t ON t.unit_id = u.unit_id
LEFT JOIN read r ON r.unit_id = u.unit_id
WHERE u.unit_id = $department
