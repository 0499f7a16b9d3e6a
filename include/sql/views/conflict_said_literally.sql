-- What does each source say of each incident that enters the statistics, as counted when the incidents were built?
--
-- Only for the reading `literal`: the columns of conflict_said, which questions name. Rows of one incident stand together.
SELECT * EXCLUDE (number, country_code, date_start, date_end, domain)
FROM incident_sources
WHERE domain = 'conflict'
  AND (getvariable('country')::VARCHAR IS NULL OR country_code = getvariable('country')::VARCHAR)
  AND (getvariable('since')::DATE IS NULL OR date_start >= getvariable('since')::DATE)
  AND (getvariable('until')::DATE IS NULL OR date_end <= getvariable('until')::DATE)
