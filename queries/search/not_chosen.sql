-- Briefs that are not chosen and have an item in which every word of a search occurs.
--
-- Without a choice the Framework's own brief is the one chosen. A word occurs where a word of the item begins with it,
-- as in search/everything; one that may be a slip is taken as it is written.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: the briefs chosen
-- $q VARCHAR?: words that must all occur; empty finds nothing
WITH asked AS MATERIALIZED (
    SELECT list({word: word, other: other}) AS words FROM search_terms($q)
),

held AS (
    SELECT DISTINCT e.brief_id
    FROM search_entries e
    CROSS JOIN asked a
    WHERE e.brief_id IS NOT NULL AND NOT stands_among(e.brief_id, e.unchosen, $among) AND stands_on($as_of, e.since, e.before)
        AND len(list_filter(a.words, lambda one: word_points(
            title_words := e.title_words, text_words := e.text_words, word := one.word, other := one.other) = 0)) = 0
),

final AS (
    SELECT b.brief_id, b.short_title AS brief, b.posted_date, b.imported_on IS NOT NULL AS is_imported, b.source_ids
    FROM held h
    JOIN every_brief b USING (brief_id)
)

SELECT brief, posted_date, is_imported, brief_id, source_ids
FROM final
ORDER BY posted_date DESC NULLS LAST, brief_id
