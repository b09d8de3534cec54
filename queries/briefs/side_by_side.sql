-- Two briefs side by side, section by section: how many items and which score each has, and what only one of them says.
--
-- The pair; else the first two of those chosen, by date; without a choice the Framework's own and the newest other
-- report. A card has but its few texts; it is taken where there is no other.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to choose from; empty chooses from all
-- $pair VARCHAR[]?: the two briefs; empty takes what was said above
WITH kept AS (
    SELECT
        number, brief_id, short_title, posted_date, source_ids,
        row_number() OVER (
            PARTITION BY brief_id = chosen_brief(NULL)
            ORDER BY format <> 'report', posted_date DESC NULLS LAST, brief_id) AS newest
    FROM every_brief
    WHERE coalesce(posted_date <= $as_of, true)
        AND (coalesce($pair, $among) IS NULL OR list_contains(coalesce($pair, $among), brief_id))
),

chosen AS (
    SELECT number, brief_id, short_title, source_ids, row_number() OVER (ORDER BY posted_date NULLS LAST, brief_id) AS side
    FROM kept
    WHERE coalesce($pair, $among) IS NOT NULL OR newest = 1
),

texts AS (
    SELECT i.number, i.section, list(i.text ORDER BY i.place) AS texts
    FROM every_brief_item i
    WHERE i.number IN (SELECT number FROM chosen WHERE side <= 2)
    GROUP BY ALL
),

scores AS (
    SELECT x.brief_id, x.section, string_agg(x.raw, ', ') AS score
    FROM every_brief_score x
    WHERE x.brief_id IN (SELECT brief_id FROM chosen WHERE side <= 2)
    GROUP BY ALL
),

sides AS (
    SELECT s.section, c.side, c.short_title AS brief, c.source_ids, t.texts, x.score
    FROM (SELECT unnest(enum_range(NULL::outline_section))::outline_section AS section) s
    CROSS JOIN chosen c
    LEFT JOIN texts t ON t.number = c.number AND t.section = s.section
    LEFT JOIN scores x ON x.brief_id = c.brief_id AND x.section = s.section
    WHERE c.side <= 2
),

final AS (
    SELECT
        outline_title(a.section) AS section, a.section AS place, a.brief AS first_brief, b.brief AS second_brief,
        coalesce(len(a.texts), 0) AS first_items, coalesce(len(b.texts), 0) AS second_items, a.score AS first_score,
        b.score AS second_score, list_filter(a.texts, lambda t: NOT list_contains(coalesce(b.texts, []), t)) AS only_first,
        list_filter(b.texts, lambda t: NOT list_contains(coalesce(a.texts, []), t)) AS only_second,
        list_concat(a.source_ids, b.source_ids) AS source_ids
    FROM sides a
    JOIN sides b ON b.section = a.section AND b.side = 2
    WHERE a.side = 1
)

SELECT
    section, first_brief, second_brief, first_items, second_items, first_score, second_score, only_first, only_second,
    source_ids
FROM final
WHERE first_items + second_items > 0
ORDER BY place
