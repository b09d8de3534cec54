-- Data sets of sites that are shipped, with their records, terms and the credit asked for, the largest first.
--
-- sites: records that come from it; also: sites it holds as well; figures: sites whose tonnage or grade it gives.
WITH uses AS (
    SELECT source_id, 'sites' AS part FROM sites
    UNION ALL SELECT source_id, 'also' FROM site_sources
    UNION ALL SELECT resource_source_id, 'figures' FROM sites WHERE resource_source_id IS NOT NULL
),

final AS (
    SELECT
        source_id, count(*) FILTER (part = 'sites') AS sites, count(*) FILTER (part = 'also') AS also,
        count(*) FILTER (part = 'figures') AS figures
    FROM uses
    GROUP BY source_id
)

SELECT
    f.source_id, s.title, s.publisher, f.sites, f.also, f.figures, s.licence, s.licence_class, s.note, s.url,
    [f.source_id] AS source_ids
FROM final f
JOIN sources s USING (source_id)
ORDER BY f.sites DESC, f.also DESC, f.figures DESC, f.source_id
