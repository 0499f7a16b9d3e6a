-- What is known of one incident?
--
-- Its latest reading. Parameter incident is its incident_id.
SELECT *
FROM incident_readings
WHERE incident_id = getvariable('incident')::VARCHAR
ORDER BY version DESC
LIMIT 1
