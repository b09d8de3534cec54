-- What stands behind one department and pillar: actions, opportunities and programs of the brief, calls, partners,
-- expertise and officials, each with why it fits.
-- $as_of DATE: the day on which calls are judged
-- $cell VARCHAR: department and pillar, as 'unit_id|pillar'
WITH picked AS (
    SELECT split_part($cell, '|', 1) AS unit_id, split_part($cell, '|', 2) AS pillar
),

mine AS (
    SELECT t.topic_id, t.title AS topic FROM unit_topics u JOIN topics t USING (topic_id) JOIN picked USING (unit_id)
),

pillar_topics AS (
    SELECT DISTINCT pt.topic_id
    FROM provision_topics pt JOIN provisions p USING (provision_id) JOIN picked k ON p.pillar::VARCHAR = k.pillar
),

items AS (
    SELECT
        i.kind::VARCHAR AS kind, i.title, i.text AS detail, i.item_id AS id, i.source_id,
        CASE WHEN EXISTS (FROM item_units u JOIN picked USING (unit_id) WHERE u.item_id = i.item_id)
             THEN 'the brief names the department' END AS named,
        (SELECT 'shares ' || string_agg(m.topic, ', ' ORDER BY m.topic) FROM item_topics t JOIN mine m USING (topic_id)
         WHERE t.item_id = i.item_id) AS shared
    FROM brief_items i
    WHERE i.kind IN ('opportunity', 'action', 'program', 'risk') AND EXISTS (
        FROM item_provisions ip JOIN provisions p USING (provision_id) JOIN picked k ON p.pillar::VARCHAR = k.pillar
        WHERE ip.item_id = i.item_id)
),

offers AS (
    SELECT
        'call' AS kind, c.short_title AS title, c.agency || coalesce(': ' || c.state_note, '') AS detail,
        c.call_id AS id, c.source_id, NULL AS named, c.state,
        (SELECT 'shares ' || string_agg(m.topic, ', ' ORDER BY m.topic) FROM call_topics t JOIN mine m USING (topic_id)
         WHERE t.call_id = c.call_id) AS shared
    FROM call_states($as_of) c
    JOIN call_pillars cp USING (call_id)
    JOIN picked k ON cp.pillar::VARCHAR = k.pillar
),

hosts AS (
    SELECT 'partner in Japan' AS kind, p.name AS title, arg_min(s.focus, s.statement_id) AS detail, p.partner_id AS id,
           min(s.source_id) AS source_id, NULL AS named, 'shares ' || string_agg(DISTINCT m.topic, ', ' ORDER BY m.topic) AS shared
    FROM partners p
    JOIN partner_statements s USING (partner_id)
    JOIN partner_topics t USING (partner_id)
    JOIN mine m USING (topic_id)
    JOIN pillar_topics USING (topic_id)
    GROUP BY p.name, p.partner_id
),

works AS (
    SELECT 'expertise' AS kind, e.title, e.description AS detail, e.expertise_id AS id, e.source_id, NULL AS named,
           'on ' || t.title || coalesce(', ' || e.as_of_year, ', undated') AS shared
    FROM expertise e
    JOIN picked USING (unit_id)
    JOIN pillar_topics USING (topic_id)
    JOIN topics t USING (topic_id)
),

levers AS (
    SELECT 'agency' AS kind, o.short_name AS title, string_agg(DISTINCT op.role, '; ' ORDER BY op.role) AS detail,
           o.organization_id AS id, min(op.source_id) AS source_id, NULL AS named,
           'holds a lever: ' || min(op.link_basis) AS shared
    FROM organization_provisions op
    JOIN organizations o USING (organization_id)
    JOIN provisions p USING (provision_id)
    JOIN picked k ON p.pillar::VARCHAR = k.pillar
    GROUP BY o.short_name, o.organization_id
),

final AS (
    SELECT kind, title, coalesce(named, shared) AS why, named IS NOT NULL AS named, detail, NULL AS state, id, source_id FROM items
    WHERE named IS NOT NULL OR shared IS NOT NULL
    UNION ALL BY NAME
    SELECT kind, title, shared AS why, detail, state, id, source_id FROM offers WHERE shared IS NOT NULL
    UNION ALL BY NAME
    SELECT kind, title, shared AS why, detail, NULL AS state, id, source_id FROM hosts
    UNION ALL BY NAME
    SELECT kind, title, shared AS why, detail, NULL AS state, id, source_id FROM works
    UNION ALL BY NAME
    SELECT kind, title, shared AS why, detail, NULL AS state, id, source_id FROM levers
)

SELECT kind, title, why, detail, state, id, [source_id] AS source_ids
FROM final
ORDER BY
    list_position(['opportunity', 'action', 'program', 'risk', 'call', 'partner in Japan', 'expertise', 'agency'], kind),
    coalesce(named, false) DESC, title
