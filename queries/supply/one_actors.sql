-- Who has put money towards one mineral, its group or a member: funders with their counted awards, the most first.
-- $element VARCHAR: the mineral
-- $as_of DATE: awards announced later are left out; undated ones are kept
WITH final AS (
    SELECT
        a.funder_group AS funder, any_value(o.name) AS organization, any_value(a.funder_country) AS country,
        count(*) AS awards, count(*) FILTER (a.firm) AS firm_awards, sum(a.known_usd) FILTER (a.firm) AS firm_usd,
        list_sort(list_distinct(flatten(list(a.source_ids)))) AS source_ids
    FROM awards_for($as_of, $element) a
    LEFT JOIN organizations o USING (organization_id)
    GROUP BY ALL
)

SELECT funder, organization, country, awards, firm_awards, firm_usd, source_ids
FROM final
ORDER BY awards DESC, funder
