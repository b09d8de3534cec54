-- Events on record in which a country withheld one mineral or its group, or set a day for it: those that what-ifs rest on.
--
-- One row an event, the latest on top.
-- $as_of DATE: what was not known by this day is left out
-- $element VARCHAR: the mineral
SELECT DISTINCT e.date, e.title, e.summary, e.event_id, [e.source_id] AS source_ids
FROM disruption_minerals x
JOIN disruptions d USING (disruption_id)
JOIN known_events($as_of) e USING (event_id)
WHERE x.mineral_id = $element
    OR x.mineral_id IN (SELECT parent_id FROM mineral_parents WHERE mineral_id = $element)
ORDER BY e.date DESC, e.event_id
