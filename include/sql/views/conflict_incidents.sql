-- Which incidents enter the statistics?
--
-- Present readings of single incidents of the domain conflict, in the country asked for, of the means, by the perpetrator,
-- and those of which the source gives a figure. A period takes what lies in it wholly: an incident known only to the
-- month is in no week of that month, and one without a date is in no period.
SELECT *
FROM conflict_every_incident
WHERE (getvariable('country')::VARCHAR IS NULL OR country_code = getvariable('country')::VARCHAR)
  AND (getvariable('since')::DATE IS NULL OR date_start >= getvariable('since')::DATE)
  AND (getvariable('until')::DATE IS NULL OR date_end <= getvariable('until')::DATE)
  AND (getvariable('means')::VARCHAR IS NULL OR means = getvariable('means')::VARCHAR)
  AND (getvariable('perpetrator')::VARCHAR IS NULL OR perpetrator = getvariable('perpetrator')::VARCHAR)
  AND (getvariable('source')::VARCHAR IS NULL OR list_contains(sources, getvariable('source')::VARCHAR))
