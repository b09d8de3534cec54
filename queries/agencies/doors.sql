-- Public doors of one organization: offices and their channels, those for researchers first. No persons.
--
-- A row without a channel says that none was found when it was looked for on the day named.
-- $organization VARCHAR: the organization
SELECT office, purpose, channel_kind, channel, for_whom, field, seen_date, note, [source_id] AS source_ids
FROM contacts
WHERE organization_id = $organization
ORDER BY
    door_place(for_whom)
        NULLS LAST,
    contact_id
