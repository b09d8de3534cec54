-- Japanese partners that share a topic with one department, those with a stated tie to Vanderbilt or the United States
-- first.
-- $department VARCHAR: the department
WITH shared AS (
    SELECT pt.partner_id, string_agg(t.title, ', ' ORDER BY t.position) AS topics, count(*) AS shared
    FROM partner_topics pt
    JOIN unit_topics ut USING (topic_id)
    JOIN topics t USING (topic_id)
    WHERE ut.unit_id = $department
    GROUP BY ALL
),

told AS (
    SELECT partner_id, string_agg(focus, ' ' ORDER BY statement_id) AS focus, string_agg(us_link, ' ') AS us_link,
           string_agg(vanderbilt_link, ' ' ORDER BY statement_id) AS vanderbilt_link, list(DISTINCT source_id ORDER BY source_id) AS source_ids
    FROM partner_statements
    GROUP BY ALL
)

SELECT p.name, p.name_ja, p.type, p.place, 'shares ' || s.topics AS why, t.focus, t.us_link, t.vanderbilt_link,
       t.source_ids
FROM shared s
JOIN partners p USING (partner_id)
JOIN told t USING (partner_id)
ORDER BY t.vanderbilt_link IS NOT NULL DESC, t.us_link IS NOT NULL DESC, s.shared DESC, p.name
