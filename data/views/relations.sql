-- The graded readings: who at the university has business with what, how clearly, and what to watch for it.

-- What can fit a department, with its topics: a pillar (through its provisions), a provision, an action, an
-- opportunity, a risk, a program or an impact of the brief, a call.
CREATE VIEW subject_topics AS
SELECT DISTINCT 'pillar' AS subject, p.pillar::VARCHAR AS subject_id, t.topic_id
FROM provision_topics t
JOIN provisions p USING (provision_id)
WHERE p.pillar <> 'General provisions'
UNION ALL
SELECT 'provision', provision_id, topic_id FROM provision_topics
UNION ALL
SELECT i.kind::VARCHAR, i.item_id, t.topic_id FROM item_topics t JOIN brief_items i USING (item_id)
UNION ALL
SELECT 'call', call_id, topic_id FROM call_topics;

-- Where the brief names a department: at an item, and through what the item rests on at a provision and its pillar.
CREATE VIEW named_subjects AS
WITH named AS (
    SELECT u.unit_id, i.item_id, i.kind, i.title
    FROM item_units u
    JOIN brief_items i USING (item_id)
    WHERE i.kind IN ('action', 'opportunity', 'program')
)

SELECT unit_id, kind::VARCHAR AS subject, item_id AS subject_id, title FROM named
UNION ALL
SELECT DISTINCT n.unit_id, 'provision', ip.provision_id, n.title FROM named n JOIN item_provisions ip USING (item_id)
UNION ALL
SELECT DISTINCT n.unit_id, 'pillar', p.pillar::VARCHAR, n.title
FROM named n
JOIN item_provisions ip USING (item_id)
JOIN provisions p USING (provision_id);

-- Every graded relation of a unit that is not closed, with what it counts for: 'clear' (clear business or more, in both
-- readings), 'thin' (possible, or seen by one reading only: shown below the line) or 'rejected' (a match of words).
CREATE VIEW relations AS
WITH read AS (
    SELECT relation_id, unit_id, 'provision' AS subject, provision_id AS subject_id, grade, readings, basis, reason,
        NULL AS first_question, source_id
    FROM provision_relations
    UNION ALL
    SELECT relation_id, unit_id, 'organization', organization_id, grade, readings, basis, reason, first_question, source_id
    FROM organization_relations
    UNION ALL
    SELECT relation_id, unit_id, 'call', call_id, grade, readings, basis, reason, NULL, source_id FROM call_relations
    UNION ALL
    SELECT relation_id, unit_id, 'partner', partner_id, grade, readings, basis, reason, NULL, source_id
    FROM partner_relations
    UNION ALL
    SELECT relation_id, unit_id, 'mineral', mineral_id, grade, readings, basis, reason, NULL, source_id
    FROM mineral_relations
)

SELECT
    r.*,
    CASE WHEN r.grade = 0 THEN 'rejected' WHEN r.grade >= 2 AND r.readings = 2 THEN 'clear' ELSE 'thin' END AS strength,
    CASE r.grade WHEN 3 THEN 'natural owner' WHEN 2 THEN 'clear business' WHEN 1 THEN 'possible, but thin'
        ELSE 'not suggested' END || CASE r.readings WHEN 1 THEN ', by one reading' ELSE '' END AS verdict
FROM read r
JOIN units u USING (unit_id)
WHERE NOT u.closed;

-- The departments of each school.
CREATE VIEW school_departments AS
SELECT up.parent_id AS school_id, up.unit_id, u.short_name
FROM unit_parents up
JOIN units u USING (unit_id)
JOIN units s ON s.unit_id = up.parent_id
WHERE s.kind = 'school' AND NOT u.closed;

-- A unit with its departments, where it is a school.
CREATE MACRO whole_unit(unit) AS (
    SELECT list(unit_id) FROM (SELECT unit AS unit_id UNION ALL SELECT unit_id FROM school_departments WHERE school_id = unit));

-- What a unit has to do with a subject: its own readings that were not rejected. A school has the clear business of its
-- departments, too, where it has none of its own: that of the closest department (through), whose question and doors it
-- is (reader_id). why says whose it is, what it is, and the reason.
CREATE VIEW unit_relations AS
WITH concerning AS (
    SELECT r.unit_id AS concerned_id, NULL AS through, r.* FROM relations r WHERE r.strength <> 'rejected'
    UNION ALL
    SELECT d.school_id, d.short_name, r.*
    FROM relations r
    JOIN school_departments d USING (unit_id)
    WHERE r.strength = 'clear'
)

SELECT
    concerned_id AS unit_id, unit_id AS reader_id, through, subject, subject_id, grade, readings, strength, verdict,
    coalesce(through || ': ', '') || reason AS reason, coalesce(through || ', ', '') || verdict || ': ' || reason AS why,
    first_question, source_id
FROM concerning
QUALIFY row_number() OVER (
    PARTITION BY concerned_id, subject, subject_id
    ORDER BY strength, through IS NOT NULL, grade DESC, first_question IS NULL, through) = 1;

-- What a unit has to do with each provision, with the reason: the readings that were not rejected. A school has the
-- clear business of its departments, too.
CREATE VIEW provision_fits AS
WITH own AS (
    SELECT unit_id, subject_id AS provision_id, strength, grade, verdict || ': ' || reason AS why
    FROM relations
    WHERE subject = 'provision' AND strength <> 'rejected'
)

SELECT unit_id, provision_id, strength, grade, why FROM own
UNION ALL
SELECT d.school_id, o.provision_id, o.strength, o.grade, d.short_name || ', ' || o.why
FROM own o
JOIN school_departments d USING (unit_id)
WHERE o.strength = 'clear';

-- Why an event concerns a unit: the reading of the provision that ties them most.
CREATE VIEW event_fits AS
SELECT f.unit_id, ep.event_id, first(f.why ORDER BY f.strength, f.grade DESC, ep.provision_id, f.why) AS why
FROM event_provisions ep
JOIN provision_fits f USING (provision_id)
GROUP BY ALL;

-- Why a project concerns a unit, thinly or clearly: the reading of the provision that ties them most.
CREATE VIEW project_fits AS
SELECT f.unit_id, pp.project_id, first(f.why ORDER BY f.strength, f.grade DESC, pp.provision_id, f.why) AS why
FROM project_provisions pp
JOIN provision_fits f USING (provision_id)
GROUP BY ALL;

-- Schools of which a department has clear business with the same subject: the department stands for its school there.
-- The subjects are those of the relations, and programs watched beyond the calls.
CREATE VIEW covered_schools AS
WITH clear AS (
    SELECT unit_id, subject, subject_id FROM relations WHERE strength = 'clear'
    UNION ALL
    SELECT w.unit_id, 'program', w.watch_id FROM watch_units w JOIN units u USING (unit_id) WHERE NOT u.closed
)

SELECT DISTINCT d.school_id AS unit_id, c.subject, c.subject_id
FROM clear c
JOIN school_departments d USING (unit_id);

-- Whose business each entry of the watch list is: a call's through its graded relations, a program's beyond the calls
-- as it was read. Rejected relations are left out.
CREATE VIEW watch_fits AS
SELECT
    w.watch_id, r.unit_id, r.strength, r.grade, r.reason,
    CASE r.strength WHEN 'thin' THEN r.verdict || ': ' ELSE '' END || r.reason AS why, r.source_id
FROM call_watch w
JOIN relations r ON r.subject = 'call' AND r.subject_id = w.call_id
WHERE r.strength <> 'rejected'
UNION ALL
SELECT w.watch_id, w.unit_id, 'clear', 2, w.reason, w.reason, w.source_id
FROM watch_units w
JOIN units u USING (unit_id)
WHERE NOT u.closed;

-- The same as a unit is told it: of a school also what clearly suits a department of it (through), as in
-- unit_relations.
CREATE VIEW unit_watch AS
WITH concerning AS (
    SELECT f.unit_id AS concerned_id, NULL AS through, f.* FROM watch_fits f
    UNION ALL
    SELECT d.school_id, d.short_name, f.* FROM watch_fits f JOIN school_departments d USING (unit_id) WHERE f.strength = 'clear'
)

SELECT
    concerned_id AS unit_id, watch_id, through, strength, grade, coalesce(through || ': ', '') || why AS why, source_id
FROM concerning
QUALIFY row_number() OVER (
    PARTITION BY concerned_id, watch_id ORDER BY strength, through IS NOT NULL, grade DESC, through) = 1;

-- Whom each entry of the watch list clearly suits, the natural owner first; of these, a department stands for its
-- school in units.
CREATE VIEW watch_suits AS
SELECT
    f.watch_id, list(u.short_name ORDER BY f.grade DESC, u.short_name) FILTER (c.unit_id IS NULL) AS units,
    list(DISTINCT f.unit_id ORDER BY f.unit_id) AS unit_ids
FROM watch_fits f
JOIN units u USING (unit_id)
LEFT JOIN covered_schools c ON c.unit_id = f.unit_id AND c.subject IN ('call', 'program') AND c.subject_id = f.watch_id
WHERE f.strength = 'clear'
GROUP BY f.watch_id;

-- The watch list on a day, in the order in which to look: what is open, days to look again still ahead, days that
-- passed, what has no day. standing names these four. late is a day that passed before the round for which it was set
-- came, or while a listing has that round open, so that one should look now: it stands with those ahead. kind is that of the call, where it is one. expected
-- says what the next round is and what that rests on.
CREATE MACRO watch_list(day) AS TABLE
SELECT
    w.* REPLACE (coalesce(c.type, w.kind) AS kind), c.state, c.closes,
    CASE WHEN c.state = 'open' THEN 'open' WHEN w.look_again >= day THEN 'ahead' WHEN w.look_again < day THEN 'passed'
        ELSE 'no day' END AS standing,
    coalesce(standing = 'passed' AND (coalesce(w.next_from, w.next_until) >= day OR w.next_basis = 'listing'), false) AS late,
    list_position(['open', 'ahead', 'passed', 'no day'], CASE WHEN late THEN 'ahead' ELSE standing END) AS place,
    CASE standing WHEN 'open' THEN c.closes ELSE w.look_again END AS place_day,
    nullif(concat_ws(', ', CASE w.next_basis WHEN 'past rhythm' THEN 'a guess from past rounds' WHEN 'listing' THEN 'not confirmed' END,
        CASE WHEN w.read_on > day THEN 'as read later, on ' || strftime(w.read_on, '%-d %b %Y') END), '') AS ground,
    coalesce(w.next_expected, 'no next round known') || coalesce(' (' || ground || ')', '') AS expected
FROM call_watch w
LEFT JOIN call_states(day) c USING (call_id);
