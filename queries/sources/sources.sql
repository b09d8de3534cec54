-- All sources with the number of rows that cite each.
--
-- Rows are counted over everything that stands on these pages; a row that names two sources counts once for each.
-- $trusts VARCHAR[]?: degrees of trust to keep; empty keeps all
-- $department VARCHAR?: keep the sources behind what concerns this department; empty keeps all
-- $q VARCHAR?: every word must stand in title, publisher, kind or note
WITH counted AS (
    SELECT source_id, count(*) AS rows_citing FROM citations WHERE source_id IS NOT NULL GROUP BY ALL
),

final AS (
    SELECT
        s.* REPLACE (publisher_read(s.publisher, s.trust) AS publisher), coalesce(c.rows_citing, 0) AS rows_citing
    FROM sources s
    LEFT JOIN counted c USING (source_id)
)

SELECT
    source_id, title, publisher, publisher_kind, published, how_read, trust, rows_citing, note, url,
    [source_id] AS source_ids
FROM final
WHERE ($trusts IS NULL OR list_contains($trusts, trust::VARCHAR))
    AND ($department IS NULL OR source_id IN (SELECT c.source_id FROM unit_citations c WHERE c.unit_id = $department))
    AND has_words(concat_ws(' ', title, publisher, publisher_kind, note), $q)
ORDER BY rows_citing DESC, source_id
