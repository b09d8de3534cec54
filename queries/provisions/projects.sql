-- Projects that serve one provision, with the reason (our reading) and their money by commitment level.
--
-- named counts the awards that name the Framework; to serve a provision is not to come of it.
-- $as_of DATE: awards announced later are left out, and projects without a known award; undated awards are kept
-- $provision VARCHAR: the provision
WITH final AS (
    SELECT
        a.project_id, a.project, s.words, min(a.commitment_level) AS level, count(*) AS awards,
        sum(a.known_usd) FILTER (a.firm) AS firm_usd,
        sum(a.known_usd) FILTER (a.commitment_level = 'conditional') AS conditional_usd,
        count(*) FILTER (a.unknown) AS unknown, count(*) FILTER (a.tie = 'names the Framework') AS named,
        list_sort(list_distinct(flatten(list(a.source_ids)))) AS source_ids
    FROM known_awards($as_of) a
    JOIN project_provisions s USING (project_id)
    WHERE s.provision_id = $provision
    GROUP BY ALL
)

SELECT project_id, project, words, level, awards, firm_usd, conditional_usd, unknown, named, source_ids
FROM final
ORDER BY level, firm_usd DESC NULLS LAST, conditional_usd DESC NULLS LAST, project
