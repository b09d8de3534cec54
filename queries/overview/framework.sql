-- What the Framework is: the brief's own dates, two sentences on it, and how far the reading behind the events reaches.
-- $as_of DATE: the day on which the count of events is taken
SELECT
    b.brief_id, b.title, b.short_title, b.summary, b.posted_date, b.signed_date, b.signed_place, b.date_note,
    c.reaches_to, c.note AS coverage_note,
    (SELECT max(date) FROM known_events($as_of) WHERE status = 'occurred') AS last_event,
    [b.source_id] AS source_ids
FROM briefs b
CROSS JOIN coverage c
WHERE c.subject = 'events'
ORDER BY b.signed_date DESC
LIMIT 1
