-- Which conflict incidents lie in what was asked for, earliest first?
--
-- corrected says whether somebody put right a figure, place or day of it. Parameter top sets how many, 1,000 unless told.
SELECT
    date_start,
    date_end,
    coalesce(location, place_name) AS place,
    country_code,
    means,
    perpetrator,
    killed_low,
    killed_best,
    killed_high,
    injured_best,
    grading,
    len(corrected) > 0 AS corrected,
    incident_id
FROM conflict_incidents
ORDER BY date_start NULLS LAST, incident_id
LIMIT coalesce(getvariable('top')::INTEGER, 1000)
