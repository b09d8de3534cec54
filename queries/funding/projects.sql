-- Projects with their money by commitment level and where they are, the firmest and largest first; of those tied to
-- Japan what both countries do before what firms do, since the Framework is theirs.
--
-- One row a project. level is the firmest of its counted awards, else 'cancelled'. Sums are of known dollar amounts,
-- one a level, empty when none is known; unknown counts counted awards without one. What is cancelled or left out is in
-- none of them and has sums of its own. Coordinates are those of a town.
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
SELECT
    project_id, project, project_name, company, countries, admin_area, latitude, longitude, place_precision, japan_link,
    japan_note, outcome, level, firm_usd, firm_us_usd, firm_japan_usd, conditional_usd, indicative_usd, announced_usd,
    awards, counted, unknown,
    cancelled, cancelled_usd, left_out_usd, minerals, stages, reasons, source_ids
FROM chosen_projects(
    as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
    only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
    only_products := $products, only_years := $years, only_words := $q)
WHERE ($japan IS NULL OR $japan = (japan_link IS NOT NULL)) AND ($area IS NULL OR list_contains(areas, $area))
ORDER BY coalesce($japan, false) AND japan_link = 'commercial', level, firm_usd DESC NULLS LAST,
    conditional_usd DESC NULLS LAST, indicative_usd DESC NULLS LAST,
    announced_usd DESC NULLS LAST, project
