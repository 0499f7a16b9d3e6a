-- How did the toll of an incident change from article to article?
--
-- One row an incident and article, in the order of publication, with those killed and injured as known by then.
-- Parameter incident takes the first characters of an incident_id.
SELECT
    incident_id,
    step,
    published_start,
    published_end,
    killed_low,
    killed_best,
    killed_high,
    injured_low,
    injured_best,
    injured_high,
    incident_history.sources,
    article_id
FROM incident_history SEMI JOIN conflict_incidents USING (incident_id)
WHERE getvariable('incident')::VARCHAR IS NULL OR starts_with(incident_id, getvariable('incident')::VARCHAR)
ORDER BY incident_id, step
