-- Awards and their money by commitment level, the firmest first; the levels are never added to each other.
--
-- awards counts what is in the sums: known and usd are over those with a dollar amount, unknown counts those without
-- one (foreign_only: their amount is published in another currency only). left_out counts what is in no sum, and
-- left_out_usd its known amounts: all that is cancelled or superseded, and at other levels what has a reason of its
-- own. top_project has the largest known amount of the level, top_usd, which top_is_ceiling says to be an upper limit.
-- undated counts those of both kinds of which not even a month or a year is known.
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
WITH final AS (
    SELECT
        commitment_level, count(*) FILTER (counted) AS awards, list_unique(list(project_id))::BIGINT AS projects,
        count(known_usd) AS known, sum(known_usd) AS usd, count(*) FILTER (unknown) AS unknown,
        count(*) FILTER (unknown AND amount IS NOT NULL) AS foreign_only,
        count(*) FILTER (NOT counted) AS left_out,
        sum(amount_usd) FILTER (NOT counted) AS left_out_usd, count(*) FILTER (known_by IS NULL) AS undated,
        count(*) FILTER (ceiling AND counted) AS ceilings, max(known_usd) AS top_usd,
        arg_max(project, known_usd) AS top_project, arg_max(ceiling, known_usd) AS top_is_ceiling,
        list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    GROUP BY commitment_level
)

SELECT
    commitment_level, awards, projects, known, usd, unknown, foreign_only, left_out, left_out_usd, undated,
    ceilings, top_usd, top_project, top_is_ceiling, source_ids
FROM final
ORDER BY commitment_level
