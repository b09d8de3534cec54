-- Calls for proposals with their state on the as-of day, the university's role, and which departments it suits.
--
-- One row a call: open ones first, then those not yet open, of unknown state and closed; in each the latest date first.
-- What is not published is empty, amounts too; so is a smallest award of $1, which forms demand where there is none.
-- units lists the departments that it clearly suits, the natural owner first (a department stands for its school), and
-- reason says what it is to the department asked for: Lodestone's own reading. topics quote the words that justify
-- them.
-- $as_of DATE: the day on which the state is judged
-- $department VARCHAR?: keep calls that a reading did not reject for this department, of a school those that clearly
-- suit a department of it, too; empty keeps all
-- $call_states VARCHAR[]?: states to keep; empty keeps all
-- $roles VARCHAR[]?: keep calls that give a university one of these roles; empty keeps all
-- $pillars VARCHAR[]?: keep calls for one of these pillars; empty keeps all
-- $topics VARCHAR[]?: keep calls on one of these topics; empty keeps all
-- $q VARCHAR?: every word must stand in what is known of the call; empty keeps all
-- $opened VARCHAR?: one call; empty keeps all
WITH fits AS (
    SELECT r.subject_id AS call_id, list(u.short_name ORDER BY r.grade DESC, u.short_name) AS units
    FROM relations r
    JOIN units u USING (unit_id)
    ANTI JOIN covered_schools c USING (unit_id, subject, subject_id)
    WHERE r.subject = 'call' AND r.strength = 'clear'
    GROUP BY ALL
),

final AS (
    SELECT
        c.*, o.short_name AS organization, l.pillars, l.minerals, l.fields, l.topics, l.topic_ids,
        coalesce(x.units, []) AS units, r.why AS reason,
        list_filter([c.source_id, c.second_source_id], lambda s: s IS NOT NULL) AS source_ids,
        concat_ws(' ', c.call_id, c.title, c.short_title, c.agency, o.short_name, o.name, c.office,
            c.number, c.type, c.eligible, c.role_note, c.cost_share, c.state_note, c.recurring, c.japan_angle, c.note,
            array_to_string(l.minerals, ' '), array_to_string(l.fields, ' ')) AS words
    FROM call_states($as_of) c
    LEFT JOIN organizations o USING (organization_id)
    JOIN call_lists l USING (call_id)
    LEFT JOIN fits x USING (call_id)
    LEFT JOIN unit_relations r ON r.unit_id = $department AND r.subject = 'call' AND r.subject_id = c.call_id
)

SELECT
    call_id, short_title, state, university_role, agency, opens, closes, total_usd,
    CASE WHEN floor_usd > 1 THEN floor_usd END AS floor_usd, ceiling_usd, cost_share,
    units, reason, title, type, number, office, organization_id, organization, eligible, role_note, state_note,
    recurring, japan_angle, note, pillars, minerals, fields, topics, source_ids
FROM final
WHERE ($department IS NULL OR reason IS NOT NULL)
    AND ($call_states IS NULL OR list_contains($call_states, state))
    AND ($roles IS NULL OR list_contains($roles, university_role::VARCHAR))
    AND ($pillars IS NULL OR list_has_any(pillars, $pillars))
    AND ($topics IS NULL OR list_has_any(topic_ids, $topics))
    AND has_words(words, $q)
    AND ($opened IS NULL OR call_id = $opened)
ORDER BY state_position, coalesce(closes, opens) DESC NULLS LAST, call_id
