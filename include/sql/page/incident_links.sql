-- Why were the events of articles linked into one incident?
--
-- One row an event; reasons are in hundredths, for and against the link to the event that it fits best. Parameter
-- incident is its incident_id.
SELECT event_id, score, linked_to, reasons
FROM incident_events
WHERE incident_id = getvariable('incident')::VARCHAR
ORDER BY score DESC, event_id
