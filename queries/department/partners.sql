-- Partners in Japan that one department has business with, the closest first; thin business comes last. Lodestone's own
-- reading, with what sources state of the partner.
-- $department VARCHAR: the department
WITH stated AS (
    SELECT partner_id, string_agg(focus, ' ' ORDER BY statement_id) AS focus, string_agg(us_link, ' ') AS us_link,
           string_agg(vanderbilt_link, ' ' ORDER BY statement_id) AS vanderbilt_link,
           list(DISTINCT source_id ORDER BY source_id) AS source_ids
    FROM partner_statements
    GROUP BY ALL
)

SELECT
    p.partner_id, p.name, p.name_ja, p.type, p.place, r.verdict || ': ' || r.reason AS why, r.strength, s.focus, s.us_link,
    s.vanderbilt_link, list_sort(list_distinct(list_concat(s.source_ids, [r.source_id]))) AS source_ids
FROM relations r
JOIN partners p ON r.subject = 'partner' AND p.partner_id = r.subject_id
JOIN stated s USING (partner_id)
WHERE r.unit_id = $department AND r.strength <> 'rejected'
ORDER BY r.strength, r.grade DESC, s.vanderbilt_link IS NOT NULL DESC, s.us_link IS NOT NULL DESC, p.name
