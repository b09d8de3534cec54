-- The named sources: publisher, date, address, how each was read and how near it stands to the body it reports.
--
-- The nearest to the act come first, and of those equally near what was read in full.
--
-- An imported brief is its own source, under its own identifier: the file that a reader gave.
-- $ids VARCHAR[]?: source identifiers; empty gives all
WITH final AS (
    SELECT
        source_id, title, publisher_read(publisher, trust) AS publisher, publisher_kind, published, how_read, trust,
        note, url, licence
    FROM sources
    UNION ALL
    SELECT
        brief_id, title, 'brief imported here', 'brief', posted_date::VARCHAR, 'in full', 'compiled'::trust,
        'Read from ' || file_name || ' on ' || strftime(imported_on, '%-d %b %Y'), NULL, NULL
    FROM imported_briefs
)

SELECT source_id, title, publisher, publisher_kind, published, how_read, trust, note, url, licence
FROM final
WHERE ($ids IS NULL OR list_contains($ids, source_id))
ORDER BY trust, how_read <> 'in full', publisher, source_id
