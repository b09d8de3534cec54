-- The stages from ore to product with the counted awards that name one mineral, its group or a member, at each.
--
-- An award is whole at every stage it pays for, so the rows do not add up. A stage without an award has a row too.
-- $element VARCHAR: the mineral
-- $as_of DATE: awards announced later are left out; undated ones are kept
WITH paid AS (
    SELECT a.award_id, unnest(a.stages) AS stage, a.firm, a.known_usd, a.unknown, a.source_ids
    FROM awards_for($as_of, $element) a
),

final AS (
    SELECT
        s.stage, s.place, count(p.award_id) FILTER (p.firm) AS firm_awards, sum(p.known_usd) FILTER (p.firm) AS firm_usd,
        count(*) FILTER (p.firm AND p.unknown) AS firm_unknown, count(p.award_id) FILTER (NOT p.firm) AS other_awards,
        coalesce(list_sort(list_distinct(flatten(list(p.source_ids) FILTER (p.award_id IS NOT NULL)))), []) AS source_ids
    FROM (SELECT unnest(enum_range(NULL::stage))::VARCHAR AS stage, generate_subscripts(enum_range(NULL::stage), 1) AS place) s
    LEFT JOIN paid p USING (stage)
    GROUP BY ALL
)

SELECT stage, firm_awards, firm_usd, firm_unknown, other_awards, source_ids
FROM final
ORDER BY place
