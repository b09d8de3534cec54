-- What concerns a department: its provisions, items and events, and its sheet.

-- What each provision lists, and in how many places the two published texts differ on it.
CREATE VIEW provision_lists AS
SELECT
    p.provision_id,
    (SELECT list(instrument::VARCHAR ORDER BY instrument) FROM provision_instruments i
     WHERE i.provision_id = p.provision_id) AS instruments,
    (SELECT list(product::VARCHAR ORDER BY product) FROM provision_products i
     WHERE i.provision_id = p.provision_id) AS products,
    (SELECT list(actor ORDER BY actor) FROM provision_actors i WHERE i.provision_id = p.provision_id) AS actors,
    (SELECT count(*) FROM differences i WHERE i.provision_id = p.provision_id) AS differences
FROM provisions p;

-- Provisions that concern a department, with the reasons: what it has to do with each, and where the brief names it
-- there as well, or a department of a school.
CREATE VIEW unit_provisions AS
WITH called AS (
    SELECT unit_id, subject_id AS provision_id, 'the brief names it: ' || array_to_string(named_at, ', ') AS reason
    FROM fit_pairs
    WHERE subject = 'provision' AND named > 0
)

SELECT unit_id, provision_id, list_sort(list(DISTINCT reason)) AS reasons
FROM (
    SELECT unit_id, provision_id, why AS reason FROM provision_fits
    UNION ALL
    SELECT unit_id, provision_id, reason FROM called
    UNION ALL
    SELECT d.school_id, c.provision_id, d.short_name || ', ' || c.reason FROM called c JOIN school_departments d USING (unit_id)
)
GROUP BY ALL;

-- Items of a brief that concern a department, with the reason: the brief names it there, or it has clear business with
-- a provision that the item rests on; a school has those of its departments, too (own: it has a reason of its own).
CREATE VIEW unit_items AS
WITH own AS (
    SELECT unit_id, item_id, 'the brief names it' AS reason FROM item_units
    UNION ALL
    SELECT f.unit_id, f.subject_id, f.verdict || ': ' || f.reason
    FROM fit_pairs f
    JOIN brief_items i ON i.item_id = f.subject_id AND i.kind::VARCHAR = f.subject
    WHERE f.clear AND f.named = 0
),

with_schools AS (
    SELECT unit_id, item_id, reason, true AS own FROM own
    UNION ALL
    SELECT d.school_id, o.item_id, d.short_name || ', ' || o.reason, false FROM own o JOIN school_departments d USING (unit_id)
)

SELECT unit_id, item_id, list(reason ORDER BY NOT own, reason) AS reasons, bool_or(own) AS own
FROM with_schools
GROUP BY ALL;

-- Events that bear on a provision that concerns a department.
CREATE VIEW unit_events AS
SELECT DISTINCT u.unit_id, ep.event_id
FROM event_provisions ep
JOIN unit_provisions u USING (provision_id);

-- How many events since the signing bear on the provisions that an item rests on: joint ones, and others.
CREATE MACRO bearing_events(as_of, brief := NULL) AS TABLE
SELECT
    ip.item_id, count(DISTINCT e.event_id) FILTER (e.joint) AS events,
    count(DISTINCT e.event_id) FILTER (NOT e.joint) AS others
FROM item_provisions ip
JOIN event_provisions ep USING (provision_id)
JOIN events_since_signing(as_of, brief := brief) e ON e.event_id = ep.event_id
GROUP BY ip.item_id;

-- A department as its page heads it: its topics with the words that justify each, the provisions it has clear business
-- with, the closest first, and of a school those of its departments.
CREATE VIEW unit_sheets AS
WITH tagged AS (
    SELECT ut.unit_id, list(t.title || ' (“' || ut.words || '”)' ORDER BY t.position) AS topics
    FROM unit_topics ut
    JOIN topics t USING (topic_id)
    GROUP BY ALL
),

read AS (
    SELECT unit_id, list(source_id ORDER BY source_id) AS ids FROM unit_sources GROUP BY ALL
)

SELECT
    u.unit_id, u.name, u.short_name, u.kind, u.school, p.name AS parent, u.relevance, u.named_as, u.status_note,
    u.closed, u.last_seen_year, coalesce(t.topics, []) AS topics,
    coalesce((SELECT list(p.title || ' (' || p.provision_id || ')' ORDER BY r.grade DESC, p.provision_id) FROM relations r
     JOIN provisions p ON r.subject = 'provision' AND p.provision_id = r.subject_id
     WHERE r.unit_id = u.unit_id AND r.strength = 'clear'), []) AS business,
    coalesce((SELECT list(DISTINCT d.short_name || ' (' || r.subject_id || ')' ORDER BY d.short_name || ' (' || r.subject_id || ')')
     FROM relations r JOIN school_departments d USING (unit_id)
     WHERE d.school_id = u.unit_id AND r.subject = 'provision' AND r.strength = 'clear'), []) AS through,
    (SELECT list(discipline ORDER BY discipline) FROM unit_disciplines d WHERE d.unit_id = u.unit_id) AS disciplines,
    u.url, list_distinct(list_concat([u.source_id], coalesce(r.ids, []))) AS source_ids
FROM units u
LEFT JOIN unit_parents up USING (unit_id)
LEFT JOIN units p ON p.unit_id = up.parent_id
LEFT JOIN tagged t ON t.unit_id = u.unit_id
LEFT JOIN read r ON r.unit_id = u.unit_id;

-- What sources state of each partner in Japan.
CREATE VIEW partner_said AS
SELECT partner_id, string_agg(focus, ' ' ORDER BY statement_id) AS focus, string_agg(us_link, ' ') AS us_link,
    string_agg(vanderbilt_link, ' ' ORDER BY statement_id) AS vanderbilt_link,
    list(DISTINCT source_id ORDER BY source_id) AS source_ids
FROM partner_statements
GROUP BY ALL;
