-- Calls for proposals and their state on a day.

-- Calls with the day on which they were seen closed, where they were: that up to which calls were looked up.
CREATE VIEW dated_calls AS
SELECT c.*, CASE WHEN c.seen_closed THEN (SELECT reaches_to FROM coverage WHERE subject = 'calls') END AS seen_closed_on
FROM calls c;

-- The state of a call on a day: open only where both published dates say so, closed by its published date or because it
-- was seen closed when last looked up, 'not yet open', otherwise unknown.
CREATE MACRO call_state(opens, closes, seen_closed_on, as_of) AS CASE
    WHEN closes < as_of THEN 'closed'
    WHEN opens > as_of THEN 'not yet open'
    WHEN opens <= as_of AND closes >= as_of THEN 'open'
    WHEN as_of >= seen_closed_on THEN 'closed'
    ELSE 'unknown' END;

-- Calls with their state on a day, and the place that state takes in a list.
CREATE MACRO call_states(as_of) AS TABLE
WITH judged AS (
    SELECT
        c.*,
        call_state(opens := c.opens, closes := c.closes, seen_closed_on := c.seen_closed_on, as_of := as_of) AS state
    FROM dated_calls c
)

SELECT * EXCLUDE (seen_closed_on), list_position(['open', 'not yet open', 'unknown', 'closed'], state) AS state_position
FROM judged;

-- What each call lists; topics with the words of the call that say so.
CREATE VIEW call_lists AS
WITH pillars AS (
    SELECT call_id, list(pillar::VARCHAR ORDER BY pillar) AS pillars FROM call_pillars GROUP BY ALL
),

minerals AS (
    SELECT call_id, list(mineral ORDER BY mineral) AS minerals FROM call_minerals GROUP BY ALL
),

fields AS (
    SELECT call_id, list(field ORDER BY field) AS fields FROM call_fields GROUP BY ALL
),

tagged AS (
    SELECT
        ct.call_id, list(ct.topic_id) AS topic_ids,
        list(t.title || ' (“' || ct.words || '”)' ORDER BY t.position) AS topics
    FROM call_topics ct
    JOIN topics t USING (topic_id)
    GROUP BY ALL
)

SELECT
    c.call_id, coalesce(p.pillars, []) AS pillars, coalesce(m.minerals, []) AS minerals, coalesce(f.fields, []) AS fields,
    coalesce(t.topics, []) AS topics, coalesce(t.topic_ids, []) AS topic_ids
FROM calls c
LEFT JOIN pillars p USING (call_id)
LEFT JOIN minerals m USING (call_id)
LEFT JOIN fields f USING (call_id)
LEFT JOIN tagged t USING (call_id);
