-- The brief's five relevance scores as it gives them, 1 (low) to 5 (high), with the blocks each one closes.
--
-- A rationale is empty where the brief states none. No parameter changes a score.
-- $brief VARCHAR?: the brief; empty takes the Framework's own
WITH closed AS (
    SELECT brief_id, closed_by AS section, string_agg(title, ', ' ORDER BY position) AS closes
    FROM brief_sections
    WHERE closed_by IS NOT NULL
    GROUP BY ALL
)

SELECT s.section, s.title, s.score, s.rationale, c.closes, s.locator, [s.source_id] AS source_ids
FROM scores s
JOIN closed c USING (brief_id, section)
WHERE s.brief_id = chosen_brief($brief)
ORDER BY s.position
