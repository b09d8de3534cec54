-- Relevance scores of all briefs by the section each closes, in the order of the outline and of time.
--
-- A score that is no number from 1 to 5 is shown as it stands and counts in no mean. mean is over the briefs shown.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty keeps all
WITH kept AS (
    SELECT s.section, s.score, s.raw, b.brief_id, b.short_title, b.posted_date, s.rationale, b.source_ids
    FROM every_brief_score s
    JOIN every_brief b USING (brief_id)
    WHERE s.section IS NOT NULL AND coalesce(b.posted_date <= $as_of, true)
        AND ($among IS NULL OR list_contains($among, b.brief_id))
),

final AS (
    SELECT
        outline_title(section) AS section, enum_code(section) AS place, posted_date, short_title AS brief, score, raw, rationale,
        avg(score) OVER (PARTITION BY section) AS mean, brief_id, source_ids
    FROM kept
)

SELECT section, posted_date, brief, score, raw, rationale, mean, brief_id, source_ids
FROM final
ORDER BY place, posted_date NULLS LAST, brief_id
