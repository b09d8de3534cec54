-- Events by date, as they could be known on the as-of date.
--
-- An event that occurred is listed once its date has come. A planned or calculated date is listed from the day of the
-- decision that set it (or, where no such decision is on record, from its own date). reasons says why an event
-- concerns the department asked for. joint: it names the Framework or both countries brought it about.
-- $as_of DATE: later happenings are left out
-- $lanes VARCHAR[]?: kinds of event to keep; empty keeps all
-- $ties VARCHAR[]?: ties to the Framework to keep; empty keeps all
-- $countries VARCHAR[]?: keep events that involve one of these; empty keeps all
-- $pillars VARCHAR[]?: keep events that bear on a provision of one of these pillars; empty keeps all
-- $provision VARCHAR?: keep events that bear on this provision; empty keeps all
-- $department VARCHAR?: keep what concerns this department, by name or by a graded reading; empty keeps all
-- $q VARCHAR?: every word must stand in the title, summary, actors or open question
SELECT
    event_id, date, date_precision, title, label, type, lane, lane_position, status, open_question, turning_point,
    tie, tie_reason, joint, countries, actors, provisions, summary,
    (SELECT list_sort(list_distinct(flatten(list(u.reasons)))) FROM unit_provisions u
     WHERE u.unit_id = $department AND list_contains(provisions, u.provision_id)) AS reasons, source_ids
FROM described_events($as_of)
WHERE ($lanes IS NULL OR list_contains($lanes, lane))
    AND ($ties IS NULL OR list_contains($ties, tie::VARCHAR))
    AND ($countries IS NULL OR list_has_any(countries, $countries))
    AND ($pillars IS NULL OR list_has_any(pillars, $pillars))
    AND ($provision IS NULL OR list_contains(provisions, $provision))
    AND ($department IS NULL OR list_has_any(provisions, (
        SELECT list(provision_id) FROM unit_provisions WHERE unit_id = $department)))
    AND has_words(words, $q)
ORDER BY date, event_id
