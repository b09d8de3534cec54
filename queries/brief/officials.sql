-- Officials the brief makes responsible and the two who signed, with who held the office on which day.
-- $brief VARCHAR?: the brief; empty takes the Framework's own
SELECT
    f.office, f.country, f.capacity, f.duty, f.person, f.person_as_of, o.name AS organization, i.locator,
    list_distinct(list_filter([f.source_id, f.person_source_id], lambda s: s IS NOT NULL)) AS source_ids
FROM officials f
JOIN brief_items i USING (item_id)
LEFT JOIN organizations o USING (organization_id)
WHERE i.brief_id = chosen_brief($brief)
ORDER BY f.capacity, f.country DESC
