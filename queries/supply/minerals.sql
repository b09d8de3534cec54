-- The 60 listed minerals and the two groups with what is on record of each, one row a mineral.
--
-- A bound is two columns; reliance is empty where the survey gives none. A figure of a group that stands for a member
-- says so. Where several forms have figures of their own, the one that stands for the mineral is taken. All rows are
-- given whatever the filters say, since a rank is one among all; kept says which of them the filters keep.
-- $minerals VARCHAR[]?: minerals to keep, with the members of a group; empty keeps all
-- $products VARCHAR[]?: goods of the Framework that it goes into; empty keeps all
-- $department VARCHAR?: keeps only what has to do with this unit; empty keeps all
WITH uses AS (
    SELECT
        mineral_id, list(use::VARCHAR ORDER BY use) AS uses,
        count(*) FILTER (WHERE use::VARCHAR IN (SELECT product::VARCHAR FROM provision_products)) AS named_products,
        any_value(source_id) AS source_id
    FROM mineral_uses
    GROUP BY ALL
),

-- A unit tied to a group is tied to its members through the group.
ties AS (
    SELECT m.mineral_id, r.unit_id, r.grade
    FROM mineral_relations r
    JOIN mineral_members x ON x.wanted = r.mineral_id
    JOIN supply_minerals m ON m.mineral_id = x.mineral_id
    WHERE r.grade > 0
),

departments AS (
    SELECT
        mineral_id, list(name ORDER BY grade DESC, name) AS departments,
        list(unit_id ORDER BY unit_id) AS units
    FROM (
        SELECT t.mineral_id, t.unit_id, u.short_name AS name, max(t.grade) AS grade
        FROM ties t JOIN units u USING (unit_id)
        GROUP BY ALL)
    GROUP BY ALL
),

controls AS (
    SELECT
        mineral_id, list(n.country || ': ' || c.kind::VARCHAR || coalesce(' (' || c.what || ')', '') || ', ' || c.year
            ORDER BY n.country) AS controls, any_value(c.source_id) AS source_id
    FROM export_controls c JOIN countries n USING (country_iso3)
    GROUP BY ALL
),

final AS (
    SELECT
        m.mineral_id, m.name AS mineral, m.symbol, m.mineral_group, m.is_group, g.name AS group_name, p.parent_id AS member_of, m.on_japan_list,
        r.published AS reliance, r.low_pct AS reliance_low_pct, r.high_pct AS reliance_high_pct, r.form AS reliance_form,
        r.scope::VARCHAR AS reliance_scope,
        f.us_consumption_t, f.us_consumption_below_t, f.us_primary_t, f.us_secondary_t, f.world_t,
        f.note AS figures_note, y.input_rate_pct, y.note AS recycling_note,
        coalesce(u.uses, []) AS uses, u.named_products, coalesce(d.departments, []) AS departments,
        us.standing::VARCHAR AS us_stock, jp.standing::VARCHAR AS japan_stock,
        coalesce(c.controls, []) AS controls, v.caveat,
        ($minerals IS NULL OR m.mineral_id IN (SELECT mineral_id FROM mineral_members WHERE list_contains($minerals, wanted)))
            AND ($products IS NULL OR list_has_any(u.uses, $products))
            AND ($department IS NULL OR list_contains(d.units, $department)) AS in_view,
        list_distinct(list_filter(list_concat([m.source_id, r.source_id, f.source_id, y.source_id, u.source_id, us.source_id,
            jp.source_id, c.source_id, v.source_id], ['s_lodestone']), lambda s: s IS NOT NULL)) AS source_ids
    FROM supply_minerals m
    LEFT JOIN mineral_parents p ON p.mineral_id = m.mineral_id
    LEFT JOIN minerals g ON g.mineral_id = m.stands_for
    LEFT JOIN import_reliance r ON r.mineral_id = m.mineral_id AND r.headline
    LEFT JOIN mineral_figures f ON f.mineral_id = m.mineral_id
    LEFT JOIN recycling_rates y ON y.mineral_id = m.mineral_id
    LEFT JOIN uses u ON u.mineral_id = m.mineral_id
    LEFT JOIN departments d ON d.mineral_id = m.mineral_id
    LEFT JOIN stockpiles us ON us.mineral_id = m.mineral_id AND us.country_iso3 = 'USA'
    LEFT JOIN stockpiles jp ON jp.mineral_id = m.mineral_id AND jp.country_iso3 = 'JPN'
    LEFT JOIN controls c ON c.mineral_id = m.mineral_id
    LEFT JOIN supply_caveats v ON v.mineral_id = coalesce(m.stands_for, m.mineral_id)
)

SELECT
    mineral_id, mineral, symbol, mineral_group, is_group, group_name, member_of, on_japan_list, reliance, reliance_low_pct,
    reliance_high_pct, reliance_form, reliance_scope, us_consumption_t, us_consumption_below_t, us_primary_t,
    us_secondary_t, world_t, figures_note, input_rate_pct, recycling_note, uses, named_products, departments, us_stock,
    japan_stock, controls, caveat, coalesce(in_view, false) AS kept, source_ids
FROM final
ORDER BY mineral
