-- Who holds the offices of one organization, and on which day a source saw them there.
-- $as_of DATE: what was seen only after this day is left out
-- $organization VARCHAR: the organization
SELECT office, person, as_of AS person_as_of, [source_id] AS source_ids
FROM office_holders
WHERE organization_id = $organization AND as_of <= $as_of
ORDER BY length(office), office
