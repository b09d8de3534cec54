-- What money on record would fill a gap: counted awards of each listed mineral, its group or a member, by mineral.
--
-- An award that names several minerals is whole under each, so rows must not be added.
-- $as_of DATE: awards announced later are left out; undated ones are kept
WITH paid AS (
    SELECT m.mineral_id, a.*
    FROM supply_minerals m
    JOIN known_awards($as_of) a ON a.counted AND list_has_any(a.minerals, counting_for(m.mineral_id))
),

final AS (
    SELECT
        mineral_id, count(*) AS awards, count(*) FILTER (firm) AS firm_awards, sum(known_usd) FILTER (firm) AS firm_usd,
        list(DISTINCT project ORDER BY project) AS projects,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM paid
    GROUP BY ALL
)

SELECT mineral_id, awards, firm_awards, firm_usd, projects, source_ids
FROM final
ORDER BY mineral_id
