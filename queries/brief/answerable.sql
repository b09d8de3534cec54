-- Officials whom the briefs chosen make responsible, and for what, brief by brief as each lists them.
--
-- $as_of DATE: briefs dated later are left out
-- $among VARCHAR[]?: briefs to keep; empty takes the Framework's own
WITH listed AS (
    SELECT i.brief_id, i.position, f.office, f.duty
    FROM officials f
    JOIN brief_items i USING (item_id)
    WHERE f.capacity = 'responsible'
    UNION ALL
    SELECT brief_id, position, name, role FROM imported_brief_bodies WHERE kind = 'official'
),

final AS (
    SELECT b.short_title AS brief, b.posted_date, l.office, l.duty, l.position, l.brief_id, b.source_ids
    FROM listed l
    JOIN every_brief b USING (brief_id)
    WHERE is_among(l.brief_id, $among) AND coalesce(b.posted_date <= $as_of, true)
)

SELECT brief, office, duty, brief_id, source_ids
FROM final
ORDER BY posted_date DESC NULLS LAST, brief_id, position
