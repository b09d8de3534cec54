-- Names in imported briefs that are not known here, those of most briefs first: organizations that they list, and what
-- they call a unit of Vanderbilt's own.
--
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty keeps all
WITH names AS (
    SELECT 'Organization' AS kind, n.brief_id, n.name, n.abbreviation, n.implied
    FROM imported_brief_bodies n
    WHERE n.kind = 'organization' AND NOT EXISTS (FROM brief_mentions m
        WHERE m.brief_id = n.brief_id AND m.kind = 'organization' AND m.name = n.name)
    UNION ALL
    SELECT 'University unit', brief_id, name, NULL, false FROM imported_unknown_units
),

final AS (
    SELECT n.kind, n.name, n.abbreviation, count(DISTINCT n.brief_id) AS briefs, bool_and(n.implied) AS implied
    FROM names n
    JOIN every_brief b USING (brief_id)
    WHERE coalesce(b.posted_date <= $as_of, true) AND ($among IS NULL OR list_contains($among, b.brief_id))
    GROUP BY n.kind, n.name, n.abbreviation
)

SELECT kind, name, abbreviation, briefs, implied
FROM final
ORDER BY briefs DESC, name, abbreviation, kind
