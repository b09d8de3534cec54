-- The brief's opportunities, best supported first.
--
-- Support is what the brief itself and the record put behind an opportunity: key actions and impacted programs that
-- name the same unit, and joint events since the signing that bear on the provisions it rests on (they name the
-- Framework or are by both countries; others counts the rest and ranks nothing). An opportunity that names a unit comes
-- before one that names none; ties keep the brief's order. why says why it concerns the department asked for.
-- $as_of DATE: events after this day are not counted
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
WITH final AS (
    SELECT
        o.item_id, o.position, o.title, o.text, o.locator, coalesce(s.units, []) AS units, s.provisions, s.actions,
        s.programs, s.next_action,
        coalesce(b.events, 0) AS events, coalesce(b.others, 0) AS others,
        c.reasons AS why, [o.source_id] AS source_ids
    FROM opportunities o
    JOIN item_support s USING (item_id)
    LEFT JOIN bearing_events($as_of, brief := $brief) b USING (item_id)
    LEFT JOIN unit_items c ON c.unit_id = $department AND c.item_id = o.item_id
    WHERE o.brief_id = chosen_brief($brief) AND ($department IS NULL OR c.item_id IS NOT NULL)
)

SELECT
    row_number() OVER (ORDER BY actions + programs DESC, len(units) > 0 DESC, events DESC, position) AS rank,
    item_id, title, text, units, provisions, actions, programs, next_action, events, others, why, locator, source_ids
FROM final
ORDER BY rank
