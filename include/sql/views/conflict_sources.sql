-- What does each source say of each incident that enters the statistics?
--
-- One row an incident, outcome, victim group and source, which is null where the articles name nobody. In rows of the
-- victim group `all` are the claims of all groups together, the lowest, latest and highest of the figures that are no
-- part of another one, the toll that the source gives as a whole in its latest article (said_low, said_best, said_high;
-- null where it gives parts alone), and the incident's best figure. Vague numbers count as the parameter reading says.
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
WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') = 'literal'
  AND domain = 'conflict'
  AND (getvariable('country')::VARCHAR IS NULL OR country_code = getvariable('country')::VARCHAR)
  AND (getvariable('since')::DATE IS NULL OR date_start >= getvariable('since')::DATE)
  AND (getvariable('until')::DATE IS NULL OR date_end <= getvariable('until')::DATE)
UNION ALL
SELECT *
FROM conflict_said
WHERE coalesce(getvariable('reading')::VARCHAR, 'literal') <> 'literal'
