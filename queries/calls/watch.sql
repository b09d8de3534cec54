-- The watch list: what to look at next and when, each with its kind, what is expected and on what that rests.
--
-- One row an entry: what is open comes first, then the soonest day to look again, days that passed, and what has no
-- day. units lists the departments it clearly suits, the natural owner first (a department stands for its school); why
-- says what it is to the department asked for: Lodestone's own reading.
-- $as_of DATE: the day on which it is judged
-- $department VARCHAR?: keep what a reading did not reject for this department, of a school what clearly suits a
-- department of it, too; empty keeps all
-- $q VARCHAR?: every word must stand in what is known of the entry; empty keeps all
-- $opened VARCHAR?: one entry; empty keeps all
WITH suited AS (
    SELECT f.watch_id, list(u.short_name ORDER BY f.grade DESC, u.short_name) AS units
    FROM watch_fits f
    JOIN units u USING (unit_id)
    ANTI JOIN covered_schools c
        ON c.unit_id = f.unit_id AND c.subject IN ('call', 'program') AND c.subject_id = f.watch_id
    WHERE f.strength = 'clear'
    GROUP BY f.watch_id
),

final AS (
    SELECT
        w.*, o.short_name AS organization, coalesce(s.units, []) AS units, m.why, m.strength, m.grade,
        concat_ws(' ', w.watch_id, w.title, w.short_title, w.agency, w.kind, w.past_rounds, w.rhythm, w.next_expected,
            w.university_role, w.prepare, w.note) AS words
    FROM watch_list($as_of) w
    LEFT JOIN suited s USING (watch_id)
    LEFT JOIN unit_watch m ON m.unit_id = $department AND m.watch_id = w.watch_id
    LEFT JOIN organizations o USING (organization_id)
)

SELECT
    watch_id, short_title, title, agency, kind, standing, late, look_again, next_from, next_until, expected, next_basis, ground,
    rhythm, units, why, strength, university_role, prepare, past_rounds, closes, watch_url, read_on, note, call_id,
    organization_id, organization,
    [source_id] AS source_ids
FROM final
WHERE ($department IS NULL OR why IS NOT NULL) AND has_words(words, $q)
    AND ($opened IS NULL OR watch_id = $opened)
ORDER BY coalesce(strength <> 'clear', false), place, place_day, grade DESC, next_until, short_title
