-- How far the reading behind the events reaches, so that silence after it is not taken for absence.
SELECT reaches_to, note, [source_id] AS source_ids
FROM coverage
WHERE subject = 'events'
