-- Briefs that are loaded, the newest first, with the number of their items and what is new since a day.
--
-- A brief of an imported file is new by the day of its import too. One without a date stands last. Over all that fit,
-- found counts them, found_new those that are new and found_doubtful those read with doubts.
-- $as_of DATE: what is dated later is left out, and what was imported later is not new for that
-- $since DATE: what is dated, or was imported, after this day is new
-- $among VARCHAR[]?: briefs to keep; empty keeps all
-- $q VARCHAR?: every word must stand in the title or the items
-- $rows INTEGER: how many briefs to give at most
WITH kept AS (
    SELECT
        b.number, b.brief_id, b.posted_date, b.doubts,
        coalesce(b.posted_date > $since, false) OR coalesce(b.imported_on > $since AND b.imported_on <= $as_of, false) AS is_new
    FROM every_brief b
    WHERE coalesce(b.posted_date <= $as_of, true) AND ($among IS NULL OR list_contains($among, b.brief_id))
        AND ($q IS NULL OR b.number IN (SELECT number FROM briefs_with_words($q)))
),

counts AS (
    SELECT count(*) AS found, count(*) FILTER (is_new) AS found_new, count(*) FILTER (doubts > 0) AS found_doubtful FROM kept
),

final AS (
    SELECT * FROM kept ORDER BY posted_date DESC NULLS LAST, brief_id LIMIT $rows
)

SELECT
    f.brief_id, b.title, f.posted_date, b.format, w.items, b.doubts, b.imported_on, f.is_new, c.found, c.found_new,
    c.found_doubtful, b.source_ids
FROM final f
CROSS JOIN counts c
JOIN every_brief b USING (number)
JOIN every_brief_words w USING (number)
ORDER BY f.posted_date DESC NULLS LAST, f.brief_id
