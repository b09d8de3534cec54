-- Departments without business with a provision: neither reading saw any and the brief names them at none, or they are
-- closed. reason also says with what else, such as partners and calls, they have clear business all the same.
-- $as_of DATE: the day on which fits are judged
-- $department VARCHAR?: one department; empty keeps all
-- $schools VARCHAR[]?: schools to keep; empty keeps all
SELECT
    u.unit_id, u.short_name AS unit, u.school, u.relevance AS on_record,
    CASE WHEN u.closed THEN coalesce(u.status_note, 'closed')
         ELSE replace(concat_ws('; ',
             (SELECT 'the brief names it for ' || string_agg(i.title, ', ' ORDER BY i.position)
              FROM item_units x JOIN brief_items i USING (item_id)
              WHERE x.unit_id = u.unit_id AND i.brief_id = chosen_brief(NULL)),
             coalesce(
                 (SELECT first(concat('not suggested for ', p.title, ' (', p.provision_id, '): ', r.reason) ORDER BY r.subject_id)
                  FROM relations r JOIN provisions p ON p.provision_id = r.subject_id
                  WHERE r.unit_id = u.unit_id AND r.subject = 'provision' AND r.strength = 'rejected'),
                 'no business seen by either reading'),
             'clear business all the same with ' || (
                 SELECT string_agg(concat(number, ' ', subject, 's'[:(number > 1)::INTEGER]), ', ' ORDER BY subject)
                 FROM (
                     SELECT subject, count(*) AS number
                     FROM relations
                     WHERE unit_id = u.unit_id AND strength = 'clear' AND subject IN ('call', 'partner', 'organization')
                     GROUP BY ALL))), '.; ', '; ') END AS reason,
    [u.source_id] AS source_ids
FROM units u
WHERE u.unit_id NOT IN (SELECT unit_id FROM fit_terms($as_of) WHERE subject = 'pillar')
    AND ($department IS NULL OR u.unit_id = $department)
    AND ($schools IS NULL OR list_contains($schools, u.school))
ORDER BY u.short_name
