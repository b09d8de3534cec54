-- Which departments have business with one organization, the natural owner first, with the reason and what to ask
-- first.
--
-- One row a department that a reading did not reject; strength tells clear business from what is thin, and thin comes
-- last. provisions are those that the organization acts on and the department has business with, the best of them
-- first. A school is left out where a department of its own has clear business. Lodestone's own reading.
-- $as_of DATE: the day up to which links count
-- $organization VARCHAR: the organization
WITH links AS (
    SELECT provision_id
    FROM known_links($as_of)
    WHERE organization_id = $organization
),

mine AS (
    SELECT r.* FROM relations r
    WHERE r.subject = 'organization' AND r.subject_id = $organization AND r.strength <> 'rejected'
),

tied AS (
    SELECT p.unit_id, list(p.subject_id ORDER BY p.grade DESC, p.readings DESC, p.subject_id) AS provisions
    FROM relations p
    JOIN links l ON p.subject = 'provision' AND l.provision_id = p.subject_id
    WHERE p.strength <> 'rejected'
    GROUP BY p.unit_id
)

SELECT
    u.unit_id, u.short_name, u.kind, u.school, m.grade, m.verdict, m.strength, m.reason, m.first_question, m.basis,
    coalesce(t.provisions, []) AS provisions, t.provisions[1] AS best, p.title AS best_title,
    list_sort(list_distinct([m.source_id, u.source_id])) AS source_ids
FROM mine m
JOIN units u USING (unit_id)
LEFT JOIN tied t USING (unit_id)
LEFT JOIN provisions p ON p.provision_id = t.provisions[1]
ANTI JOIN covered_schools c USING (unit_id, subject, subject_id)
ORDER BY m.strength, m.grade DESC, u.short_name
