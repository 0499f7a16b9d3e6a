-- Which articles tell of one incident, and why were they linked?
--
-- One row an event of an article; reasons are in hundredths, for and against. Parameter incident is its incident_id.
SELECT
    step,
    published_start,
    published_end,
    date_text,
    place_name,
    events.killed_low,
    events.killed_best,
    events.killed_high,
    score,
    linked_to,
    reasons,
    sentence,
    events.event_id,
    events.article_id
FROM incident_events
JOIN events ON events.event_id = incident_events.event_id
LEFT JOIN incident_history
    ON incident_history.article_id = events.article_id
    AND incident_history.incident_id = incident_events.incident_id
WHERE incident_events.incident_id = getvariable('incident')::VARCHAR
ORDER BY step, events.article_id, events.event_id
