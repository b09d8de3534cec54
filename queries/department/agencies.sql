-- Organizations that one department has business with, the closest first: why, what to ask first, and the public doors.
-- Thin business comes last; of equally close ones those with a question to ask, a door for it, and in the United States
-- come first. A school is told those of its departments as well, and through which. Lodestone's own
-- reading. offices are at most two doors that take what the department would ask ('fits', by our reading), else those
-- for researchers of any field ('general'); door is the public they are meant for and door_seen the day on which they
-- were last seen. door_fit is 'other' where all doors on record are for other fields or people, said in door_others.
-- federal_relations: the department is the office through which others ask; office_asks: it is any office, which has no
-- field.
-- $as_of DATE: provisions to which an organization is tied are those known by this day
-- $department VARCHAR: the department
WITH tied AS (
    SELECT organization_id, list(provision_id ORDER BY provision_id) AS provisions
    FROM known_links($as_of)
    GROUP BY organization_id
)

SELECT
    o.organization_id, o.short_name AS organization, o.country, o.role, r.grade, r.verdict, r.strength, r.reason,
    r.first_question, r.through, f.door_fit, f.door, coalesce(f.offices, []) AS offices, f.door_seen,
    asker.name = 'Office of Federal Relations' AS federal_relations,
    asker.kind = 'office' AS office_asks,
    CASE f.door_fit WHEN 'other' THEN list_sort(f.door_others) ELSE [] END AS door_others,
    coalesce(d.doors, []) AS doors, coalesce(t.provisions, []) AS provisions,
    list_sort(list_distinct([r.source_id, o.source_id])) AS source_ids
FROM unit_relations r
JOIN units asker ON asker.unit_id = r.reader_id
JOIN organizations o ON r.subject = 'organization' AND o.organization_id = r.subject_id
LEFT JOIN tied t USING (organization_id)
LEFT JOIN public_doors d USING (organization_id)
LEFT JOIN unit_doors f ON f.unit_id = r.reader_id AND f.organization_id = r.subject_id
WHERE r.unit_id = $department
ORDER BY
    r.strength, r.grade DESC, r.first_question IS NULL, coalesce(f.door_fit <> 'fits', true), o.country <> 'United States',
    o.short_name
