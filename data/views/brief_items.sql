-- The items of a brief by their kinds, what stands behind each, and which brief is meant.

CREATE VIEW summary_items AS SELECT * EXCLUDE (kind) FROM brief_items WHERE kind = 'summary';
CREATE VIEW risks AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'risk';
CREATE VIEW programs AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'program';
CREATE VIEW impacts AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'impact';
CREATE VIEW actions AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'action';
CREATE VIEW opportunities AS SELECT * EXCLUDE (kind, group_id) FROM brief_items WHERE kind = 'opportunity';

-- What a brief itself puts behind an item: the units that it names there, the provisions that it rests on, and how many
-- key actions and impacted programs of the same brief name one of these units, with the first of the actions.
CREATE VIEW item_support AS
WITH named AS (
    SELECT i.brief_id, iu.item_id, iu.unit_id, u.short_name, i.kind, i.title
    FROM item_units iu
    JOIN brief_items i USING (item_id)
    JOIN units u USING (unit_id)
),

shared AS (
    SELECT
        mine.item_id,
        count(DISTINCT other.item_id) FILTER (other.kind = 'action') AS actions,
        count(DISTINCT other.item_id) FILTER (other.kind = 'program') AS programs,
        min(other.title) FILTER (other.kind = 'action') AS next_action
    FROM named mine
    JOIN named other USING (brief_id, unit_id)
    GROUP BY mine.item_id
)

SELECT
    i.item_id, (SELECT list(n.short_name ORDER BY n.short_name) FROM named n WHERE n.item_id = i.item_id) AS units,
    (SELECT list(p.provision_id ORDER BY p.provision_id) FROM item_provisions p
     WHERE p.item_id = i.item_id) AS provisions,
    coalesce(s.actions, 0) AS actions, coalesce(s.programs, 0) AS programs, s.next_action
FROM brief_items i
LEFT JOIN shared s USING (item_id);

-- What the brief asks of units, an action each: the units it names, and how many impacted programs name one of them.
CREATE VIEW asked_actions AS
SELECT
    i.brief_id, i.item_id, i.title, i.text, i.position, i.source_id,
    list(DISTINCT u.short_name ORDER BY u.short_name) AS units, list(DISTINCT u.unit_id ORDER BY u.unit_id) AS unit_ids,
    (SELECT count(DISTINCT p.item_id) FROM item_units pu JOIN programs p USING (item_id)
     WHERE list_contains(list(iu.unit_id), pu.unit_id)) AS programs
FROM actions i
JOIN item_units iu USING (item_id)
JOIN units u USING (unit_id)
GROUP BY ALL;

-- The brief that is meant: the one named, else the first (the Framework's own).
CREATE MACRO chosen_brief(brief) AS coalesce(
    brief::VARCHAR, (SELECT brief_id FROM briefs ORDER BY position NULLS LAST, posted_date, brief_id LIMIT 1));

-- Whether a brief is among those chosen; where none is, the Framework's own alone is.
CREATE MACRO is_among(brief, among) AS list_contains(coalesce(among, [chosen_brief(NULL)]), brief);
