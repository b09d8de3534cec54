-- What of one organization, and of the bodies below it, is to be watched: its calls and programs by their next round.
--
-- One row an entry of the watch list, in the order in which to look: what is open, the soonest day to look again, days
-- that passed, what has no day.
-- $as_of DATE: the day from which the next one is looked for
-- $organization VARCHAR: the organization
SELECT
    w.watch_id, w.short_title, w.standing, w.late, w.look_again, w.closes, w.expected, o.short_name AS through, o.itself, w.kind,
    w.university_role, w.rhythm, w.read_on, [w.source_id] AS source_ids
FROM watch_list($as_of) w
JOIN bodies_of($organization) o USING (organization_id)
ORDER BY w.place, w.place_day, w.next_until, w.short_title
