-- Organizations that imported briefs list and that are not known here, those listed by most briefs first.
--
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty keeps all
WITH final AS (
    SELECT n.name, n.abbreviation, count(DISTINCT n.brief_id) AS briefs, bool_and(n.implied) AS implied
    FROM imported_brief_bodies n
    JOIN every_brief b USING (brief_id)
    WHERE n.kind = 'organization' AND coalesce(b.posted_date <= $as_of, true)
        AND ($among IS NULL OR list_contains($among, b.brief_id))
        AND NOT EXISTS (FROM brief_mentions m
                        WHERE m.brief_id = n.brief_id AND m.kind = 'organization' AND m.name = n.name)
    GROUP BY n.name, n.abbreviation
)

SELECT name, abbreviation, briefs, implied
FROM final
ORDER BY briefs DESC, name, abbreviation
