-- Which articles tell of the conflict incidents in what was asked for, and whom do they name?
--
-- One row an incident and an article that tells of it, by the day of publication; `sources` are those whom the article
-- names for figures of that incident.
SELECT
    incident_id,
    article_id,
    outlet,
    title,
    source_file,
    url,
    published_start,
    published_end,
    list_sort(list_distinct(flatten(list(events.sources)))) AS sources
FROM conflict_incidents
JOIN incident_events USING (incident_id)
JOIN events USING (event_id)
JOIN articles USING (article_id)
GROUP BY ALL
ORDER BY published_start NULLS LAST, article_id, incident_id
