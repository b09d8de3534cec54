-- Who holds the offices of one organization, and on which day a source saw them there.
-- $as_of DATE: what was seen only after this day is left out
-- $organization VARCHAR: the organization
SELECT h.office, h.person, h.as_of AS person_as_of, s.publisher AS named_by, s.trust, [h.source_id] AS source_ids
FROM office_holders h
JOIN sources s USING (source_id)
WHERE h.organization_id = $organization AND h.as_of <= $as_of
ORDER BY length(h.office), h.office
