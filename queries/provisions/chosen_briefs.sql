-- What the briefs chosen say is decided, by when, and what is to be done about it: brief by brief in its own order.
--
-- These are the items of the summary, of the timeline and of the key actions. An imported brief is in its document's
-- own words, as it states them; no published text was compared with it. Of the Framework's own brief provisions are
-- those that an item rests on, which are.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty takes the Framework's own
-- $department VARCHAR?: keep items that name this department; empty keeps all
-- $q VARCHAR?: every word must stand in the item or its heading
WITH items AS (
    SELECT i.brief_id, outline_of(i.kind) AS section, i.position AS place, g.title AS heading, i.text, i.locator,
        (SELECT list(p.provision_id ORDER BY p.provision_id) FROM item_provisions p WHERE p.item_id = i.item_id) AS provisions
    FROM brief_items i
    LEFT JOIN summary_groups g USING (group_id)
    UNION ALL
    SELECT brief_id, section, place, heading, text, locator, NULL
    FROM imported_items
    WHERE is_among(brief_id, $among)
),

final AS (
    SELECT
        b.short_title AS brief, b.posted_date, outline_title(i.section) AS section, i.section AS part, i.heading, i.text, i.place,
        i.provisions, i.locator, i.brief_id, b.source_ids
    FROM items i
    JOIN every_brief b USING (brief_id)
    WHERE i.section::VARCHAR IN ('action_summary', 'timeline', 'key_actions')
        AND is_among(i.brief_id, $among) AND coalesce(b.posted_date <= $as_of, true)
        AND ($department IS NULL OR EXISTS (FROM every_item_unit u WHERE u.brief_id = i.brief_id
            AND u.section = i.section AND u.place = i.place AND u.unit_id = $department))
)

SELECT brief, section, heading, text, provisions, locator, brief_id, source_ids
FROM final
WHERE has_words(concat_ws(' ', text, heading), $q)
ORDER BY posted_date DESC NULLS LAST, brief_id, part, place
