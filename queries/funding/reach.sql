-- How much the department leaves of what the other filters keep: awards, projects, and known firm money.
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
-- $japan BOOLEAN?: keep projects with a tie to Japan
-- $area VARCHAR?: keep projects in this state or province
WITH everyone AS (
    SELECT p.awards, p.firm_usd, $department IS NULL OR u.reasons IS NOT NULL AS kept
    FROM chosen_projects(
        as_of := $as_of, only_minerals := $minerals, only_stages := $stages, only_instruments := $instruments,
        only_countries := $funder_countries, only_levels := $levels, only_ties := $ties, only_products := $products,
        only_years := $years, only_words := $q) p
    LEFT JOIN unit_projects u ON u.project_id = p.project_id AND u.unit_id = $department
    WHERE ($japan IS NULL OR $japan = (p.japan_link IS NOT NULL)) AND ($area IS NULL OR list_contains(p.areas, $area))
)

SELECT
    coalesce(sum(awards) FILTER (kept), 0)::BIGINT AS awards, coalesce(sum(awards), 0)::BIGINT AS all_awards,
    count(*) FILTER (kept) AS projects, count(*) AS all_projects,
    sum(firm_usd) FILTER (kept) AS firm_usd, sum(firm_usd) AS all_firm_usd
FROM everyone
