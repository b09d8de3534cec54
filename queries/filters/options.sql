-- What each list filter offers, in the order it is shown.
WITH final AS (
    SELECT 'pillar' AS filter, pillar::VARCHAR AS value, min(position) AS position, NULL AS label
    FROM provisions GROUP BY ALL
    UNION ALL SELECT 'product', product::VARCHAR, min(enum_code(product)), NULL FROM provision_products GROUP BY ALL
    UNION ALL SELECT 'type', lane, min(lane_position), NULL FROM event_types GROUP BY ALL
    UNION ALL SELECT 'country', country,
        CASE country WHEN 'United States' THEN 0 WHEN 'Japan' THEN 1 WHEN 'China' THEN 2 WHEN 'Other countries' THEN 9
        ELSE 3 END, NULL FROM event_countries GROUP BY ALL
    UNION ALL SELECT 'section', title, min(position), NULL FROM brief_sections GROUP BY ALL
    UNION ALL SELECT 'unit', short_name, 0, NULL FROM units
    UNION ALL SELECT 'provision', provision_id, position, provision_id || ' ' || title FROM provisions
    UNION ALL SELECT 'trust', trust::VARCHAR, min(enum_code(trust)), NULL FROM sources GROUP BY ALL
)

SELECT filter, value, coalesce(label, value) AS label
FROM final
ORDER BY filter, position, value
