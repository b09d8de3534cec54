-- Organizations that the briefs chosen name, and which of those on record here each is, those named by most briefs
-- first.
--
-- An organization is known by its whole name, its country in front or not, or its letters, or as a reader mapped it.
-- implied: every brief that names it marks it as implied. roles are in the briefs' own words.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty takes the Framework's own
-- $q VARCHAR?: every word must stand in the names or the roles
WITH named AS (
    SELECT
        coalesce(o.short_name, n.name) AS organization, n.organization_id, o.country,
        count(DISTINCT n.brief_id) AS briefs, list(DISTINCT b.short_title ORDER BY b.short_title) AS named_by,
        bool_and(n.implied) AS implied, list_sort(list(DISTINCT n.role) FILTER (n.role IS NOT NULL)) AS roles,
        list_sort(list(DISTINCT n.name)) AS as_written,
        list_distinct(list_concat(flatten(list(b.source_ids)), list(o.source_id) FILTER (o.source_id IS NOT NULL))) AS source_ids
    FROM every_brief_body n
    JOIN every_brief b USING (brief_id)
    LEFT JOIN organizations o USING (organization_id)
    WHERE is_among(n.brief_id, $among) AND coalesce(b.posted_date <= $as_of, true)
    GROUP BY ALL
),

final AS (
    SELECT organization, country, briefs, named_by, implied, coalesce(roles, []) AS roles, as_written, source_ids
    FROM named
    WHERE has_words(concat_ws(' ', organization, array_to_string(as_written, ' '), array_to_string(roles, ' ')), $q)
)

SELECT organization, country, briefs, named_by, implied, roles, as_written, source_ids
FROM final
ORDER BY briefs DESC, organization
