-- How many of the briefs are dated by a day and how many later, and the first of those.
--
-- A brief without a date stands on any day. brief_ids are those dated later.
-- $as_of DATE: the day by which a brief is dated or not
-- $among VARCHAR[]?: briefs to count; empty counts all
WITH final AS (
    SELECT brief_id, short_title, posted_date, coalesce(posted_date > $as_of, false) AS is_later
    FROM every_brief
    WHERE $among IS NULL OR list_contains($among, brief_id)
)

SELECT
    count(*) FILTER (is_later) AS later, count(*) FILTER (NOT is_later) AS dated, min(posted_date) FILTER (is_later) AS first_date,
    arg_min(short_title, posted_date) FILTER (is_later) AS first_brief,
    coalesce(list(brief_id ORDER BY posted_date, brief_id) FILTER (is_later), []) AS brief_ids
FROM final
