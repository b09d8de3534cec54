-- Awards and their money by commitment level, the firmest first; the levels are never added to each other.
--
-- known and usd are over counted awards with a dollar amount, unknown counts those without one (foreign: their amount is
-- published in another currency only); left_out is in no sum. Cancelled and superseded awards have no sum.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $department VARCHAR?: keep projects that serve a provision which concerns this department; empty keeps all
-- $minerals VARCHAR[]?: keep awards for one of these minerals; a group stands for its members; empty keeps all
-- $stages VARCHAR[]?: stages of the chain to keep; empty keeps all
-- $instruments VARCHAR[]?: types of award to keep; empty keeps all
-- $funder_countries VARCHAR[]?: countries of the funder to keep; empty keeps all
-- $levels VARCHAR[]?: commitment levels to keep; empty keeps all
-- $products VARCHAR[]?: keep awards that lead to one of these derivative products; empty keeps all
-- $years VARCHAR[]?: years of announcement to keep, or 'undated'; empty keeps all
-- $q VARCHAR?: every word must stand in the award, its project, funder, minerals, status or notes
WITH final AS (
    SELECT
        commitment_level, count(*) AS awards, count(DISTINCT project_id) AS projects,
        count(known_usd) AS known, sum(known_usd) AS usd, count(*) FILTER (unknown) AS unknown,
        count(*) FILTER (unknown AND amount IS NOT NULL) AS foreign_only,
        count(*) FILTER (left_out IS NOT NULL) AS left_out, count(*) FILTER (announced IS NULL) AS undated,
        count(*) FILTER (ceiling AND counted) AS ceilings,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels,
        only_products := $products, only_years := $years, only_words := $q)
    GROUP BY commitment_level
)

SELECT
    commitment_level, awards, projects, known, usd, unknown, foreign_only, left_out, undated, ceilings, source_ids
FROM final
ORDER BY commitment_level
