-- Price floors by weight on record by a day, with what set each; volume and years are empty where none is published,
-- date where only a month is.
-- $as_of DATE: what was not known by this day is left out
WITH final AS (
    SELECT
        f.floor_id, f.position, f.title, f.floor_usd_t, f.volume_t_year, f.years, coalesce(e.date, a.announced) AS date,
        coalesce(e.title, a.title) AS set_by, f.note, [f.source_id] AS source_ids
    FROM price_floors f
    LEFT JOIN events e USING (event_id)
    LEFT JOIN award_money a USING (award_id)
    WHERE coalesce(e.date, a.known_by) <= $as_of
)

SELECT floor_id, title, floor_usd_t, volume_t_year, years, date, set_by, note, source_ids
FROM final
ORDER BY position
