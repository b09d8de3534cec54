-- Awards and projects: what counts, since when it is known, and what a choice narrows.

-- The states or provinces a project stands in, as one text.
CREATE MACRO areas_of(project) AS (
    SELECT string_agg(area, ', ' ORDER BY area) FROM project_areas WHERE project_id = project);

-- Awards with their project, one row an award. stage is one word, so that sums add up: the stage it mostly pays for, or
-- 'several stages' after the last one where it pays for a chain of them; stages are all it pays for, in order.
-- instrument is one word ('several, not split' where one sum covers several types), minerals are those named,
-- mineral_groups the same with the rare earths and the platinum-group metals as one. counted is false for what is in no
-- sum: cancelled, superseded, or left out for the reason in left_out. Sums are of known_usd over one commitment level,
-- firm is true for the firmest; unknown is true for a counted award without a dollar amount, which is never 0. known_by
-- is the day by which it was announced at the latest: the day itself where it is known, the end of the month or the
-- year where these are; year is 'undated' where even the year is not known.
CREATE VIEW award_money AS
WITH types AS (
    SELECT award_id, list(instrument::VARCHAR ORDER BY instrument) AS instruments FROM award_instruments GROUP BY ALL
),

named AS (
    SELECT a.award_id, list(m.mineral_id ORDER BY m.name) AS minerals, list(m.name ORDER BY m.name) AS mineral_names
    FROM award_minerals a
    JOIN minerals m USING (mineral_id)
    GROUP BY ALL
),

grouped AS (
    SELECT
        g.award_id, list(g.mineral_id ORDER BY m.name) AS mineral_groups, list(m.name ORDER BY m.name) AS mineral_group_names
    FROM (
        SELECT DISTINCT a.award_id, coalesce(p.parent_id, a.mineral_id) AS mineral_id
        FROM award_minerals a
        LEFT JOIN mineral_parents p USING (mineral_id)
    ) g
    JOIN minerals m USING (mineral_id)
    GROUP BY ALL
),

followed AS (
    SELECT award_id, list(successor_id ORDER BY successor_id) AS successors FROM award_successors GROUP BY ALL
),

paid AS (
    SELECT award_id, list(stage::VARCHAR ORDER BY position) AS stages FROM award_stages GROUP BY ALL
),

located AS (
    SELECT project_id, list(country ORDER BY country) AS countries FROM project_countries GROUP BY ALL
)

SELECT
    a.award_id, a.title, a.commitment_level, a.tie, a.tie_reason,
    CASE WHEN a.integrated THEN 'several stages' ELSE coalesce(a.stage::VARCHAR, 'stage not stated') END AS stage,
    CASE WHEN a.integrated THEN 98 ELSE coalesce(enum_code(a.stage), 99) END::INTEGER AS stage_position,
    coalesce(d.stages, ['stage not stated']) AS stages, a.product_group::VARCHAR AS product_group, a.product,
    coalesce(t.instruments, []) AS instruments,
    CASE len(t.instruments) WHEN 1 THEN t.instruments[1] ELSE
        CASE WHEN t.instruments IS NULL THEN 'type not stated' ELSE 'several, not split' END END AS instrument,
    coalesce(n.minerals, []) AS minerals, coalesce(n.mineral_names, []) AS mineral_names,
    coalesce(g.mineral_groups, []) AS mineral_groups, coalesce(g.mineral_group_names, []) AS mineral_group_names,
    a.funder, a.funder_group, a.organization_id, coalesce(a.funder_country, 'not stated') AS funder_country,
    a.amount, a.currency, a.amount_usd, a.ceiling, a.announced, a.announced_from,
    coalesce(a.announced, a.announced_by) AS known_by,
    CASE WHEN coalesce(year(a.announced_from) = year(known_by), a.announced IS NOT NULL)
         THEN year(known_by)::VARCHAR ELSE 'undated' END AS year,
    a.status, coalesce(f.successors, []) AS successors, a.left_out, a.note,
    a.commitment_level NOT IN ('cancelled', 'superseded') AND a.left_out IS NULL AS counted,
    counted AND a.commitment_level = 'firm' AS firm, CASE WHEN counted THEN a.amount_usd END AS known_usd,
    counted AND a.amount_usd IS NULL AS unknown,
    p.project_id, p.name AS project_name, p.short_name AS project, p.company, coalesce(l.countries, []) AS countries,
    areas_of(p.project_id) AS admin_area, (SELECT list(area ORDER BY area) FROM project_areas s WHERE s.project_id = p.project_id) AS areas,
    p.latitude, p.longitude, p.place_precision, p.japan_link, p.japan_note, p.outcome,
    list_filter([a.source_id, a.second_source_id, p.source_id], lambda s: s IS NOT NULL) AS source_ids,
    rests_on(source_ids) AS rests_on, p.place_source_id,
    concat_ws(' ', a.award_id, a.title, p.name, p.short_name, p.company, a.funder, a.funder_group,
        array_to_string(n.mineral_names, ' '), array_to_string(t.instruments, ' '), a.product, a.product_group, a.status,
        a.note, areas_of(p.project_id), array_to_string(l.countries, ' '), p.japan_note, p.outcome) AS words
FROM awards a
JOIN projects p USING (project_id)
LEFT JOIN types t USING (award_id)
LEFT JOIN paid d USING (award_id)
LEFT JOIN named n USING (award_id)
LEFT JOIN grouped g USING (award_id)
LEFT JOIN followed f USING (award_id)
LEFT JOIN located l USING (project_id);

-- What an award took the place of.
CREATE VIEW took_the_place AS
SELECT s.successor_id AS award_id, string_agg(o.title || ' (' || o.funder || ')', '; ' ORDER BY o.award_id) AS before
FROM award_successors s
JOIN awards o ON o.award_id = s.award_id
GROUP BY ALL;

-- Awards known on a day: announced by then, or at a time of which nothing is known.
CREATE MACRO known_awards(as_of) AS TABLE
SELECT *
FROM award_money
WHERE coalesce(known_by <= as_of, true);

-- Stages of a mineral's chain after which firm money goes on, among all awards known on a day: a firm award pays for
-- the stage that follows, or pays for this one and a later one itself. The chains are our reading: rare earths go from
-- mining over separation and refining or metal to magnets, all others from mining to refining; each row tells what
-- follows.
CREATE VIEW next_stages AS
SELECT m.mineral_id, c.stage, c.next_stages
FROM minerals m
JOIN (
    VALUES
        (true, 'mining', ['separation']), (true, 'separation', ['refining', 'metal and alloy']),
        (true, 'refining', ['magnet']), (true, 'metal and alloy', ['magnet']), (false, 'mining', ['refining'])
) c(rare_earths, stage, next_stages) ON c.rare_earths = (m.mineral_id = 'rare-earths');

CREATE MACRO followed_stages(as_of) AS TABLE
WITH firm AS (
    SELECT unnest(mineral_groups) AS mineral_id, stages, furthest
    FROM known_awards(as_of)
    LEFT JOIN (
        SELECT award_id, max(enum_code(stage)) AS furthest
        FROM award_stages
        WHERE stage NOT IN ('recycling', 'stockpile')
        GROUP BY ALL
    ) USING (award_id)
    WHERE firm
)

SELECT DISTINCT n.mineral_id, n.stage
FROM next_stages n
JOIN firm f ON f.mineral_id = n.mineral_id
    AND (list_has_any(f.stages, n.next_stages)
        OR (list_contains(f.stages, n.stage) AND f.furthest > enum_code(n.stage::stage)));

-- Projects that concern a department, with the reasons: they serve a provision that both readings call its business.
-- Most projects serve the provision on public money: a thin reading of it, or a name beside it, would keep nearly all.
CREATE VIEW unit_projects AS
SELECT unit_id, project_id, list(reason ORDER BY reason) AS reasons
FROM (
    SELECT DISTINCT f.unit_id, s.project_id, s.provision_id || ', ' || f.why AS reason
    FROM project_provisions s
    JOIN provision_fits f USING (provision_id)
    WHERE f.strength = 'clear'
)
GROUP BY ALL;

-- Awards known on a day under the filters of the page Funding; every only_… that is NULL keeps all. A group such as the
-- rare earths stands for all its minerals; an award is kept if it pays for a stage at all. reasons says why an award
-- concerns the department.
CREATE MACRO chosen_awards(
    as_of, only_department := NULL, only_minerals := NULL, only_stages := NULL, only_instruments := NULL,
    only_countries := NULL, only_levels := NULL, only_ties := NULL, only_products := NULL, only_years := NULL,
    only_words := NULL) AS TABLE
SELECT a.*, u.reasons
FROM known_awards(as_of) a
LEFT JOIN unit_projects u ON u.project_id = a.project_id AND u.unit_id = only_department
WHERE (only_department IS NULL OR u.reasons IS NOT NULL)
    AND (only_minerals IS NULL OR list_has_any(list_concat(a.minerals, a.mineral_groups), only_minerals))
    AND (only_stages IS NULL OR list_has_any(a.stages, only_stages))
    AND (only_instruments IS NULL OR list_has_any(list_concat(a.instruments, [a.instrument]), only_instruments))
    AND (only_countries IS NULL OR list_contains(only_countries, a.funder_country))
    AND (only_levels IS NULL OR list_contains(only_levels, a.commitment_level::VARCHAR))
    AND (only_ties IS NULL OR list_contains(only_ties, a.tie::VARCHAR))
    AND (only_products IS NULL OR list_contains(only_products, a.product_group))
    AND (only_years IS NULL OR list_contains(only_years, a.year))
    AND has_words(a.words, only_words);

-- The projects of the chosen awards, with their money by commitment level. level is the firmest of its counted awards,
-- else 'cancelled'. Sums are of known dollar amounts, one a level, empty when none is known; unknown counts counted
-- awards without one. What is cancelled or left out is in none of them and has sums of its own.
CREATE MACRO chosen_projects(
    as_of, only_department := NULL, only_minerals := NULL, only_stages := NULL, only_instruments := NULL,
    only_countries := NULL, only_levels := NULL, only_ties := NULL, only_products := NULL, only_years := NULL,
    only_words := NULL) AS TABLE
SELECT
    project_id, project, project_name, company, countries, admin_area, areas, latitude, longitude, place_precision,
    japan_link, japan_note, outcome,
    coalesce(min(commitment_level) FILTER (counted OR left_out IS NOT NULL), min(commitment_level)) AS level,
    sum(known_usd) FILTER (firm) AS firm_usd,
    sum(known_usd) FILTER (firm AND funder_country = 'United States') AS firm_us_usd,
    sum(known_usd) FILTER (firm AND funder_country = 'Japan') AS firm_japan_usd,
    sum(known_usd) FILTER (commitment_level = 'conditional') AS conditional_usd,
    sum(known_usd) FILTER (commitment_level = 'indicative') AS indicative_usd,
    sum(known_usd) FILTER (commitment_level = 'announced') AS announced_usd,
    count(*) AS awards, count(*) FILTER (counted) AS counted,
    count(*) FILTER (unknown) AS unknown,
    count(*) FILTER (commitment_level = 'cancelled') AS cancelled,
    sum(amount_usd) FILTER (commitment_level = 'cancelled') AS cancelled_usd,
    sum(amount_usd) FILTER (NOT counted AND commitment_level <> 'cancelled') AS left_out_usd,
    list_sort(list_distinct(flatten(list(mineral_names)))) AS minerals,
    list_distinct(flatten(list(stages ORDER BY announced NULLS LAST, award_id))) AS stages, first(reasons ORDER BY award_id) AS reasons,
    list_sort(list_distinct(list_filter(
        list_concat(flatten(list(source_ids)), list(place_source_id)), lambda s: s IS NOT NULL))) AS source_ids
FROM chosen_awards(
    as_of := as_of, only_department := only_department, only_minerals := only_minerals, only_stages := only_stages,
    only_instruments := only_instruments, only_countries := only_countries, only_levels := only_levels,
    only_ties := only_ties, only_products := only_products, only_years := only_years, only_words := only_words)
GROUP BY ALL;
