-- Provisions of the Framework with their pillar, how much of the text was read, their clock and what has happened.
--
-- One row a provision. reasons says why it concerns the department asked for. status is that of its clock on the as-of
-- date, empty where it sets none; events counts happenings since the signing that bear on it and name the Framework or
-- are by both countries, others the rest.
-- $as_of DATE: the day on which status is judged and up to which events count
-- $brief VARCHAR?: the brief; empty takes the Framework's own
-- $request DATE?: the day a written request to meet arrived, if the reader enters one
-- $notice DATE?: the day a written notice to end the Framework arrived, if the reader enters one
-- $pillars VARCHAR[]?: pillars to keep; empty keeps all
-- $products VARCHAR[]?: keep provisions that name one of these derivative products; empty keeps all
-- $statuses VARCHAR[]?: keep provisions whose clock has one of these statuses; empty keeps all
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
-- $q VARCHAR?: every word must stand in the provision's texts, instruments, products or actors
WITH happened AS (
    SELECT
        ep.provision_id, count(*) FILTER (e.joint) AS events, count(*) FILTER (NOT e.joint) AS others
    FROM event_provisions ep
    JOIN events_since_signing($as_of, brief := $brief) e USING (event_id)
    GROUP BY ALL
),

final AS (
    SELECT
        p.provision_id, p.position, p.locator, p.title, p.pillar, p.commitment, p.text_seen, p.note,
        l.instruments, l.products, l.actors, c.status, c.due_date, c.clock, coalesce(h.events, 0) AS events,
        coalesce(h.others, 0) AS others,
        l.differences, u.reasons, p.source_id, p.second_source_id,
        concat_ws(' ', p.provision_id, p.title, p.pillar, p.commitment, p.note,
            array_to_string(l.instruments, ' '), array_to_string(l.products, ' '), array_to_string(l.actors, ' '))
            AS words
    FROM provisions p
    JOIN provision_lists l USING (provision_id)
    LEFT JOIN framework_clocks(as_of := $as_of, request := $request, notice := $notice, brief := $brief) c USING (provision_id)
    LEFT JOIN happened h USING (provision_id)
    LEFT JOIN unit_provisions u ON u.provision_id = p.provision_id AND u.unit_id = $department
)

SELECT
    provision_id, title, pillar, commitment, instruments, products, actors, text_seen, clock, due_date, status, events, others,
    differences, reasons, locator, note, list_filter([source_id, second_source_id], lambda s: s IS NOT NULL) AS source_ids,
    rests_on(source_ids) AS rests_on
FROM final
WHERE ($pillars IS NULL OR list_contains($pillars, pillar::VARCHAR))
    AND ($products IS NULL OR list_has_any(coalesce(products, []), $products))
    AND ($statuses IS NULL OR list_contains($statuses, status))
    AND ($department IS NULL OR reasons IS NOT NULL)
    AND has_words(words, $q)
ORDER BY pillar, position
