-- How much the notebook holds, one row a subject, with the page that shows it.
-- $as_of DATE: events after this day are not counted
WITH items AS (
    SELECT kind, count(*) AS count FROM brief_items GROUP BY kind
),

final AS (
    SELECT 1 AS position, 'provisions' AS what, (SELECT count(*) FROM provisions) AS count, 'provisions' AS page,
           NULL AS section
    UNION ALL SELECT 2, 'clocks', (SELECT count(*) FROM milestones), 'timeline', NULL
    UNION ALL SELECT 3, 'events', (SELECT count(*) FROM known_events($as_of)), 'timeline', NULL
    UNION ALL SELECT 4, 'differences', (SELECT count(*) FROM differences), 'provisions', NULL
    UNION ALL SELECT 5, 'risks', (SELECT count FROM items WHERE kind = 'risk'), 'brief', 'risks'
    UNION ALL SELECT 6, 'key actions', (SELECT count FROM items WHERE kind = 'action'), 'brief', 'actions'
    UNION ALL SELECT 7, 'opportunities', (SELECT count FROM items WHERE kind = 'opportunity'), 'brief', 'opportunities'
    UNION ALL SELECT 8, 'sources', (SELECT count(*) FROM sources), 'sources', NULL
)

SELECT what, count, page, section
FROM final
ORDER BY position
