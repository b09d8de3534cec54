-- Public doors of the organization behind one call or watched program: offices and their channels, those for
-- researchers first. No persons.
--
-- A row without a channel says that none was found when it was looked for on the day named.
-- $opened VARCHAR: the call or program
SELECT k.office, k.purpose, k.channel_kind, k.channel, k.for_whom, k.field, k.seen_date, k.note, [k.source_id] AS source_ids
FROM (
    SELECT call_id AS opened_id, organization_id FROM calls
    UNION
    SELECT watch_id, organization_id FROM call_watch WHERE call_id IS NULL) c
JOIN contacts k USING (organization_id)
WHERE c.opened_id = $opened
ORDER BY
    door_place(k.for_whom)
        NULLS LAST,
    k.contact_id
