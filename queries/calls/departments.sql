-- Departments that fit one call, best fit first, with the reasons in words.
--
-- A department fits where it shares a topic with the call. The fit is Lodestone's own score, 0 to 5, under its
-- published weights; closed units are left out.
-- $as_of DATE: the day on which the call is judged and up to which work counts
-- $opened VARCHAR: the call
SELECT
    f.unit_id, u.short_name, u.kind, u.school, f.fit, f.topics, f.reasons,
    (SELECT list(t.title || ': “' || ut.words || '” there, “' || ct.words || '” in the call' ORDER BY t.position)
     FROM unit_topics ut JOIN call_topics ct USING (topic_id) JOIN topics t USING (topic_id)
     WHERE ut.unit_id = f.unit_id AND ct.call_id = $opened) AS words,
    list_sort(list_distinct(list_concat([u.source_id], f.work_sources))) AS source_ids
FROM scored_fit($as_of, NULL) f
JOIN units u USING (unit_id)
WHERE f.subject = 'call' AND f.subject_id = $opened
ORDER BY f.fit DESC, u.short_name
