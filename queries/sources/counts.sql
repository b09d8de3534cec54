-- How much the notebook holds, one row a subject, with the page that shows it and the block of the brief it stands in.
-- Events are those that occurred and dates set; 'to watch' are calls and programs on the watch list.
-- $as_of DATE: events after this day are not counted
-- $brief VARCHAR?: the brief; empty takes the Framework's own
WITH items AS (
    SELECT i.kind, count(*) AS count, min(s.title) AS section
    FROM brief_items i
    JOIN brief_sections s USING (brief_id, section)
    WHERE i.brief_id = chosen_brief($brief)
    GROUP BY i.kind
),

final AS (
    SELECT 1 AS position, 'provisions' AS what, (SELECT count(*) FROM provisions) AS count, 'provisions' AS page,
           NULL AS section
    UNION ALL SELECT 2, 'clocks', (SELECT count(*) FROM milestones m JOIN brief_items i USING (item_id) WHERE i.brief_id = chosen_brief($brief)), 'timeline', NULL
    UNION ALL SELECT 3, 'events', (SELECT count(*) FROM known_events($as_of)), 'timeline', NULL
    UNION ALL SELECT 4, 'differences', (SELECT count(*) FROM differences), 'provisions', NULL
    UNION ALL SELECT 5, 'risks', count, 'brief', section FROM items WHERE kind = 'risk'
    UNION ALL SELECT 6, 'key actions', count, 'brief', section FROM items WHERE kind = 'action'
    UNION ALL SELECT 7, 'opportunities', count, 'brief', section FROM items WHERE kind = 'opportunity'
    UNION ALL SELECT 8, 'to watch', (SELECT count(*) FROM call_watch), 'calls', NULL
    UNION ALL SELECT 9, 'partners', (SELECT count(*) FROM partners), 'calls', NULL
    UNION ALL SELECT 10, 'sources', (SELECT count(*) FROM sources), 'sources', NULL
)

SELECT what, count, page, section
FROM final
ORDER BY position
