-- Firm money with a known dollar amount from funder over instrument and stage to the product it leads to.
--
-- An award stands at the stage it mostly pays for, once; one that pays for a chain of stages at 'several stages'.
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
        funder_group, instrument, stage, stage_position, coalesce(product_group, 'no product named') AS product,
        count(*) AS awards, sum(known_usd) AS usd, list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    WHERE firm AND NOT unknown
    GROUP BY ALL
)

SELECT funder_group, instrument, stage, product, awards, usd, source_ids
FROM final
ORDER BY usd DESC, funder_group, instrument, stage_position, product
