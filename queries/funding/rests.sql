-- Known money by commitment level and by the kind of text that the best source of each award is.
--
-- Levels are never added to each other; awards without a known dollar amount are left out.
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
WITH known AS (
    SELECT commitment_level, known_usd, source_ids, rests_on
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    WHERE counted AND known_usd IS NOT NULL
),

final AS (
    SELECT
        commitment_level, rests_on, count(*) AS awards, sum(known_usd) AS usd,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM known
    GROUP BY ALL
)

SELECT commitment_level, rests_on, awards, usd, source_ids
FROM final
ORDER BY commitment_level, rests_on
