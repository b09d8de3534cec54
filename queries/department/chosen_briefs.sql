-- Items of the briefs chosen that name a unit of the university, brief by brief: what they ask of it.
--
-- A unit is known by its name exactly as written, and never by likeness; of the Framework's own brief by what we noted.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty takes the Framework's own
-- $department VARCHAR?: the department; empty keeps what names any unit
WITH named AS (
    SELECT x.brief_id, x.section, x.place, list(DISTINCT u.short_name ORDER BY u.short_name) AS units
    FROM every_item_unit x
    JOIN units u USING (unit_id)
    GROUP BY ALL
    HAVING $department IS NULL OR bool_or(x.unit_id = $department)
),

final AS (
    SELECT
        b.short_title AS brief, b.posted_date, outline_title(i.section) AS section, i.section AS part, i.place, i.text, n.units,
        i.brief_id, b.source_ids
    FROM named n
    JOIN every_brief_item i ON i.brief_id = n.brief_id AND i.section = n.section AND i.place = n.place
    JOIN every_brief b ON b.brief_id = i.brief_id
    WHERE is_among(i.brief_id, $among) AND coalesce(b.posted_date <= $as_of, true)
)

SELECT brief, section, text, units, brief_id, source_ids
FROM final
ORDER BY posted_date DESC NULLS LAST, brief_id, part, place
