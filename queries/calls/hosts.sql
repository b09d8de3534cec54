-- Departments that have business with one partner in Japan, the closest first, with the reason; what is thin comes
-- last.
--
-- Lodestone's own reading; closed units are left out.
-- $partner VARCHAR: the partner
SELECT
    r.unit_id, u.short_name, u.kind, u.school, r.grade, r.verdict, r.strength, r.reason,
    list_sort(list_distinct([r.source_id, u.source_id])) AS source_ids
FROM relations r
JOIN units u USING (unit_id)
WHERE r.subject = 'partner' AND r.subject_id = $partner AND r.strength <> 'rejected'
ORDER BY r.strength, r.grade DESC, u.short_name
