-- Organizations that one department has business with, the closest first: why, what to ask first, and the public doors.
-- Thin business comes last. Lodestone's own reading. door is the public they are meant for (researchers first), offices
-- at most two of them, door_seen the day on which they were last seen.
-- $as_of DATE: provisions to which an organization is tied are those known by this day
-- $department VARCHAR: the department
WITH tied AS (
    SELECT organization_id, list(provision_id ORDER BY provision_id) AS provisions
    FROM known_links($as_of)
    GROUP BY organization_id
),

-- Offices and their public channels, those for researchers first.
ordered AS (
    SELECT
        *, list_position(
            ['university researchers', 'federal relations', 'industry partners', 'public comment'], for_whom) AS place
    FROM contacts
    WHERE channel IS NOT NULL
),

first_doors AS (
    SELECT
        organization_id, for_whom AS door, list(office ORDER BY contact_id)[:2] AS offices, max(seen_date) AS door_seen
    FROM ordered o
    WHERE place = (SELECT min(place) FROM ordered n WHERE n.organization_id = o.organization_id)
    GROUP BY ALL
),

doors AS (
    SELECT
        organization_id,
        list(coalesce(office || ': ', '') || channel || ' (' || for_whom || ', ' || strftime(seen_date, '%-d %b %Y') || ')'
            ORDER BY place, contact_id) AS doors
    FROM ordered
    GROUP BY organization_id
)

SELECT
    o.organization_id, o.short_name AS organization, o.country, o.role, r.grade, r.verdict, r.strength, r.reason,
    r.first_question, f.door, coalesce(f.offices, []) AS offices, f.door_seen, coalesce(d.doors, []) AS doors, coalesce(t.provisions, []) AS provisions,
    list_sort(list_distinct([r.source_id, o.source_id])) AS source_ids
FROM relations r
JOIN organizations o ON r.subject = 'organization' AND o.organization_id = r.subject_id
LEFT JOIN tied t USING (organization_id)
LEFT JOIN doors d USING (organization_id)
LEFT JOIN first_doors f USING (organization_id)
WHERE r.unit_id = $department AND r.strength <> 'rejected'
ORDER BY r.strength, r.grade DESC, r.first_question IS NULL, o.short_name
