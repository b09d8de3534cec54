-- Awards with all that is on record about each, by day of announcement, undated ones last.
--
-- firm_to_date adds the known dollar amounts of firm, counted and dated awards up to and with this one. Cancelled and
-- superseded awards are listed and never counted. reasons says why an award concerns the department, rests_on how near
-- the best of its sources stands to the act.
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
-- $crossing VARCHAR?: keep counted awards that pay for one stage of one mineral, written 'mineral|stage'; empty keeps
-- all
WITH chosen AS (
    SELECT *
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    WHERE $crossing IS NULL
        OR (counted AND list_contains(mineral_groups, string_split($crossing, '|')[1])
            AND list_contains(stages, string_split($crossing, '|')[2]))
),

final AS (
    SELECT
        *,
        CASE WHEN announced IS NOT NULL THEN sum(known_usd) FILTER (
            firm AND announced IS NOT NULL) OVER (ORDER BY announced, award_id) END AS firm_to_date
    FROM chosen
)

SELECT
    award_id, announced, project_id, project, title, company, commitment_level, tie, tie_reason, counted, amount_usd,
    amount, currency, ceiling, instrument, stage, stages, product_group, product, mineral_names, funder, funder_group,
    funder_country, status, successors, left_out, note, reasons, firm_to_date,
    rests_on, source_ids
FROM final
ORDER BY announced NULLS LAST, award_id
