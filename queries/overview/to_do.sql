-- What to decide or do at once: calls that are open, the soonest days to look again, and what the brief asks of units.
--
-- One row a move; line numbers the days, of which there are at most $rows with the brief's. units are those it clearly
-- suits, the natural owner first (a department stands for its school), or whom the brief names. kind is 'apply', 'look'
-- or 'brief'; day is its last or next day, next_from and next_until when the next round is expected, next_basis what
-- that rests on. One place is kept for the action of the brief with most programs of the same unit behind it, after
-- those with a day. What shares a day stands in one line, the soonest next round first; so do looks that are late.
-- $as_of DATE: the day on which it is judged
-- $department VARCHAR?: keep what clearly suits this department, or names it; a school also has what suits or names its
-- departments; empty keeps all
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $rows INTEGER: how many lines at most
-- $within INTEGER: how many days ahead a day to look again may lie; what comes later is nothing to do at once
WITH dated AS (
    SELECT
        CASE w.standing WHEN 'open' THEN 'apply' ELSE 'look' END AS kind, w.watch_id AS thing_id, w.short_title AS what,
        w.expected, w.prepare, s.units, CASE w.standing WHEN 'open' THEN w.closes ELSE w.look_again END AS day, w.late,
        w.next_basis::VARCHAR AS next_basis, w.next_from, w.next_until, [w.source_id] AS source_ids
    FROM watch_list($as_of) w
    JOIN watch_suits s USING (watch_id)
    WHERE (w.standing = 'open' OR w.standing = 'ahead' AND w.look_again <= $as_of + $within OR w.late)
        AND ($department IS NULL OR list_has_any(s.unit_ids, whole_unit($department)))
),

asked AS (
    SELECT
        'brief' AS kind, item_id AS thing_id, title AS what, text AS expected, NULL::VARCHAR AS prepare, units,
        NULL::DATE AS day, false AS late, NULL::VARCHAR AS next_basis, NULL::DATE AS next_from, NULL::DATE AS next_until, [source_id] AS source_ids
    FROM asked_actions
    WHERE brief_id = chosen_brief($brief) AND ($department IS NULL OR list_has_any(unit_ids, whole_unit($department)))
    ORDER BY programs DESC, position
    LIMIT 1
),

final AS (
    SELECT *, dense_rank() OVER (ORDER BY kind = 'look', NOT late, CASE WHEN NOT late THEN day END) AS line FROM dated
    QUALIFY line <= $rows - (SELECT count(*) FROM asked)
    UNION ALL BY NAME
    SELECT *, $rows AS line FROM asked
)

SELECT line, kind, thing_id, what, units, day, late, next_basis, next_from, next_until, expected, prepare, source_ids
FROM final
ORDER BY line, next_until, what
