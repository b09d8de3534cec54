-- Data sets of sites that are known and not shipped, with the reason.
SELECT
    u.source_id, s.title, s.publisher, u.record_count, u.what, u.reason, s.licence, [u.source_id] AS source_ids
FROM unshipped u
JOIN sources s USING (source_id)
WHERE u.subject = 'sites'
ORDER BY u.record_count DESC, u.source_id
