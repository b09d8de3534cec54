-- What the briefs chosen say is decided: the items of their summaries, brief by brief, under the heading of each group.
--
-- An imported brief is not divided into provisions; what it says stands in its document's own words.
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty takes the Framework's own
-- $q VARCHAR?: every word must stand in the item or its heading
WITH summaries AS (
    SELECT i.brief_id, i.position AS place, g.title AS heading, i.text
    FROM summary_items i
    LEFT JOIN summary_groups g USING (group_id)
    UNION ALL
    SELECT i.brief_id, 1000 * i.block + i.position,
        (SELECT arg_max(g.label, g.position) FROM imported_brief_items g
         WHERE g.brief_id = i.brief_id AND g.block = i.block AND g.header_only AND g.position < i.position), i.text
    FROM imported_brief_items i
    WHERE i.section = 'action_summary' AND NOT i.header_only AND is_among(i.brief_id, $among)
    UNION ALL
    SELECT brief_id, 0, NULL, card_summary FROM imported_briefs WHERE card_summary IS NOT NULL
),

final AS (
    SELECT b.short_title AS brief, b.posted_date, s.heading, s.text, s.place, s.brief_id, b.source_ids
    FROM summaries s
    JOIN every_brief b USING (brief_id)
    WHERE is_among(s.brief_id, $among) AND coalesce(b.posted_date <= $as_of, true)
)

SELECT brief, heading, text, brief_id, source_ids
FROM final
WHERE has_words(concat_ws(' ', text, heading), $q)
ORDER BY posted_date DESC NULLS LAST, brief_id, place
