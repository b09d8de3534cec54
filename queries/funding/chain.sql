-- Counted awards by mineral and stage of the chain, with the next stage and whether firm money is missing there.
--
-- An award is whole at every stage it pays for and under every mineral it names, so the rows do not add up; rare earths
-- and platinum-group metals are one mineral each. The chains followed are our reading: rare earths go from mining over
-- separation and refining or metal to magnets, all others from mining to refining. gap: firm awards here, of which none
-- goes on to a later stage itself, and none at the next stage among all awards known on the day, whatever else is
-- filtered. Other levels are counted, not added.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $department VARCHAR?: keep projects that concern this department (unit_projects); empty keeps all
-- $minerals VARCHAR[]?: keep awards for one of these minerals; a group stands for its members; empty keeps all
-- $stages VARCHAR[]?: keep awards that pay for one of these stages at all; empty keeps all
-- $instruments VARCHAR[]?: types of award to keep; empty keeps all
-- $funder_countries VARCHAR[]?: countries of the funder to keep; empty keeps all
-- $levels VARCHAR[]?: commitment levels to keep; empty keeps all
-- $ties VARCHAR[]?: ties to the Framework to keep; empty keeps all
-- $products VARCHAR[]?: keep awards that lead to one of these derivative products; empty keeps all
-- $years VARCHAR[]?: years of announcement to keep, or 'undated'; empty keeps all
-- $q VARCHAR?: every word must stand in the award, its project, funder, minerals, status or notes
WITH chosen AS (
    SELECT unnest(mineral_groups) AS mineral_id, stages, firm, known_usd, unknown, source_ids
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    WHERE counted
),

placed AS (
    SELECT * EXCLUDE (stages), unnest(stages) AS stage
    FROM chosen
),

summed AS (
    SELECT
        mineral_id, stage, coalesce(enum_code(try_cast(stage AS stage)), 99)::INTEGER AS stage_position,
        count(*) FILTER (firm) AS firm_awards, sum(known_usd) FILTER (firm) AS firm_usd,
        count(*) FILTER (firm AND unknown) AS firm_unknown, count(*) FILTER (NOT firm) AS other_awards,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM placed
    GROUP BY ALL
),

final AS (
    SELECT
        c.*, m.name AS mineral, max(c.firm_usd) OVER mine AS most_usd, sum(c.firm_awards) OVER mine AS mineral_awards,
        array_to_string(n.next_stages, ' or ') AS next_stage,
        c.firm_awards > 0 AND n.stage IS NOT NULL AND f.stage IS NULL AS gap
    FROM summed c
    JOIN minerals m USING (mineral_id)
    LEFT JOIN next_stages n USING (mineral_id, stage)
    LEFT JOIN followed_stages($as_of) f USING (mineral_id, stage)
    WINDOW mine AS (PARTITION BY c.mineral_id)
)

SELECT
    mineral_id, mineral, stage, firm_awards, firm_usd, firm_unknown, other_awards, next_stage, gap, most_usd, source_ids
FROM final
ORDER BY most_usd DESC NULLS LAST, mineral_awards DESC, mineral, stage_position
