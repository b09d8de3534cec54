-- Counted awards by tie to the Framework, day of announcement (since the signing or up to it) and commitment level.
--
-- The tie is our reading, with its reason in the table of awards. Since the signing means after its day; a month or a
-- year is enough to tell, and undated is what is not even known by one that does. usd adds known
-- dollar amounts, empty when none is known; unknown counts awards without one. Levels are never added to each other.
-- $as_of DATE: awards announced later are left out; undated ones are kept
-- $brief VARCHAR?: the brief that gives the day of the signing; empty takes the Framework's own
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
WITH chosen AS (
    SELECT
        commitment_level, tie, known_usd, unknown, source_ids,
        CASE
            WHEN since_signing(coalesce(announced, announced_from), $brief) THEN 'since the signing'
            WHEN NOT since_signing(known_by, $brief) THEN 'up to the signing'
            ELSE 'undated'
        END AS announced_when
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    WHERE counted AND ($japan IS NULL OR $japan = (japan_link IS NOT NULL))
),

final AS (
    SELECT
        commitment_level, announced_when, tie, count(*) AS awards, count(known_usd) AS known, sum(known_usd) AS usd,
        count(*) FILTER (unknown) AS unknown, list_sort(list_distinct(flatten(list(source_ids)))) AS source_ids
    FROM chosen
    GROUP BY ALL
)

SELECT commitment_level, announced_when, tie, awards, known, usd, unknown, source_ids
FROM final
ORDER BY
    commitment_level, list_position(['since the signing', 'up to the signing', 'undated'], announced_when), tie
