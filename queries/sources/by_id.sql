-- The named sources: publisher, date, address, how each was read and how near it stands to the body it reports.
-- $ids VARCHAR[]?: source identifiers; empty gives all
SELECT
    source_id, title, publisher_read(publisher, trust) AS publisher, publisher_kind, published, how_read, trust,
    note, url, licence
FROM sources
WHERE ($ids IS NULL OR list_contains($ids, source_id))
ORDER BY trust, publisher, source_id
