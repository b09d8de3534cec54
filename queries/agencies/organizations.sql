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
-- $unit VARCHAR?: keep organizations with a link to what concerns this department; empty keeps all
-- $q VARCHAR?: every word must stand in the names, the role, the officials or the city
-- $organization VARCHAR?: the organization that is opened; it is marked, nothing is left out
WITH links AS (
    SELECT l.organization_id, l.provision_id, p.position, l.link_basis, l.role, u.reasons, l.source_id
    FROM organization_provisions l
    JOIN provisions p USING (provision_id)
    LEFT JOIN unit_provisions u ON u.provision_id = l.provision_id AND u.unit_id = $unit
    LEFT JOIN known_events($as_of) e ON e.event_id = regexp_extract(l.words, '^E\d{3}')
    WHERE ($pillars IS NULL OR list_contains($pillars, p.pillar::VARCHAR))
        AND ($unit IS NULL OR u.reasons IS NOT NULL)
        AND (e.event_id IS NOT NULL OR NOT regexp_matches(l.words, '^E\d{3} '))
),

linked AS (
    SELECT
        organization_id, min(enum_code(link_basis)) AS strongest, count(*) AS links,
        list(provision_id ORDER BY position) AS provisions, list(link_basis::VARCHAR ORDER BY position) AS bases,
        list(role ORDER BY position) AS roles, list_sort(list_distinct(flatten(list(reasons)))) AS reasons,
        list(source_id ORDER BY source_id) AS sources
    FROM links
    GROUP BY organization_id
),

-- The head of an office before the deputy: the deputy's title is the longer one.
held AS (
    SELECT
        organization_id, first(office ORDER BY length(office)) AS office, first(person ORDER BY length(office)) AS person,
        first(as_of ORDER BY length(office)) AS person_as_of,
        list(office || ': ' || person || ', ' || strftime(as_of, '%-d %b %Y') ORDER BY length(office)) AS officials,
        list(source_id ORDER BY source_id) AS sources
    FROM office_holders
    WHERE as_of <= $as_of
    GROUP BY organization_id
),

parents AS (
    SELECT p.organization_id, string_agg(o.short_name, ', ' ORDER BY o.short_name) AS parent
    FROM organization_parents p
    JOIN organizations o ON o.organization_id = p.parent_id
    GROUP BY p.organization_id
),

final AS (
    SELECT
        o.organization_id, o.short_name, o.name, o.country,
        CASE o.country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 ELSE 2 END AS country_position,
        o.type, o.mention, o.role, coalesce(p.parent, o.parent_name) AS parent, coalesce(l.links, 0) AS links,
        l.strongest, l.provisions, l.bases, l.roles, l.reasons, h.office, h.person, h.person_as_of, h.officials,
        o.city, o.place_evidence, o.note, coalesce(o.organization_id = $organization, false) AS opened,
        list_concat([o.source_id, o.second_source_id], coalesce(l.sources, []), coalesce(h.sources, [])) AS sources,
        strip_accents(lower(concat_ws(' ', o.name, o.short_name, o.abbreviation, o.role, o.type, o.city,
            array_to_string(h.officials, ' '), array_to_string(l.roles, ' ')))) AS words
    FROM organizations o
    LEFT JOIN linked l USING (organization_id)
    LEFT JOIN held h USING (organization_id)
    LEFT JOIN parents p USING (organization_id)
)

SELECT
    organization_id, short_name, name, country, type, parent, mention, role, links, provisions, bases, roles, reasons,
    office, person, person_as_of, officials, city, place_evidence, note, opened,
    list_sort(list_distinct(list_filter(sources, lambda s: s IS NOT NULL))) AS source_ids
FROM final
WHERE ($seats IS NULL OR list_contains($seats, country))
    AND ($types IS NULL OR list_contains($types, type))
    AND ($mentions IS NULL OR list_contains($mentions, mention::VARCHAR))
    AND (($pillars IS NULL AND $unit IS NULL) OR links > 0)
    AND ($q IS NULL OR list_bool_and([contains(words, word) FOR word IN string_split(strip_accents(lower($q)), ' ')]))
ORDER BY country_position, country DESC, strongest NULLS LAST, links DESC, short_name
