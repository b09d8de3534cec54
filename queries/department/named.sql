-- Items of the brief that concern one department, as unit_items has it: those that name it first, then those that rest
-- on a provision it has clear business with, then a school's through its departments alone (own is false). Of each,
-- what the brief expects and advises stands before what it sums up.
-- $department VARCHAR: the department
WITH final AS (
    SELECT
        i.kind, i.title, i.text, i.locator, i.position, i.source_id, c.own,
        list_contains(c.reasons, 'the brief names it') AS named,
        replace(array_to_string(c.reasons, '; '), '.; ', '; ') AS reasons
    FROM unit_items c
    JOIN brief_items i USING (item_id)
    WHERE c.unit_id = $department
)

SELECT
    kind, title,
    CASE WHEN own AND NOT named THEN 'rests on ' || reasons ELSE reasons END AS why, text, locator,
    named, own, [source_id] AS source_ids
FROM final
ORDER BY named DESC, own DESC, kind NOT IN ('risk', 'program', 'impact', 'action', 'opportunity'), kind, position
