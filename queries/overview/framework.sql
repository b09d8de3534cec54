-- What the Framework is: the brief's own dates, two sentences on it, and how far the reading behind the events reaches.
-- $as_of DATE: the day up to which events are known
-- $brief VARCHAR?: the brief; empty takes the Framework's own
SELECT
    b.brief_id, b.title, b.short_title, b.summary, b.posted_date, b.signed_date, b.signed_place, b.date_note,
    c.reaches_to, c.note AS coverage_note, (SELECT reaches_to FROM coverage WHERE subject = 'papers') AS papers_to,
    (SELECT max(date) FROM known_events($as_of) WHERE status = 'occurred') AS last_event,
    [b.source_id] AS source_ids
FROM briefs b
CROSS JOIN coverage c
WHERE b.brief_id = chosen_brief($brief) AND c.subject = 'events'
