-- Provisions that one project serves, with the reason: our reading.
-- $project VARCHAR: the project
SELECT s.provision_id, v.title, v.pillar, s.words, [p.source_id] AS source_ids
FROM project_provisions s
JOIN provisions v USING (provision_id)
JOIN projects p USING (project_id)
WHERE s.project_id = $project
ORDER BY v.position
