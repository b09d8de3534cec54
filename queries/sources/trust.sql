-- Sources by how near they stand to the body they report, with how many were read and are cited.
-- $trusts VARCHAR[]?: degrees of trust to keep; empty keeps all
-- $department VARCHAR?: keep the sources behind what concerns this department; empty keeps all
-- $q VARCHAR?: every word must stand in title, publisher, kind or note
WITH final AS (
    SELECT trust, count(*) AS sources, count(*) FILTER (how_read = 'in full') AS read_in_full,
           count(*) FILTER (how_read = 'opening only') AS opening_only
    FROM sources
    WHERE ($trusts IS NULL OR list_contains($trusts, trust::VARCHAR))
        AND ($department IS NULL OR source_id IN (SELECT c.source_id FROM unit_citations c WHERE c.unit_id = $department))
        AND has_words(concat_ws(' ', title, publisher, publisher_kind, note), $q)
    GROUP BY trust
)

SELECT trust, sources, read_in_full, opening_only
FROM final
ORDER BY trust
