-- What stands behind one department and pillar: items of the brief that name it there, provisions it has business with,
-- calls, partners, published work and agencies, each with the reason. Rejected matches are listed last, as such.
-- $as_of DATE: the day on which calls are judged and by which a link could be known
-- $cell VARCHAR: department and pillar, as 'unit_id|pillar'
WITH picked AS (
    SELECT split_part($cell, '|', 1) AS unit_id, split_part($cell, '|', 2) AS pillar
),

here AS (
    SELECT p.provision_id, p.title, p.commitment, p.source_id
    FROM provisions p
    JOIN picked k ON p.pillar::VARCHAR = k.pillar
),

mine AS (
    SELECT r.* FROM relations r JOIN picked USING (unit_id)
),

items AS (
    SELECT DISTINCT i.kind::VARCHAR AS kind, i.title, 'the brief names the department' AS why, i.text AS detail,
        i.item_id AS id, i.source_id
    FROM brief_items i
    JOIN item_units u USING (item_id)
    JOIN picked USING (unit_id)
    JOIN item_provisions ip USING (item_id)
    JOIN here USING (provision_id)
    WHERE i.kind IN ('opportunity', 'action', 'program', 'risk')
),

business AS (
    SELECT 'provision' AS kind, h.provision_id || ' ' || h.title AS title, r.verdict || ': ' || r.reason AS why,
        h.commitment AS detail, h.provision_id AS id, r.source_id, r.strength, r.grade
    FROM mine r
    JOIN here h ON r.subject = 'provision' AND h.provision_id = r.subject_id
),

offers AS (
    SELECT 'call' AS kind, c.short_title AS title, r.verdict || ': ' || r.reason AS why,
        c.agency || coalesce(': ' || c.state_note, '') AS detail, c.call_id AS id, r.source_id, r.strength, r.grade, c.state
    FROM mine r
    JOIN call_states($as_of) c ON r.subject = 'call' AND c.call_id = r.subject_id
    JOIN call_pillars cp USING (call_id)
    JOIN picked k ON cp.pillar::VARCHAR = k.pillar
),

hosts AS (
    SELECT 'partner in Japan' AS kind, p.name AS title, r.verdict || ': ' || r.reason AS why,
        (SELECT arg_min(s.focus, s.statement_id) FROM partner_statements s WHERE s.partner_id = p.partner_id) AS detail,
        p.partner_id AS id, r.source_id, r.strength, r.grade
    FROM mine r
    JOIN partners p ON r.subject = 'partner' AND p.partner_id = r.subject_id
    WHERE r.strength = 'clear'
),

works AS (
    SELECT DISTINCT 'expertise' AS kind, e.title, 'work on record' || coalesce(', ' || e.as_of_year, ', undated') AS why,
        e.description AS detail, e.expertise_id AS id, e.source_id
    FROM mine r
    JOIN here h ON r.subject = 'provision' AND h.provision_id = r.subject_id
    JOIN relation_works USING (relation_id)
    JOIN expertise e USING (expertise_id)
    WHERE r.strength <> 'rejected'
),

levers AS (
    SELECT DISTINCT 'agency' AS kind, o.short_name AS title, r.verdict || ': ' || r.reason AS why,
        coalesce('Ask first: ' || r.first_question, o.role) AS detail, o.organization_id AS id, r.source_id, r.strength,
        r.grade
    FROM mine r
    JOIN organizations o ON r.subject = 'organization' AND o.organization_id = r.subject_id
    JOIN known_links($as_of) op USING (organization_id)
    JOIN here USING (provision_id)
),

final AS (
    SELECT kind, title, why, detail, NULL AS state, id, source_id, 'clear' AS strength, 4 AS grade FROM items
    UNION ALL BY NAME SELECT * FROM business
    UNION ALL BY NAME SELECT * FROM offers
    UNION ALL BY NAME SELECT * FROM hosts
    UNION ALL BY NAME SELECT *, 'clear' AS strength, 2 AS grade FROM works
    UNION ALL BY NAME SELECT * FROM levers
)

SELECT kind, title, why, detail, state, id, strength, [source_id] AS source_ids
FROM final
ORDER BY
    list_position(['clear', 'thin', 'rejected'], strength),
    list_position(['opportunity', 'action', 'program', 'risk', 'provision', 'call', 'partner in Japan', 'expertise', 'agency'],
        kind),
    grade DESC, title
