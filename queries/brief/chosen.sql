-- Everything that the briefs chosen list, brief by brief in its own order, with the units that each item names.
--
-- Items of an imported brief are in its document's own words; of the Framework's own brief in ours. locator is the
-- heading as it stands, and the item's place below it. A unit is known by its name exactly as written.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty takes the Framework's own
-- $sections VARCHAR[]?: parts of the brief to keep, as the Framework's own is divided; empty keeps all
-- $department VARCHAR?: keep items that name this department; empty keeps all
-- $q VARCHAR?: every word must stand in the item, its heading or its units
WITH parts AS (
    SELECT outline_of(kind) AS section, any_value(title) AS title FROM brief_sections GROUP BY ALL
),

items AS (
    SELECT i.brief_id, outline_of(i.kind) AS section, i.position AS place, g.title AS heading, i.text, i.locator
    FROM brief_items i
    LEFT JOIN summary_groups g USING (group_id)
    WHERE outline_of(i.kind) IS NOT NULL
    UNION ALL
    SELECT brief_id, section, place, heading, text, locator
    FROM imported_items
    WHERE is_among(brief_id, $among)
),

named AS (
    SELECT x.brief_id, x.section, x.place, list(DISTINCT u.short_name ORDER BY u.short_name) AS units,
        bool_or(x.unit_id = $department) AS asked
    FROM every_item_unit x
    JOIN units u USING (unit_id)
    GROUP BY ALL
),

final AS (
    SELECT
        b.short_title AS brief, b.posted_date, coalesce(p.title, outline_title(i.section)) AS section,
        i.section AS part, i.heading, i.place,
        i.text, n.units, n.asked, i.locator, i.brief_id, b.source_ids
    FROM items i
    JOIN every_brief b USING (brief_id)
    LEFT JOIN parts p ON p.section = i.section
    LEFT JOIN named n ON n.brief_id = i.brief_id AND n.section = i.section AND n.place = i.place
    WHERE is_among(i.brief_id, $among) AND coalesce(b.posted_date <= $as_of, true)
)

SELECT brief, section, heading, text, units, locator, brief_id, source_ids
FROM final
WHERE ($sections IS NULL OR list_contains($sections, section)) AND ($department IS NULL OR asked)
    AND has_words(concat_ws(' ', text, heading, array_to_string(units, ' ')), $q)
ORDER BY posted_date DESC NULLS LAST, brief_id, part, place
