-- What one organization does under the Framework: each provision, its role there, how that is known, and the words.
--
-- Where the words cite an event, event_id, date and label say which; such a link counts from the day the event could
-- be known.
-- $as_of DATE: links that rest on a later event are left out
-- $organization VARCHAR: the organization
SELECT
    l.provision_id, p.title, p.pillar, l.role, l.link_basis, l.words, e.event_id, e.date AS event_date,
    e.label AS event_label, [l.source_id] AS source_ids
FROM organization_provisions l
JOIN provisions p USING (provision_id)
LEFT JOIN known_events($as_of) e ON e.event_id = regexp_extract(l.words, '^E\d{3}')
WHERE l.organization_id = $organization
    AND (e.event_id IS NOT NULL OR NOT regexp_matches(l.words, '^E\d{3} '))
ORDER BY l.link_basis, p.position
