-- The 60 listed minerals and the two groups with what is on record of each, one row a mineral.
--
-- A bound is two columns; reliance is empty where the survey gives none. A figure of a group that stands for a member
-- says so. Where several forms have figures of their own, the one that stands for the mineral is taken. All rows are
-- given whatever the filters say, since a rank is one among all; kept says which of them the filters keep.
-- $minerals VARCHAR[]?: minerals to keep, with the members of a group; empty keeps all
-- $products VARCHAR[]?: goods of the Framework that it goes into; empty keeps all
-- $department VARCHAR?: keeps only what has to do with this unit; empty keeps all
SELECT
    mineral_id, mineral, symbol, mineral_group, is_group, group_name, member_of, on_japan_list, reliance, reliance_low_pct,
    reliance_high_pct, reliance_form, reliance_scope, us_consumption_t, us_consumption_below_t, us_primary_t,
    us_secondary_t, world_t, figures_note, input_rate_pct, recycling_note, uses, named_products, departments, clear_departments, us_stock,
    japan_stock, controls, caveat,
    coalesce(
        ($minerals IS NULL OR mineral_id IN (SELECT mineral_id FROM mineral_members WHERE list_contains($minerals, wanted)))
            AND ($products IS NULL OR list_has_any(uses, $products))
            AND ($department IS NULL OR list_contains(units, $department)), false) AS kept, source_ids
FROM mineral_records
ORDER BY mineral
