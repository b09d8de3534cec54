-- Organizations by the city of their headquarters, with what is known of the place; those without one last.
--
-- Coordinates are those of the city, not of the building. The same organizations as in agencies/organizations.
-- $as_of DATE: links that rest on a later event are not counted
-- $seats VARCHAR[]?: countries of the organization to keep; empty keeps all
-- $types VARCHAR[]?: types of organization to keep; empty keeps all
-- $mentions VARCHAR[]?: keep what the brief names, implies or does not mention; empty keeps all
-- $pillars VARCHAR[]?: keep organizations with a link to a provision of one of these pillars; empty keeps all
-- $department VARCHAR?: keep organizations with a link to what concerns this department; empty keeps all
-- $q VARCHAR?: every word must stand in the names, the role, the officials or the city
SELECT
    organization_id, city, short_name, name, country, type, latitude, longitude, place_evidence, note,
    list_filter([place_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM chosen_organizations(
    as_of := $as_of, only_countries := $seats, only_types := $types, only_mentions := $mentions,
    only_pillars := $pillars, only_department := $department, only_words := $q)
ORDER BY city IS NULL, country DESC, in_city DESC, city, short_name
