-- What-ifs ready made from events on record, with the event and its outcome as far as known by a day.
--
-- Cut and duration are our assumptions. A what-if whose event was not known by the day is left out.
-- $as_of DATE: what was not known by this day is left out
WITH who AS (
    SELECT s.disruption_id, list(c.country ORDER BY c.country) AS suppliers
    FROM disruption_suppliers s JOIN countries c ON c.country_iso3 = s.supplier_iso3
    GROUP BY ALL
),

what AS (
    SELECT d.disruption_id, list(m.mineral_id ORDER BY m.mineral_id) AS mineral_ids, list(m.name ORDER BY m.name) AS minerals
    FROM disruption_minerals d JOIN minerals m USING (mineral_id)
    GROUP BY ALL
),

final AS (
    SELECT
        d.disruption_id, d.position, d.title, e.title AS event, e.date, d.cut_pct, d.months, w.suppliers, x.mineral_ids,
        x.minerals, d.note, list_distinct([d.source_id, e.source_id]) AS source_ids
    FROM disruptions d
    JOIN known_events($as_of) e USING (event_id)
    JOIN who w USING (disruption_id)
    JOIN what x USING (disruption_id)
)

SELECT disruption_id, title, event, date, cut_pct, months, suppliers, mineral_ids, minerals, note, source_ids
FROM final
ORDER BY position
