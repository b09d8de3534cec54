-- The political risk of the most and the least stable country on record: what unlisted suppliers may have.
WITH final AS (
    SELECT min(risk) AS lowest, max(risk) AS highest, count(*) AS countries, list(DISTINCT source_id) AS source_ids
    FROM political_risk
)

SELECT lowest, highest, countries, source_ids
FROM final
