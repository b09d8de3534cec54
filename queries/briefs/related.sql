-- Related briefs of the same office, the newest first, and whether each is loaded: by the words of its title.
--
-- $as_of DATE: briefs dated later are left out
-- $q VARCHAR?: every word must stand in the title, the kind or the topics
WITH final AS (
    SELECT
        r.related_id, r.title, r.posted_date, r.kind, r.format, r.impact_score, r.url,
        (SELECT list_sort(list(t.topic)) FROM related_brief_topics t WHERE t.related_id = r.related_id) AS topics,
        EXISTS (FROM every_brief b WHERE same_title(b.title, r.title)) AS loaded, [r.source_id] AS source_ids
    FROM related_briefs r
    WHERE coalesce(r.posted_date <= $as_of, true)
)

SELECT related_id, title, posted_date, kind, format, impact_score, url, topics, loaded, source_ids
FROM final
WHERE has_words(concat_ws(' ', title, kind, array_to_string(topics, ' ')), $q)
ORDER BY posted_date DESC NULLS LAST, related_id
