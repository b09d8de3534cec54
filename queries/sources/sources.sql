-- All sources with the number of rows that cite each.
--
-- Rows are counted over provisions, differences, brief items, organizations, officials, milestones and events.
-- $trusts VARCHAR[]?: degrees of trust to keep; empty keeps all
-- $q VARCHAR?: every word must stand in title, publisher, kind or note
WITH cited AS (
    SELECT source_id FROM provisions
    UNION ALL SELECT second_source_id FROM provisions
    UNION ALL SELECT source_id FROM differences
    UNION ALL SELECT second_source_id FROM differences
    UNION ALL SELECT source_id FROM brief_items
    UNION ALL SELECT source_id FROM organizations
    UNION ALL SELECT second_source_id FROM organizations
    UNION ALL SELECT source_id FROM organization_provisions
    UNION ALL SELECT source_id FROM officials
    UNION ALL SELECT person_source_id FROM officials
    UNION ALL SELECT source_id FROM milestones
    UNION ALL SELECT second_source_id FROM milestones
    UNION ALL SELECT source_id FROM units
    UNION ALL SELECT source_id FROM events
    UNION ALL SELECT second_source_id FROM events
    UNION ALL SELECT source_id FROM event_milestones
),

counted AS (
    SELECT source_id, count(*) AS rows_citing FROM cited WHERE source_id IS NOT NULL GROUP BY ALL
),

final AS (
    SELECT s.*, coalesce(c.rows_citing, 0) AS rows_citing
    FROM sources s
    LEFT JOIN counted c USING (source_id)
)

SELECT
    source_id, title, publisher, publisher_kind, published, how_read, trust, rows_citing, note, url,
    [source_id] AS source_ids
FROM final
WHERE ($trusts IS NULL OR list_contains($trusts, trust::VARCHAR))
    AND ($q IS NULL OR list_bool_and([
        contains(strip_accents(lower(concat_ws(' ', title, publisher, publisher_kind, note))), word)
        FOR word IN string_split(strip_accents(lower($q)), ' ')]))
ORDER BY rows_citing DESC, source_id
