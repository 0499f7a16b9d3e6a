-- Which articles tell of one incident, and why were they linked?
--
-- One row an event of an article; reasons are in hundredths, for and against. Parameter incident is its incident_id.
SELECT
    published_start,
    published_end,
    outlet,
    title,
    date_text,
    place_name,
    killed_low,
    killed_best,
    killed_high,
    score,
    linked_to,
    reasons,
    sentence,
    events.event_id,
    events.article_id
FROM incident_events
JOIN events ON events.event_id = incident_events.event_id
JOIN articles ON articles.article_id = events.article_id
WHERE incident_events.incident_id = getvariable('incident')::VARCHAR
ORDER BY published_start NULLS LAST, events.article_id, events.event_id
