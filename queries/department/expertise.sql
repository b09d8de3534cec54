-- Expertise on record for one department, newest first; undated sources last. A school also has that of its
-- departments.
-- $department VARCHAR: the department
SELECT t.title AS topic, e.title, d.short_name AS through, e.description, e.as_of_year, e.note, e.url,
    [e.source_id] AS source_ids
FROM expertise e
JOIN topics t USING (topic_id)
LEFT JOIN school_departments d ON d.school_id = $department AND d.unit_id = e.unit_id
WHERE e.unit_id = $department OR d.unit_id IS NOT NULL
ORDER BY e.as_of_year DESC NULLS LAST, e.title
