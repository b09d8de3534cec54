-- The fit score: how well a department and a call, an item of the brief or a pillar suit each other.

-- The provisions behind what can fit a department: a provision itself, a pillar, an item of the brief.
CREATE VIEW subject_provisions AS
SELECT 'provision' AS subject, provision_id AS subject_id, provision_id FROM provisions
UNION ALL
SELECT 'pillar', pillar::VARCHAR, provision_id FROM provisions WHERE pillar <> 'General provisions'
UNION ALL
SELECT i.kind::VARCHAR, i.item_id, p.provision_id FROM brief_items i JOIN item_provisions p USING (item_id);

-- What ties a unit to a subject: one row a relation that a reading did not reject, with what it is worth, 0 to 1. At a
-- pillar or an item the verdict names the provision that it is about.
CREATE VIEW unit_business AS
SELECT r.unit_id, s.subject, s.subject_id, r.relation_id, r.grade, r.readings, r.strength,
    CASE s.subject WHEN 'provision' THEN r.verdict ELSE s.provision_id || ', ' || r.verdict END AS verdict, r.reason,
    r.source_id,
    CASE r.strength WHEN 'clear' THEN r.grade / 3.0 ELSE r.grade / 6.0 END AS worth
FROM relations r
JOIN subject_provisions s ON s.provision_id = r.subject_id
WHERE r.subject = 'provision' AND r.strength <> 'rejected'
UNION ALL
SELECT unit_id, subject, subject_id, relation_id, grade, readings, strength, verdict, reason, source_id,
    CASE strength WHEN 'clear' THEN grade / 3.0 ELSE grade / 6.0 END
FROM relations
WHERE subject = 'call' AND strength <> 'rejected';

-- Every unit and subject that have business with each other, with what no day changes: the terms named, business and
-- partner of the fit score, each between 0 and 1, and the words behind each. A rejected relation gives no row of its
-- own; closed units are left out. covered: a school of which a department has clear business here, so that the
-- department stands for it.
CREATE VIEW fit_pairs AS
WITH judged AS (
    SELECT
        unit_id, subject, subject_id, max(worth) AS business,
        first(verdict ORDER BY worth DESC, relation_id) AS verdict,
        first(reason ORDER BY worth DESC, relation_id) AS reason,
        bool_or(strength = 'clear') AS clear, list(DISTINCT source_id ORDER BY source_id) AS relation_sources
    FROM unit_business
    GROUP BY ALL
),

partnered AS (
    SELECT r.unit_id, 1.0 AS partner, list(DISTINCT p.name ORDER BY p.name) AS partners
    FROM relations r
    JOIN partners p ON p.partner_id = r.subject_id
    WHERE r.subject = 'partner' AND r.strength = 'clear'
    GROUP BY ALL
),

-- Where the brief names a unit: at the item; at a provision and its pillar only where a reading saw business with it
-- too, since an item rests on more provisions than the unit it names has to do with.
named_provisions AS (
    SELECT n.unit_id, n.subject_id AS provision_id, n.title
    FROM named_subjects n
    JOIN judged j ON j.unit_id = n.unit_id AND j.subject = 'provision' AND j.subject_id = n.subject_id
    WHERE n.subject = 'provision'
),

called AS (
    SELECT unit_id, subject, subject_id, 1.0 AS named, list(DISTINCT title ORDER BY title) AS named_at
    FROM (
        SELECT unit_id, subject, subject_id, title FROM named_subjects WHERE subject NOT IN ('provision', 'pillar')
        UNION ALL
        SELECT n.unit_id, s.subject, s.subject_id, n.title
        FROM named_provisions n
        JOIN subject_provisions s USING (provision_id)
        WHERE s.subject IN ('provision', 'pillar'))
    GROUP BY ALL
),

pairs AS (
    SELECT unit_id, subject, subject_id FROM judged
    UNION
    SELECT unit_id, subject, subject_id FROM called
),

-- Topics in common serve the filter by topic; they give no points.
shared AS (
    SELECT u.unit_id, s.subject, s.subject_id, list(DISTINCT s.topic_id ORDER BY s.topic_id) AS topic_ids
    FROM subject_topics s
    JOIN unit_topics u USING (topic_id)
    GROUP BY ALL
),

-- As in covered_schools, for pillars and items of the brief too, which have business through their provisions.
covered AS (
    SELECT DISTINCT d.school_id AS unit_id, j.subject, j.subject_id
    FROM judged j
    JOIN school_departments d USING (unit_id)
    WHERE j.clear
)

SELECT
    p.unit_id, p.subject, p.subject_id,
    coalesce(n.named, 0.0) AS named, coalesce(j.business, 0.0) AS business, coalesce(a.partner, 0.0) AS partner,
    coalesce(n.named, 0.0) > 0 OR coalesce(j.clear, false) AS clear, v.unit_id IS NOT NULL AS covered,
    j.verdict, j.reason,
    coalesce(list_sort(n.named_at), []) AS named_at, coalesce(t.topic_ids, []) AS topic_ids,
    coalesce(list_sort(a.partners), []) AS partners, coalesce(j.relation_sources, []) AS relation_sources
FROM pairs p
JOIN (SELECT unit_id FROM units WHERE NOT closed) u USING (unit_id)
LEFT JOIN called n USING (unit_id, subject, subject_id)
LEFT JOIN judged j USING (unit_id, subject, subject_id)
LEFT JOIN partnered a USING (unit_id)
LEFT JOIN shared t USING (unit_id, subject, subject_id)
LEFT JOIN covered v USING (unit_id, subject, subject_id);

-- The work on record of a unit that bears on a subject.
CREATE VIEW fit_works AS
SELECT DISTINCT b.unit_id, b.subject, b.subject_id, e.expertise_id, e.title, e.as_of_year, e.source_id
FROM unit_business b
JOIN relation_works w USING (relation_id)
JOIN expertise e USING (expertise_id);

-- Calls that suit a unit, at the pillars they serve and at the provisions and items of these pillars.
CREATE VIEW fit_calls AS
SELECT DISTINCT r.unit_id, s.subject, s.subject_id, cp.call_id
FROM relations r
JOIN call_pillars cp ON cp.call_id = r.subject_id
JOIN provisions p ON p.pillar = cp.pillar
JOIN subject_provisions s USING (provision_id)
WHERE r.subject = 'call' AND r.strength = 'clear';

-- The terms of the fit score for every unit and subject that have business with each other, as in fit_pairs, with what
-- a day decides: work on record and the state of calls; a notice after which no call was seen is none to answer and
-- counts nothing. Weights are applied by the queries.
CREATE MACRO fit_terms(as_of) AS TABLE
WITH expert AS (
    SELECT
        unit_id, subject, subject_id,
        max(CASE WHEN as_of_year >= year(as_of) - 5 THEN 1.0 ELSE 0.5 END) AS expertise,
        list_sort(list(DISTINCT title || coalesce(' (' || as_of_year || ')', ' (undated)'))) AS works,
        list(DISTINCT source_id ORDER BY source_id) AS work_sources
    FROM fit_works
    WHERE as_of_year IS NULL OR as_of_year <= year(as_of)
    GROUP BY ALL
),

judged AS (
    SELECT
        call_id, short_title, state, type = 'notice' AND state <> 'open' AS uncalled,
        CASE WHEN state = 'open' THEN 1.0 WHEN state = 'unknown' AND NOT uncalled THEN 0.5 ELSE 0.0 END AS worth
    FROM call_states(as_of)
),

calling AS (
    SELECT
        f.unit_id, f.subject, f.subject_id, max(c.worth) AS call,
        list_sort(list(DISTINCT c.short_title || ' (' || c.state || ')') FILTER (c.worth > 0))
            AS open_calls
    FROM fit_calls f
    JOIN judged c USING (call_id)
    GROUP BY ALL
)

SELECT
    p.unit_id, p.subject, p.subject_id, p.named, p.business, coalesce(e.expertise, 0.0) AS expertise,
    -- A call in its own right is judged by its own state, not by that of its neighbors.
    CASE WHEN p.subject = 'call' THEN coalesce(k.worth, 0.0) ELSE coalesce(c.call, 0.0) END AS call,
    p.partner, p.clear, p.covered, p.verdict, p.reason, p.named_at, p.topic_ids,
    coalesce(list_sort(e.works), []) AS works, coalesce(list_sort(c.open_calls), []) AS open_calls, p.partners,
    list_sort(list_distinct(list_concat(coalesce(e.work_sources, []), p.relation_sources))) AS work_sources
FROM fit_pairs p
LEFT JOIN expert e USING (unit_id, subject, subject_id)
LEFT JOIN calling c USING (unit_id, subject, subject_id)
LEFT JOIN judged k ON p.subject = 'call' AND k.call_id = p.subject_id;

-- The fit score, 0 to 5, under given weights (a list in the order of score_terms; NULL takes the published ones):
-- fit = 5 x sum(weight x term) / sum(weights). relevance is the same over the first two terms, what ties a unit to a
-- subject; the other three tell what is at hand.
CREATE MACRO scored_fit(as_of, weights) AS TABLE
WITH given AS (
    SELECT coalesce(weights::DOUBLE[], (SELECT list(weight::DOUBLE ORDER BY position) FROM score_terms)) AS w
)

SELECT
    t.*,
    round(5 * list_dot_product([named, business, expertise, call, partner]::DOUBLE[], w) / list_sum(w), 2) AS fit,
    round(5 * list_dot_product([named, business]::DOUBLE[], w[1:2]) / greatest(list_sum(w[1:2]), 1), 2) AS relevance,
    list_filter([
        CASE WHEN named > 0 THEN 'the brief names it: ' || array_to_string(named_at, ', ') END,
        CASE WHEN business > 0 THEN verdict || ': ' || reason END,
        CASE WHEN expertise > 0 THEN 'work on record: ' || array_to_string(works[1:2], ', ')
            || CASE WHEN len(works) > 2 THEN ' and ' || (len(works) - 2) || ' more' ELSE '' END END,
        CASE WHEN call > 0 AND subject <> 'call' THEN 'calls: ' || array_to_string(open_calls[1:2], ', ') END,
        CASE WHEN partner > 0 THEN len(partners) || CASE len(partners) WHEN 1 THEN ' partner' ELSE ' partners' END || ' in Japan' END
    ], lambda r: r IS NOT NULL) AS reasons
FROM fit_terms(as_of) t
CROSS JOIN given;

-- Every unit with what fits it, scored, and what that is: items of the brief and calls, with the state of these on the
-- day.
CREATE MACRO ranked_fits(as_of, weights) AS TABLE
WITH described AS (
    SELECT kind::VARCHAR AS subject, item_id AS subject_id, title, text AS detail, NULL AS state, NULL AS closes,
           source_id, locator AS place
    FROM brief_items
    UNION ALL
    SELECT 'call', call_id, short_title, agency || coalesce(': ' || state_note, ''), state, closes, source_id, number
    FROM call_states(as_of)
)

SELECT
    f.unit_id, f.subject AS kind, f.subject_id AS id, d.title, d.detail, d.state, d.closes, d.place, f.fit, f.clear, f.named,
    f.business, f.expertise, f.call, f.partner, f.reasons,
    list_sort(list_distinct(list_concat([d.source_id, 's_lodestone'], f.work_sources))) AS source_ids
FROM scored_fit(as_of, weights) f
JOIN described d USING (subject, subject_id);
