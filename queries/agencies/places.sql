-- Organizations by the city of their headquarters, with what is known of the place; those without one last.
--
-- Coordinates are those of the city, not of the building. The same organizations as in agencies/organizations.
-- $as_of DATE: links that rest on a later event are not counted
-- $seats VARCHAR[]?: countries of the organization to keep; empty keeps all
-- $types VARCHAR[]?: types of organization to keep; empty keeps all
-- $mentions VARCHAR[]?: keep what the brief names, implies or does not mention; empty keeps all
-- $pillars VARCHAR[]?: keep organizations with a link to a provision of one of these pillars; empty keeps all
-- $unit VARCHAR?: keep organizations with a link to what concerns this department; empty keeps all
-- $q VARCHAR?: every word must stand in the names, the role, the officials or the city
WITH linked AS (
    SELECT l.organization_id, string_agg(l.role, ' ') AS roles
    FROM organization_provisions l
    JOIN provisions p USING (provision_id)
    LEFT JOIN known_events($as_of) e ON e.event_id = regexp_extract(l.words, '^E\d{3}')
    WHERE ($pillars IS NULL OR list_contains($pillars, p.pillar::VARCHAR))
        AND ($unit IS NULL OR l.provision_id IN (SELECT provision_id FROM unit_provisions WHERE unit_id = $unit))
        AND (e.event_id IS NOT NULL OR NOT regexp_matches(l.words, '^E\d{3} '))
    GROUP BY l.organization_id
),

held AS (
    SELECT organization_id, string_agg(office || ': ' || person || ', ' || strftime(as_of, '%-d %b %Y'), ' ') AS officials
    FROM office_holders
    WHERE as_of <= $as_of
    GROUP BY organization_id
),

final AS (
    SELECT
        o.organization_id, o.short_name, o.name, o.country, o.type, o.city, o.latitude, o.longitude, o.place_evidence,
        o.note, o.mention, l.organization_id IS NOT NULL AS linked, count(*) OVER (PARTITION BY o.city) AS in_city,
        list_filter([o.place_source_id], lambda s: s IS NOT NULL) AS source_ids,
        strip_accents(lower(concat_ws(' ', o.name, o.short_name, o.abbreviation, o.role, o.type, o.city, h.officials,
            l.roles))) AS words
    FROM organizations o
    LEFT JOIN linked l USING (organization_id)
    LEFT JOIN held h USING (organization_id)
)

SELECT
    organization_id, city, short_name, name, country, type, latitude, longitude, place_evidence, note, source_ids
FROM final
WHERE ($seats IS NULL OR list_contains($seats, country))
    AND ($types IS NULL OR list_contains($types, type))
    AND ($mentions IS NULL OR list_contains($mentions, mention::VARCHAR))
    AND (($pillars IS NULL AND $unit IS NULL) OR linked)
    AND ($q IS NULL OR list_bool_and([contains(words, word) FOR word IN string_split(strip_accents(lower($q)), ' ')]))
ORDER BY city IS NULL, country DESC, in_city DESC, city, short_name
