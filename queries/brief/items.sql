-- Everything the brief lists, in its own order, with the units and bodies it names and the provisions it rests on.
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $sections VARCHAR[]?: blocks of the brief to keep; empty keeps all
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
-- $pillars VARCHAR[]?: keep items that rest on a provision of one of these pillars; empty keeps all
-- $q VARCHAR?: every word must stand in the item's title, text, units or bodies
WITH linked AS (
    SELECT
        i.item_id,
        (SELECT list(u.short_name ORDER BY u.short_name) FROM item_units iu JOIN units u USING (unit_id)
         WHERE iu.item_id = i.item_id) AS units,
        (SELECT list(o.name ORDER BY o.name) FROM item_organizations io JOIN organizations o USING (organization_id)
         WHERE io.item_id = i.item_id) AS organizations,
        (SELECT list(p.provision_id ORDER BY p.provision_id) FROM item_provisions p WHERE p.item_id = i.item_id)
            AS provisions,
        (SELECT replace(array_to_string(c.reasons, '; '), '.; ', '; ') FROM unit_items c
         WHERE c.item_id = i.item_id AND c.unit_id = $department) AS reason,
        (SELECT list(DISTINCT p.pillar::VARCHAR ORDER BY p.pillar::VARCHAR) FROM item_provisions ip JOIN provisions p USING (provision_id)
         WHERE ip.item_id = i.item_id) AS pillars
    FROM brief_items i
),

final AS (
    SELECT
        i.item_id, s.title AS section, s.position AS section_position, g.title AS heading, i.position, i.title, i.text,
        l.units, l.organizations, l.provisions, l.pillars,
        l.reason, i.locator, c.title AS score_title, c.score, i.source_id
    FROM brief_items i
    JOIN brief_sections s USING (brief_id, section)
    JOIN linked l USING (item_id)
    LEFT JOIN summary_groups g USING (group_id)
    LEFT JOIN scores c ON c.brief_id = s.brief_id AND c.section = s.closed_by
    WHERE i.brief_id = chosen_brief($brief)
)

SELECT
    item_id, section, heading, title, text, units, organizations, provisions, reason, score_title, score,
    locator,
    [source_id] AS source_ids
FROM final
WHERE ($sections IS NULL OR list_contains($sections, section))
    AND ($department IS NULL OR reason IS NOT NULL)
    AND ($pillars IS NULL OR list_has_any(coalesce(pillars, []), $pillars))
    AND has_words(
        concat_ws(' ', title, text, heading, array_to_string(units, ' '), array_to_string(organizations, ' ')), $q)
ORDER BY section_position, position
