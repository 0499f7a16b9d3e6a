-- What toll did each incident that enters the statistics take, one row an outcome that somebody gave a figure for?
--
-- low, best and high as in conflict_every_toll: low <= best <= high for each row and each sum of rows. What is asked for
-- is chosen here by the same words as in conflict_incidents, so that a reader may hold the other view in memory.
SELECT *
FROM conflict_every_toll
WHERE (getvariable('country')::VARCHAR IS NULL OR country_code = getvariable('country')::VARCHAR)
  AND (getvariable('since')::DATE IS NULL OR date_start >= getvariable('since')::DATE)
  AND (getvariable('until')::DATE IS NULL OR date_end <= getvariable('until')::DATE)
  AND (getvariable('means')::VARCHAR IS NULL OR means = getvariable('means')::VARCHAR)
  AND (getvariable('perpetrator')::VARCHAR IS NULL OR perpetrator = getvariable('perpetrator')::VARCHAR)
  AND (getvariable('source')::VARCHAR IS NULL OR list_contains(sources, getvariable('source')::VARCHAR))
