-- What one department should watch: calls and programs whose next round may suit it, in the order in which to look.
--
-- Clear business first (of a school also that of its departments, and through which), then what is thin; in each what
-- is open, the soonest day to look again, days that passed and what has no day; of one day what is most its business.
-- The same rules as on the page Calls and partners. office_asks: the department is an office, for which what to have
-- ready is the task of others.
-- $as_of DATE: the day from which the next one is looked for
-- $department VARCHAR: the department
SELECT
    w.watch_id, w.short_title, w.kind, w.agency, w.standing, w.late, w.look_again, w.standing = 'ahead' AS ahead,
    coalesce(w.standing = 'ahead' AND w.look_again <= $as_of + 365, false) AS within_a_year, w.expected,
    w.next_basis, w.ground, w.rhythm, f.why, f.through, f.strength, w.university_role, w.prepare, w.past_rounds,
    w.watch_url, w.note, w.call_id, u.kind = 'office' AS office_asks,
    list_sort(list_distinct([w.source_id, f.source_id])) AS source_ids
FROM unit_watch f
JOIN watch_list($as_of) w USING (watch_id)
JOIN units u ON u.unit_id = f.unit_id
WHERE f.unit_id = $department
ORDER BY f.strength <> 'clear', w.place, w.place_day, f.grade DESC, w.next_until, w.short_title
