-- Where the brief and the published text part ways, side by side.
--
-- text_says is empty where the clause was seen in no rendering of the published text, only in the brief.
-- $provision VARCHAR?: one provision; empty gives all
-- $pillars VARCHAR[]?: pillars to keep; empty keeps all
WITH final AS (
    SELECT
        d.difference_id, d.provision_id, p.title, p.pillar, p.position, d.kind, d.topic, d.brief_says, d.text_says,
        i.locator AS brief_locator, d.source_id, d.second_source_id
    FROM differences d
    JOIN provisions p USING (provision_id)
    LEFT JOIN brief_items i USING (item_id)
    WHERE ($provision IS NULL OR d.provision_id = $provision)
        AND ($pillars IS NULL OR list_contains($pillars, p.pillar::VARCHAR))
)

SELECT
    difference_id, provision_id, title, kind, topic, brief_says, text_says, brief_locator,
    list_filter([source_id, second_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY position, difference_id
