-- Partners in Japan that one department has business with, the closest first; thin business comes last. A school is
-- told those of its departments as well, and through which. Lodestone's own reading, with what sources state of the
-- partner.
-- $department VARCHAR: the department
SELECT
    p.partner_id, p.name, p.name_ja, p.type, p.place, r.why, r.reason, r.through, r.strength, s.focus, s.us_link,
    s.vanderbilt_link, list_sort(list_distinct(list_concat(s.source_ids, [r.source_id]))) AS source_ids
FROM unit_relations r
JOIN partners p ON r.subject = 'partner' AND p.partner_id = r.subject_id
JOIN partner_said s USING (partner_id)
WHERE r.unit_id = $department
ORDER BY r.strength, r.grade DESC, s.vanderbilt_link IS NOT NULL DESC, s.us_link IS NOT NULL DESC, p.name
