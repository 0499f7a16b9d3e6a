-- What does each source say of each incident that enters the statistics, as counted when the incidents were built?
--
-- Only for the reading `literal`. Rows of one incident stand together.
SELECT
    incident_id,
    outcome,
    victim_group,
    source,
    lowest,
    latest,
    highest,
    open_ended,
    claims,
    articles,
    said_low,
    said_best,
    said_high,
    said_open_ended,
    said_without_best,
    incident_best
FROM incident_sources
WHERE domain = 'conflict'
  AND (getvariable('country')::VARCHAR IS NULL OR country_code = getvariable('country')::VARCHAR)
  AND (getvariable('since')::DATE IS NULL OR date_start >= getvariable('since')::DATE)
  AND (getvariable('until')::DATE IS NULL OR date_end <= getvariable('until')::DATE)
