-- What the words of these pages mean, with whose words they are.
--
-- $term_kinds VARCHAR[]: what the words belong to
-- $q VARCHAR?: every word must stand in term, meaning or kind; empty keeps all
WITH final AS (
    SELECT term, meaning, kind, whose, position, [source_id] AS source_ids
    FROM terms
    WHERE list_contains($term_kinds, kind::VARCHAR) AND has_words(concat_ws(' ', term, meaning, kind::VARCHAR), $q)
)

SELECT term, meaning, whose, kind, source_ids
FROM final
ORDER BY enum_code(kind), position
