-- The provisions that organizations can be tied to, in the Framework's order: the columns of the matrix.
-- $pillars VARCHAR[]?: pillars to keep; empty keeps all
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
SELECT p.provision_id, p.title, p.pillar
FROM provisions p
WHERE ($pillars IS NULL OR list_contains($pillars, p.pillar::VARCHAR))
    AND ($department IS NULL OR EXISTS (
        FROM unit_provisions u WHERE u.provision_id = p.provision_id AND u.unit_id = $department))
ORDER BY p.position
