-- Events that occurred, by kind, up to the day of the signing and since, with the countries involved.
--
-- Since the signing means after its day: the signing itself counts as before. joint counts those since that name the
-- Framework or are by both countries.
-- $as_of DATE: later happenings are left out
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $lanes VARCHAR[]?: kinds of event to keep; empty keeps all
-- $ties VARCHAR[]?: ties to the Framework to keep; empty keeps all
-- $countries VARCHAR[]?: keep events that involve one of these; empty keeps all
-- $pillars VARCHAR[]?: keep events that bear on a provision of one of these pillars; empty keeps all
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
-- $q VARCHAR?: every word must stand in the title, summary, actors or open question
WITH kept AS (
    SELECT
        lane, lane_position, since_signing, countries, source_ids, joint
    FROM described_events($as_of, brief := $brief)
    WHERE status = 'occurred'
        AND ($lanes IS NULL OR list_contains($lanes, lane))
        AND ($ties IS NULL OR list_contains($ties, tie::VARCHAR))
        AND ($countries IS NULL OR list_has_any(countries, $countries))
        AND ($pillars IS NULL OR list_has_any(pillars, $pillars))
        AND ($department IS NULL OR list_has_any(provisions, (
            SELECT list(provision_id) FROM unit_provisions WHERE unit_id = $department)))
        AND has_words(words, $q)
),

final AS (
    SELECT
        lane, lane_position, count(*) FILTER (NOT since_signing) AS before, count(*) FILTER (since_signing) AS after,
        count(*) FILTER (since_signing AND joint) AS joint,
        list_sort(list_distinct(flatten(list(countries)))) AS countries,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM kept
    GROUP BY ALL
)

SELECT lane, lane_position, before, after, joint, countries, source_ids
FROM final
ORDER BY lane_position
