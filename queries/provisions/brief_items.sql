-- What the brief builds on one provision: risks, programs, impacts, actions, opportunities, with the units named.
-- $provision VARCHAR: the provision
-- $brief VARCHAR?: the brief; empty takes the Framework's own
WITH final AS (
    SELECT
        i.item_id, i.kind, s.title AS section, s.position AS section_position, i.position, i.title, i.text, i.locator,
        (SELECT list(u.short_name ORDER BY u.short_name) FROM item_units iu JOIN units u USING (unit_id)
         WHERE iu.item_id = i.item_id) AS units,
        i.source_id
    FROM item_provisions ip
    JOIN brief_items i USING (item_id)
    JOIN brief_sections s USING (brief_id, section)
    WHERE ip.provision_id = $provision AND i.brief_id = chosen_brief($brief)
)

SELECT item_id, kind, section, title, text, units, locator, [source_id] AS source_ids
FROM final
ORDER BY section_position, position
