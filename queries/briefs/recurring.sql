-- Units and organizations that briefs name, those named by most briefs first.
--
-- They are known by name or letters exactly as written, or as a reader mapped them; as_written lists the names met.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty keeps all
WITH final AS (
    SELECT
        CASE m.kind WHEN 'unit' THEN 'University unit' ELSE 'Organization' END AS kind,
        coalesce(u.name, o.name) AS name, count(DISTINCT m.brief_id) AS briefs,
        list_sort(list(DISTINCT m.name) FILTER (m.name IS NOT NULL)) AS as_written,
        list_sort(list(DISTINCT coalesce(u.source_id, o.source_id))) AS source_ids
    FROM brief_mentions m
    JOIN every_brief b USING (brief_id)
    LEFT JOIN units u ON m.kind = 'unit' AND u.unit_id = m.target_id
    LEFT JOIN organizations o ON m.kind = 'organization' AND o.organization_id = m.target_id
    WHERE coalesce(b.posted_date <= $as_of, true) AND ($among IS NULL OR list_contains($among, b.brief_id))
    GROUP BY m.kind, m.target_id, u.name, o.name
)

SELECT kind, name, briefs, as_written, source_ids
FROM final
ORDER BY briefs DESC, kind, name
