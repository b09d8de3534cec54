-- What the timelines of all briefs say of time: dated clocks first, by their day, then those without a day.
--
-- The days of the Framework brief are those of its clocks; of an imported brief only a day that its text names.
-- clock_id is that of the Framework's clock, or made of the brief and the clock's place in it.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty keeps all
WITH clocks AS (
    SELECT m.milestone_id AS clock_id, i.brief_id, m.title AS what, m.due_date, m.trigger, m.position AS place,
        m.duration_number || ' ' || m.duration_unit AS length
    FROM milestones m
    JOIN brief_items i USING (item_id)
    UNION ALL
    SELECT brief_id || '.clock.' || position, brief_id, rtrim(text, '. '), due_date, trigger, position,
        CASE relation WHEN 'immediate' THEN 'at once' ELSE nullif(concat_ws(' ', CASE relation WHEN 'every' THEN 'every' END,
            n::VARCHAR.replace('.0', ''), 'to ' || n_max::VARCHAR.replace('.0', ''), replace(unit, '_', ' ')), '') END
    FROM imported_brief_clocks
),

final AS (
    SELECT c.clock_id, c.due_date, c.what, c.length, c.trigger, b.short_title AS brief, c.place, b.brief_id, b.source_ids
    FROM clocks c
    JOIN every_brief b USING (brief_id)
    WHERE coalesce(b.posted_date <= $as_of, true) AND ($among IS NULL OR list_contains($among, b.brief_id))
)

SELECT clock_id, due_date, what, length, trigger, brief, brief_id, source_ids
FROM final
ORDER BY due_date NULLS LAST, brief_id, place
