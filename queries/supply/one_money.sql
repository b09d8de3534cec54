-- Counted awards that name one mineral, its group or, for a group, a member: one row an award, the firmest first.
--
-- left_out counts the awards that name it and are in no sum, so that no number hides them.
-- $element VARCHAR: the mineral
-- $as_of DATE: awards announced later are left out; undated ones are kept
WITH final AS (
    SELECT
        a.award_id, a.title, a.project_id, a.project, a.countries, a.commitment_level::VARCHAR AS commitment_level,
        enum_code(a.commitment_level) AS level_place, a.tie::VARCHAR AS tie, a.funder, a.organization_id, a.instrument,
        a.stages, a.firm, a.known_usd, a.announced, a.mineral_names, a.source_ids,
        (SELECT count(*) FROM known_awards($as_of) o
         WHERE o.left_out IS NOT NULL AND list_has_any(o.minerals, counting_for($element))) AS left_out
    FROM awards_for($as_of, $element) a
)

SELECT
    award_id, title, project_id, project, countries, commitment_level, tie, funder, organization_id, instrument, stages,
    firm, known_usd, announced, mineral_names, left_out, source_ids
FROM final
ORDER BY level_place, known_usd DESC NULLS LAST, award_id
