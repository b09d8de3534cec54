-- Awards that are known and not shown, by the data set that tells of them, with the reason.
SELECT u.source_id, s.title, s.publisher, u.record_count, u.what, u.reason, [u.source_id] AS source_ids
FROM unshipped u
JOIN sources s USING (source_id)
WHERE u.subject = 'awards'
ORDER BY u.record_count DESC, u.source_id
