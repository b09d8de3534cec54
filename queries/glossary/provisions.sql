-- The provisions of the Framework by their codes.
--
-- $q VARCHAR?: every word must stand in code, title, pillar or commitment; empty keeps all
WITH final AS (
    SELECT provision_id, title, pillar, commitment, position, source_id, second_source_id
    FROM provisions
    WHERE has_words(concat_ws(' ', provision_id, title, pillar::VARCHAR, commitment), $q)
)

SELECT
    provision_id, title, pillar, commitment,
    list_filter([source_id, second_source_id], lambda s: s IS NOT NULL) AS source_ids
FROM final
ORDER BY position
