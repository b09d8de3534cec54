-- Organizations, what they have to do with the provisions, and their public doors.

-- An organization and the bodies below it; itself is true for the first.
CREATE MACRO bodies_of(organization) AS TABLE
SELECT organization_id, short_name, organization_id = organization AS itself
FROM organizations
WHERE organization_id = organization
    OR organization_id IN (SELECT organization_id FROM organization_parents WHERE parent_id = organization);

-- Links of organizations to provisions as they could be known on a day: one that rests on an event counts from the day
-- that event could be known. event_date and event_label are that event's.
CREATE MACRO known_links(as_of) AS TABLE
SELECT l.*, e.date AS event_date, e.label AS event_label
FROM organization_provisions l
LEFT JOIN known_events(as_of) e USING (event_id)
WHERE l.event_id IS NULL OR e.event_id IS NOT NULL;

-- Organizations that pass the reader's filters (an only_… that is NULL keeps all), with the provisions they act on and
-- the officials on record. provisions, bases and roles go together, one entry a link; only links to the provisions
-- asked for are listed. A link that rests on an event counts from the day that event could be known, an official from
-- the day the source saw him or her in office. A department keeps those that act on a provision which concerns it, and
-- those it has business with by a reading of its own, which need not act on one.
CREATE MACRO chosen_organizations(
    as_of, only_countries := NULL, only_types := NULL, only_mentions := NULL, only_pillars := NULL,
    only_department := NULL, only_words := NULL) AS TABLE
WITH links AS (
    SELECT l.organization_id, l.provision_id, p.position, l.link_basis, l.role, u.reasons, l.source_id
    FROM known_links(as_of) l
    JOIN provisions p USING (provision_id)
    LEFT JOIN unit_provisions u ON u.provision_id = l.provision_id AND u.unit_id = only_department
    WHERE (only_pillars IS NULL OR list_contains(only_pillars, p.pillar::VARCHAR))
        AND (only_department IS NULL OR u.reasons IS NOT NULL)
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

own AS (
    SELECT subject_id AS organization_id, why AS reason
    FROM unit_relations
    WHERE subject = 'organization' AND unit_id = only_department
),

-- The head of an office before the deputy: the deputy's title is the longer one.
held AS (
    SELECT
        organization_id, first(office ORDER BY length(office)) AS office, first(person ORDER BY length(office)) AS person,
        first(h.as_of ORDER BY length(office)) AS person_as_of,
        list(office || ': ' || person || ', ' || strftime(h.as_of, '%-d %b %Y') ORDER BY length(office)) AS officials,
        list(source_id ORDER BY source_id) AS sources
    FROM office_holders h
    WHERE h.as_of <= as_of
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
        l.strongest, l.provisions, l.bases, l.roles,
        CASE WHEN w.reason IS NULL THEN l.reasons ELSE list_concat([w.reason], coalesce(l.reasons, [])) END AS reasons,
        w.reason IS NOT NULL AS near, h.office, h.person, h.person_as_of, h.officials,
        o.city, o.place_evidence, o.note,
        o.latitude, o.longitude, o.place_source_id, count(*) OVER (PARTITION BY o.city) AS in_city,
        list_concat([o.source_id, o.second_source_id], coalesce(l.sources, []), coalesce(h.sources, [])) AS sources,
        concat_ws(' ', o.name, o.short_name, o.abbreviation, o.role, o.type, o.city,
            array_to_string(h.officials, ' '), array_to_string(l.roles, ' ')) AS words
    FROM organizations o
    LEFT JOIN linked l USING (organization_id)
    LEFT JOIN own w USING (organization_id)
    LEFT JOIN held h USING (organization_id)
    LEFT JOIN parents p USING (organization_id)
)

SELECT
    organization_id, short_name, name, country, country_position, type, parent, mention, role, links, strongest,
    provisions, bases, roles, reasons, office, person, person_as_of, officials, city, in_city, latitude, longitude,
    place_evidence, place_source_id, note,
    list_sort(list_distinct(list_filter(sources, lambda s: s IS NOT NULL))) AS source_ids
FROM final
WHERE (only_countries IS NULL OR list_contains(only_countries, country))
    AND (only_types IS NULL OR list_contains(only_types, type))
    AND (only_mentions IS NULL OR list_contains(only_mentions, mention::VARCHAR))
    AND (links > 0 OR only_pillars IS NULL AND (only_department IS NULL OR near))
    AND has_words(words, only_words);

-- The place of a door among others: those for researchers first.
CREATE MACRO door_place(for_whom) AS
    list_position(['university researchers', 'federal relations', 'industry partners', 'public comment'], for_whom);

-- Offices and their public channels, with the place that whom they are for has.
CREATE VIEW public_contacts AS
SELECT *, door_place(for_whom) AS place
FROM contacts
WHERE channel IS NOT NULL;

-- The public doors of each organization, those for researchers first.
CREATE VIEW public_doors AS
SELECT
    organization_id,
    list(coalesce(office || ': ', '') || channel || ' (' || for_whom || ', ' || strftime(seen_date, '%-d %b %Y') || ')'
        ORDER BY place, contact_id) AS doors
FROM public_contacts
GROUP BY ALL;

-- The doors of an organization that a unit should take: those that fit what it would ask, by our reading; else those
-- for researchers of any field ('general'); else all others, said in door_others.
CREATE VIEW unit_doors AS
WITH judged AS (
    SELECT
        n.unit_id, c.*, CASE
            WHEN u.contact_id IS NOT NULL THEN 'fits'
            WHEN c.for_whom = 'university researchers' AND c.field IS NULL THEN 'general'
            ELSE 'other'
        END AS fit,
        min(fit) OVER (PARTITION BY n.unit_id, c.organization_id) AS best
    FROM public_contacts c
    CROSS JOIN units n
    LEFT JOIN contact_units u ON u.contact_id = c.contact_id AND u.unit_id = n.unit_id
)

SELECT
    unit_id, organization_id, fit AS door_fit, any_value(for_whom ORDER BY contact_id) AS door,
    list(office ORDER BY contact_id)[:2] AS offices, max(seen_date) AS door_seen,
    list_distinct(list(CASE for_whom WHEN 'public comment' THEN coalesce('comments on ' || field, for_whom)
        ELSE coalesce(field, for_whom) END ORDER BY contact_id)) AS door_others
FROM judged
WHERE fit = best
GROUP BY ALL;
