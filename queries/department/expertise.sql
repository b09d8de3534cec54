-- Expertise on record for one department, newest first; undated sources last.
-- $department VARCHAR: the department
SELECT t.title AS topic, e.title, e.description, e.as_of_year, e.note, e.url, [e.source_id] AS source_ids
FROM expertise e
JOIN topics t USING (topic_id)
WHERE e.unit_id = $department
ORDER BY e.as_of_year DESC NULLS LAST, e.title
