-- How far the reading behind the events reaches, so that silence after it is not taken for absence: press_to is the
-- last day of the press, papers_to that of White House papers. One row.
SELECT
    max(reaches_to) FILTER (subject = 'events') AS press_to, max(reaches_to) FILTER (subject = 'papers') AS papers_to,
    first(note ORDER BY subject) AS note, list_distinct(list(source_id ORDER BY source_id)) AS source_ids
FROM coverage
WHERE subject IN ('events', 'papers')
