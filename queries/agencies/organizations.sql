-- Organizations with the provisions they act on, how each link is known, and the official on record.
--
-- One row an organization, those with the strongest link first in each country. provisions, bases and roles go
-- together, one entry a link; only links to the provisions asked for are listed. A link that rests on an event counts
-- from the day that event could be known, an official from the day the source saw him or her in office.
-- $as_of DATE: links and officials not yet known on this day are left out
-- $seats VARCHAR[]?: countries of the organization to keep; empty keeps all
-- $types VARCHAR[]?: types of organization to keep; empty keeps all
-- $mentions VARCHAR[]?: keep what the brief names, implies or does not mention; empty keeps all
-- $pillars VARCHAR[]?: keep organizations with a link to a provision of one of these pillars; empty keeps all
-- $department VARCHAR?: keep organizations with a link to what concerns this department; empty keeps all
-- $q VARCHAR?: every word must stand in the names, the role, the officials or the city
-- $organization VARCHAR?: the organization that is opened; it is marked, nothing is left out
SELECT
    organization_id, short_name, name, country, type, parent, mention, role, links, provisions, bases, roles, reasons,
    office, person, person_as_of, officials, city, place_evidence, note,
    coalesce(organization_id = $organization, false) AS opened, source_ids
FROM chosen_organizations(
    as_of := $as_of, only_countries := $seats, only_types := $types, only_mentions := $mentions,
    only_pillars := $pillars, only_department := $department, only_words := $q)
ORDER BY country_position, country DESC, strongest NULLS LAST, links DESC, short_name
