-- Briefs that are loaded, the newest first, with the number of their items and what is new since a day.
--
-- A brief of an imported file is new by the day of its import too. One without a date stands last.
-- $as_of DATE: what is dated later is left out
-- $since DATE: what is dated, or was imported, after this day is new
-- $among VARCHAR[]?: briefs to keep; empty keeps all
-- $q VARCHAR?: every word must stand in the title or the items
WITH counted AS (
    SELECT brief_id, count(*) AS items FROM every_brief_item GROUP BY ALL
),

final AS (
    SELECT
        b.brief_id, b.title, b.posted_date, b.format, coalesce(c.items, 0) AS items, b.doubts, b.imported_on,
        coalesce(greatest(b.posted_date, b.imported_on) > $since, false) AS is_new, b.source_ids
    FROM every_brief b
    LEFT JOIN counted c USING (brief_id)
    WHERE coalesce(b.posted_date <= $as_of, true) AND ($among IS NULL OR list_contains($among, b.brief_id))
        AND ($q IS NULL OR b.brief_id IN (SELECT w.brief_id FROM every_brief_words w WHERE has_folded_words(w.searched, $q)))
)

SELECT brief_id, title, posted_date, format, items, doubts, imported_on, is_new, source_ids
FROM final
ORDER BY posted_date DESC NULLS LAST, brief_id
