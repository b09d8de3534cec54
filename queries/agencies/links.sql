-- What one organization does under the Framework: each provision, its role there, how that is known, and the words.
--
-- Where a link rests on an event, event_id, date and label say which; it counts from the day the event could be known.
-- $as_of DATE: links that rest on a later event are left out
-- $organization VARCHAR: the organization
SELECT
    l.provision_id, p.title, p.pillar, l.role, l.link_basis, coalesce(l.words, l.event_id || ' ' || l.event_label) AS words,
    l.event_id, l.event_date, l.event_label, [l.source_id] AS source_ids
FROM known_links($as_of) l
JOIN provisions p USING (provision_id)
WHERE l.organization_id = $organization
ORDER BY l.link_basis, p.position
