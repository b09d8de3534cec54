-- Minerals and their figures of supply and risk.

-- The 60 minerals of the U.S. list and the two groups, each with the row whose group figures may stand for it. The
-- figures of the rare earths are of lanthanides and yttrium: scandium, also a member, is not in them.
CREATE VIEW supply_minerals AS
SELECT
    m.mineral_id, m.name, m.symbol, m.mineral_group::VARCHAR AS mineral_group, m.on_japan_list,
    m.mineral_id IN (SELECT parent_id FROM mineral_parents) AS is_group,
    CASE WHEN m.mineral_id <> 'scandium' THEN p.parent_id END AS stands_for, m.source_id
FROM minerals m
LEFT JOIN mineral_parents p USING (mineral_id)
WHERE m.on_us_list;

-- The 60 listed minerals and the two groups with what is on record of each, one row a mineral: figures, uses, stocks,
-- controls, and the departments tied to it by our reading, those with clear business apart too. units are those of its
-- departments, as identifiers, and the schools of those with clear business.
CREATE VIEW mineral_records AS
WITH uses AS (
    SELECT
        mineral_id, list(use::VARCHAR ORDER BY use) AS uses,
        count(*) FILTER (WHERE use::VARCHAR IN (SELECT product::VARCHAR FROM provision_products)) AS named_products,
        any_value(source_id) AS source_id
    FROM mineral_uses
    GROUP BY ALL
),

-- A unit tied to a group is tied to its members through the group; a school has the clear business of its departments
-- without being one of those named.
ties AS (
    SELECT m.mineral_id, r.unit_id, r.grade, r.strength = 'clear' AS clear, d.school_id
    FROM relations r
    JOIN mineral_members x ON x.wanted = r.subject_id
    JOIN supply_minerals m ON m.mineral_id = x.mineral_id
    LEFT JOIN school_departments d ON d.unit_id = r.unit_id AND r.strength = 'clear'
    WHERE r.subject = 'mineral' AND r.strength <> 'rejected'
),

departments AS (
    SELECT
        mineral_id, list(name ORDER BY grade DESC, name) AS departments,
        coalesce(list(name ORDER BY grade DESC, name) FILTER (clear), []) AS clear_departments,
        list_sort(list_distinct(list_concat(list(unit_id), flatten(list(schools))))) AS units
    FROM (
        SELECT
            t.mineral_id, t.unit_id, u.short_name AS name, max(t.grade) AS grade, bool_or(t.clear) AS clear,
            coalesce(list(t.school_id) FILTER (t.school_id IS NOT NULL), []) AS schools
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
)

SELECT
    m.mineral_id, m.name AS mineral, m.symbol, m.mineral_group, m.is_group, g.name AS group_name, p.parent_id AS member_of, m.on_japan_list,
    r.published AS reliance, r.low_pct AS reliance_low_pct, r.high_pct AS reliance_high_pct, r.form AS reliance_form,
    r.scope::VARCHAR AS reliance_scope,
    f.us_consumption_t, f.us_consumption_below_t, f.us_primary_t, f.us_secondary_t, f.world_t,
    f.note AS figures_note, y.input_rate_pct, y.note AS recycling_note,
    coalesce(u.uses, []) AS uses, u.named_products, coalesce(d.departments, []) AS departments,
    coalesce(d.clear_departments, []) AS clear_departments, d.units,
    us.standing::VARCHAR AS us_stock, jp.standing::VARCHAR AS japan_stock,
    coalesce(c.controls, []) AS controls, v.caveat,
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
LEFT JOIN supply_caveats v ON v.mineral_id = coalesce(m.stands_for, m.mineral_id);

-- Whose figures by country a mineral has: its own, else those of its group. Output counts where a country has its own.
CREATE VIEW production_owner AS
WITH own AS (SELECT DISTINCT mineral_id FROM mineral_production WHERE country_iso3 IS NOT NULL)
SELECT m.mineral_id, o.mineral_id AS owner_id
FROM supply_minerals m
JOIN own o ON o.mineral_id = CASE
    WHEN m.mineral_id IN (SELECT mineral_id FROM own) THEN m.mineral_id ELSE m.stands_for END;

-- Import shares of the form that stands for a mineral, of the latest period, its own or else those of its group.
CREATE VIEW headline_imports AS
WITH latest AS (
    SELECT *, coalesce(supplier_iso3, 'others') AS supplier
    FROM import_shares
    WHERE headline
    QUALIFY period_end = max(period_end) OVER (PARTITION BY importer_iso3, mineral_id)
),

owner AS (
    SELECT m.mineral_id, i.importer_iso3, i.mineral_id AS owner_id
    FROM supply_minerals m
    JOIN (SELECT DISTINCT importer_iso3, mineral_id FROM latest) i
        ON i.mineral_id = m.mineral_id OR i.mineral_id = m.stands_for
    QUALIFY row_number() OVER (PARTITION BY m.mineral_id, i.importer_iso3 ORDER BY i.mineral_id = m.mineral_id DESC) = 1
)

SELECT o.mineral_id, o.owner_id, l.* EXCLUDE (mineral_id)
FROM owner o
JOIN latest l ON l.mineral_id = o.owner_id AND l.importer_iso3 = o.importer_iso3;

-- Political risk of a country as the GeoPolRisk method has it: (2.5 - political stability) / 5, 0 to 1.
CREATE VIEW political_risk AS
SELECT country_iso3, least(1, greatest(0, (2.5 - political_stability) / 5)) AS risk, source_id
FROM governance;

-- The minerals whose records count for one: itself, the members where it is a group, and the group it belongs to.
CREATE MACRO counting_for(element) AS (
    SELECT list(mineral_id)
    FROM (
        SELECT x.mineral_id FROM mineral_members x WHERE x.wanted = element
        UNION SELECT y.parent_id FROM mineral_parents y WHERE y.mineral_id = element));

-- Counted awards known on a day that name one mineral, its group or, for a group, a member.
CREATE MACRO awards_for(as_of, element) AS TABLE
SELECT a.*
FROM known_awards(as_of) a
WHERE a.counted AND list_has_any(a.minerals, counting_for(element));
