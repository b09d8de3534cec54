-- What to decide or do at once: calls that are open, the soonest days to look again, and what the brief asks of units.
--
-- One row a move; line numbers the days, of which there are at most $rows with the brief's. units are those it clearly suits, the natural owner first (a department stands for its
-- school), or whom the brief names. kind is 'apply', 'look' or 'brief'; day is its last or next day, guess whether that
-- rests on past rounds alone. One place is kept for the action of the brief with most programs of the same unit behind
-- it, after those with a day. What shares a day stands in one line, the soonest next round first.
-- $as_of DATE: the day on which it is judged
-- $department VARCHAR?: keep what clearly suits this department, or names it; empty keeps all
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $rows INTEGER: how many lines at most
-- $within INTEGER: how many days ahead a day to look again may lie; what comes later is nothing to do at once
WITH suited AS (
    SELECT
        f.watch_id, list(u.short_name ORDER BY f.grade DESC, u.short_name) FILTER (c.unit_id IS NULL) AS units,
        bool_or(f.unit_id = $department) AS mine
    FROM watch_fits f
    JOIN units u USING (unit_id)
    LEFT JOIN covered_schools c
        ON c.unit_id = f.unit_id AND c.subject IN ('call', 'program') AND c.subject_id = f.watch_id
    WHERE f.strength = 'clear'
    GROUP BY f.watch_id
),

dated AS (
    SELECT
        CASE w.standing WHEN 'open' THEN 'apply' ELSE 'look' END AS kind, w.watch_id AS thing_id, w.short_title AS what,
        w.expected, w.prepare, s.units, CASE w.standing WHEN 'open' THEN w.closes ELSE w.look_again END AS day,
        w.standing = 'ahead' AND w.next_basis = 'past rhythm' AS guess, w.next_until, [w.source_id] AS source_ids
    FROM watch_list($as_of) w
    JOIN suited s USING (watch_id)
    WHERE (w.standing = 'open' OR w.standing = 'ahead' AND w.look_again <= $as_of + $within) AND ($department IS NULL OR s.mine)
),

asked AS (
    SELECT
        'brief' AS kind, i.item_id AS thing_id, i.title AS what, i.text AS expected, NULL::VARCHAR AS prepare,
        list(DISTINCT u.short_name ORDER BY u.short_name) AS units, NULL::DATE AS day, false AS guess,
        [i.source_id] AS source_ids, i.position,
        (SELECT count(DISTINCT p.item_id) FROM item_units pu JOIN programs p USING (item_id)
         WHERE list_contains(list(iu.unit_id), pu.unit_id)) AS programs
    FROM actions i
    JOIN item_units iu USING (item_id)
    JOIN units u USING (unit_id)
    WHERE i.brief_id = chosen_brief($brief)
    GROUP BY ALL
    HAVING $department IS NULL OR list_contains(list(iu.unit_id), $department)
    ORDER BY programs DESC, position
    LIMIT 1
),

final AS (
    SELECT *, dense_rank() OVER (ORDER BY kind = 'look', day) AS line FROM dated
    QUALIFY line <= $rows - (SELECT count(*) FROM asked)
    UNION ALL BY NAME
    SELECT * EXCLUDE (position, programs), $rows AS line FROM asked
)

SELECT line, kind, thing_id, what, units, day, guess, expected, prepare, source_ids
FROM final
ORDER BY line, next_until, what
