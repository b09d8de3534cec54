-- What each list filter offers, in the order it is shown, and what each value is called.
WITH final AS (
    SELECT 'pillar' AS filter, pillar::VARCHAR AS value, min(position) AS position, NULL AS label
    FROM provisions GROUP BY ALL
    UNION ALL SELECT 'product', product::VARCHAR, min(enum_code(product)), NULL FROM provision_products GROUP BY ALL
    UNION ALL SELECT 'type', lane, min(lane_position), NULL FROM event_types GROUP BY ALL
    UNION ALL SELECT 'country', country,
        CASE country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 WHEN 'China' THEN 2 WHEN 'Other countries' THEN 9
        ELSE 3 END, NULL FROM event_countries GROUP BY ALL
    UNION ALL SELECT 'brief', brief_id, row_number() OVER (ORDER BY position NULLS LAST, posted_date, brief_id), short_title
    FROM briefs
    UNION ALL SELECT 'among', brief_id,
        row_number() OVER (ORDER BY brief_id <> chosen_brief(NULL), posted_date DESC NULLS LAST, brief_id), short_title
    FROM every_brief
    UNION ALL SELECT 'pair', brief_id,
        row_number() OVER (ORDER BY brief_id <> chosen_brief(NULL), posted_date DESC NULLS LAST, brief_id), short_title
    FROM every_brief
    UNION ALL SELECT 'section', title, min(position), NULL FROM brief_sections GROUP BY ALL
    UNION ALL SELECT 'provision', provision_id, position, provision_id || ' ' || title FROM provisions
    UNION ALL SELECT 'trust', trust::VARCHAR, min(enum_code(trust)), NULL FROM sources GROUP BY ALL
    UNION ALL SELECT 'department', unit_id, row_number() OVER (ORDER BY short_name), short_name FROM units
    UNION ALL SELECT 'school', school, CASE WHEN school LIKE 'University%' THEN 1 ELSE 0 END, NULL
    FROM units GROUP BY ALL
    UNION ALL SELECT 'topic', topic_id, position, title FROM topics
    UNION ALL SELECT 'call', unnest(['open', 'not yet open', 'unknown', 'closed']), unnest([1, 2, 3, 4]), NULL
    UNION ALL SELECT 'role', university_role::VARCHAR, min(enum_code(university_role)), NULL FROM calls GROUP BY ALL
    UNION ALL SELECT 'opened', call_id, row_number() OVER (ORDER BY call_id), call_id || ' ' || short_title FROM calls
    -- What is watched beyond the calls opens in the same place.
    UNION ALL SELECT 'opened', watch_id, 1000 + row_number() OVER (ORDER BY watch_id), watch_id || ' ' || short_title
    FROM call_watch WHERE call_id IS NULL
    UNION ALL SELECT 'partner', partner_id, row_number() OVER (ORDER BY name), name FROM partners
    UNION ALL SELECT 'cell', u.unit_id || '|' || p.pillar, 0, u.short_name || ' and ' || p.pillar
    FROM units u CROSS JOIN (SELECT DISTINCT pillar::VARCHAR AS pillar FROM provisions) p
    UNION ALL SELECT 'shortlist', item_id, position, title FROM brief_items WHERE kind IN ('action', 'opportunity')
    UNION ALL SELECT 'shortlist', call_id, 100, short_title FROM calls
    UNION ALL SELECT 'organization', organization_id, row_number() OVER (ORDER BY short_name), short_name
    FROM organizations
    UNION ALL SELECT 'seat', country,
        CASE country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 ELSE 2 END, NULL FROM organizations GROUP BY ALL
    UNION ALL SELECT 'kind', type, 0, NULL FROM organizations GROUP BY ALL
    UNION ALL SELECT 'mention', mention::VARCHAR, min(enum_code(mention)), NULL FROM organizations GROUP BY ALL
    UNION ALL SELECT 'mineral', mineral_id, row_number() OVER (ORDER BY name), name FROM minerals
    UNION ALL SELECT 'group', mineral_group::VARCHAR, min(enum_code(mineral_group)), NULL FROM minerals GROUP BY ALL
    UNION ALL SELECT 'land', country, CASE country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 ELSE 2 END, NULL
    FROM all_sites GROUP BY ALL
    UNION ALL SELECT 'record', kind::VARCHAR, min(enum_code(kind)), NULL FROM sites GROUP BY ALL
    UNION ALL SELECT 'side', unnest(['United States', 'Japan', 'Other partner countries', 'Elsewhere']),
        unnest([1, 2, 3, 4]), NULL
    UNION ALL SELECT 'metal', g.mineral_id, -count(*), any_value(m.name)
    FROM site_grades g JOIN minerals m USING (mineral_id) JOIN sites s USING (site_id)
    WHERE s.ore_tonnes IS NOT NULL GROUP BY ALL
    UNION ALL SELECT 'dataset', dataset, row_number() OVER (ORDER BY title, dataset), title FROM imported_datasets
    UNION ALL SELECT 'map', unnest(['Density', 'Sites']), unnest([1, 2]), NULL
    UNION ALL SELECT 'zoom', unnest(['World', 'United States', 'Alaska', 'Japan', 'East Asia', 'Australia', 'Europe',
        'Africa', 'South America']), unnest([1, 2, 3, 4, 5, 6, 7, 8, 9]), NULL
    UNION ALL SELECT 'layer', unnest(['Survey areas', 'Survey programs', 'Funded projects', 'Processing plants']),
        unnest([1, 2, 3, 4]), NULL
    UNION ALL SELECT 'stage', paid, coalesce(enum_code(try_cast(paid AS stage)), 99), NULL
    FROM (SELECT DISTINCT unnest(stages) AS paid FROM award_money)
    -- Events and awards share these; a tie that one of them lacks is offered to both.
    UNION ALL SELECT 'tie', tie::VARCHAR, min(enum_code(tie)), NULL
    FROM (SELECT tie FROM events UNION ALL SELECT tie FROM award_money) GROUP BY ALL
    UNION ALL SELECT 'instrument', instrument::VARCHAR, min(enum_code(instrument)), NULL
    FROM award_instruments GROUP BY ALL
    UNION ALL SELECT 'instrument', unnest(['several, not split', 'type not stated']), unnest([90, 91]), NULL
    UNION ALL SELECT 'funder_country', funder_country,
        CASE funder_country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 WHEN 'not stated' THEN 9 ELSE 2 END, NULL
    FROM award_money GROUP BY ALL
    UNION ALL SELECT 'level', commitment_level::VARCHAR, min(enum_code(commitment_level)), NULL
    FROM award_money GROUP BY ALL
    UNION ALL SELECT 'year', year, CASE year WHEN 'undated' THEN 9999 ELSE year::INTEGER END, NULL
    FROM award_money GROUP BY ALL
    UNION ALL SELECT 'project', project_id, row_number() OVER (ORDER BY short_name), short_name FROM projects
    UNION ALL SELECT 'crossing', g.mineral_id || '|' || s.stage, 0, g.name || ', ' || s.stage
    FROM (SELECT DISTINCT unnest(stages) AS stage FROM award_money) s
    CROSS JOIN (SELECT mineral_id, name FROM minerals
                WHERE mineral_id IN (SELECT unnest(mineral_groups) FROM award_money)) g
    UNION ALL SELECT 'by', unnest(['stage', 'instrument', 'country', 'mineral', 'funder']), unnest([1, 2, 3, 4, 5]),
        unnest(['Stage', 'Instrument', 'Funder''s country', 'Mineral', 'Funder'])
    UNION ALL SELECT 'element', mineral_id, row_number() OVER (ORDER BY name), name FROM supply_minerals
    UNION ALL SELECT 'supplier', country, CASE country WHEN 'China' THEN 0 ELSE 1 END, NULL
    FROM countries WHERE country_iso3 IN (SELECT supplier_iso3 FROM import_shares)
    UNION ALL SELECT 'indicator', unnest(['rank', 'reliance', 'concentration', 'china', 'japan', 'recycling', 'departments']),
        unnest([1, 2, 3, 4, 5, 6, 7]), unnest(['U.S. priority', 'U.S. reliance', 'Concentration', 'U.S. imports from China',
            'Japan''s from China', 'Recycling', 'Departments'])
    UNION ALL SELECT 'region', unnest(['usa', 'tennessee', 'world']), unnest([1, 2, 3]),
        unnest(['United States', 'Tennessee and around', 'World'])
)

SELECT filter, value, coalesce(label, value) AS label
FROM final
ORDER BY filter, position, value
