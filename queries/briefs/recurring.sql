-- Units, organizations and topics that recur in briefs, those of most briefs first in each kind.
--
-- Units and organizations are known by name or letters exactly as written, or as a reader mapped them; as_written lists
-- the names met. A topic is one that we read in an item of the Framework's own brief, one under which a related brief
-- is listed, or one of ours that stands in a brief as we call it.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty keeps all
WITH mentioned AS (
    SELECT
        CASE m.kind WHEN 'unit' THEN 'University unit' ELSE 'Organization' END AS kind,
        CASE m.kind WHEN 'unit' THEN 1 ELSE 2 END AS place, coalesce(u.name, o.name) AS name, m.brief_id,
        m.name AS written, coalesce(u.source_id, o.source_id) AS source_id
    FROM brief_mentions m
    LEFT JOIN units u ON m.kind = 'unit' AND u.unit_id = m.target_id
    LEFT JOIN organizations o ON m.kind = 'organization' AND o.organization_id = m.target_id
    UNION ALL
    SELECT 'Topic', 3, topic, brief_id, as_written, source_id FROM every_brief_topic
),

final AS (
    SELECT
        m.kind, m.place, m.name, count(DISTINCT m.brief_id) AS briefs,
        list_sort(list(DISTINCT m.written) FILTER (m.written IS NOT NULL)) AS as_written,
        list_sort(list(DISTINCT m.source_id)) AS source_ids
    FROM mentioned m
    JOIN every_brief b USING (brief_id)
    WHERE coalesce(b.posted_date <= $as_of, true) AND ($among IS NULL OR list_contains($among, b.brief_id))
    GROUP BY m.kind, m.place, m.name
)

SELECT kind, name, briefs, as_written, source_ids
FROM final
ORDER BY place, briefs DESC, name
