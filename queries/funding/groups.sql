-- Counted awards by group, commitment level and type of award: the segments of the bars.
--
-- A group is a stage (the one an award mostly pays for, or 'several stages' where it pays for a chain of them), an
-- instrument, a funder's country, a mineral (an award for several is whole under each) or a funder. usd adds known
-- dollar amounts, empty when none is known; unknown counts awards without one.
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
-- $by VARCHAR?: what a group is: stage, instrument, country, mineral or funder; empty takes stage
WITH chosen AS (
    SELECT
        award_id, commitment_level, instrument, firm, known_usd, unknown, source_ids,
        CASE WHEN coalesce($by, 'stage') = 'stage' THEN stage_position ELSE 0 END AS position,
        unnest(CASE coalesce($by, 'stage')
            WHEN 'stage' THEN [stage]
            WHEN 'instrument' THEN [instrument]
            WHEN 'country' THEN [CASE funder_country WHEN 'not stated' THEN 'country not stated' ELSE funder_country END]
            WHEN 'funder' THEN [funder_group]
            WHEN 'mineral' THEN CASE len(mineral_group_names) WHEN 0 THEN ['no mineral named'] ELSE mineral_group_names END
        END) AS label
    FROM chosen_awards(
        as_of := $as_of, only_department := $department, only_minerals := $minerals, only_stages := $stages,
        only_instruments := $instruments, only_countries := $funder_countries, only_levels := $levels, only_ties := $ties,
        only_products := $products, only_years := $years, only_words := $q)
    WHERE counted
),

ranked AS (
    SELECT
        label, position, coalesce(sum(known_usd) FILTER (firm), 0) AS firm,
        max(coalesce(known_usd, 0)) AS most
    FROM chosen
    GROUP BY ALL
),

final AS (
    SELECT
        c.label, c.commitment_level, c.instrument, count(*) AS awards, count(c.known_usd) AS known,
        sum(c.known_usd) AS usd, count(*) FILTER (c.unknown) AS unknown, r.position, r.firm, r.most,
        list_sort(list_distinct(flatten(list(c.source_ids)))) AS source_ids
    FROM chosen c
    JOIN ranked r USING (label)
    GROUP BY ALL
)

SELECT label, commitment_level, instrument, awards, known, usd, unknown, source_ids
FROM final
ORDER BY position, firm DESC, most DESC, label, commitment_level, instrument
