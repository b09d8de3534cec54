-- What sources state of one partner in Japan, one row a statement, in the order they were read.
-- $partner VARCHAR: the partner
SELECT
    s.statement_id, s.focus, s.us_link, s.vanderbilt_link,
    (SELECT coalesce(list(stage ORDER BY stage), []) FROM statement_stages x WHERE x.statement_id = s.statement_id)
        AS stages,
    r.title AS source, r.publisher, r.published, s.url, [s.source_id] AS source_ids
FROM partner_statements s
JOIN sources r USING (source_id)
WHERE s.partner_id = $partner
ORDER BY s.statement_id
