-- Departments that share a topic with one partner in Japan, the most topics first, with the words behind each topic.
--
-- Closed units are left out.
-- $partner VARCHAR: the partner
SELECT
    u.unit_id, u.short_name, u.kind, u.school, list(t.title ORDER BY t.position) AS topics,
    list(t.title || ': “' || ut.words || '” there, “' || pt.words || '” in Japan' ORDER BY t.position) AS words,
    [u.source_id] AS source_ids
FROM partner_topics pt
JOIN unit_topics ut USING (topic_id)
JOIN topics t USING (topic_id)
JOIN units u USING (unit_id)
WHERE pt.partner_id = $partner AND NOT u.closed
GROUP BY ALL
ORDER BY count(*) DESC, u.short_name
