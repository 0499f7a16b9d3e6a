-- Which conflict incidents lack a day or a place?
--
-- Deadliest first: those without a date, dated no closer than a month, without a country or placed no closer than a
-- province. Parameter top sets how many, 50 unless told.
SELECT
    date_start,
    date_end,
    date_prec,
    country_code,
    coalesce(location, place_name) AS place,
    where_prec,
    killed_best,
    n_articles,
    incident_id
FROM conflict_incidents
WHERE date_start IS NULL OR date_prec > 3 OR country_code IS NULL OR where_prec > 3
ORDER BY killed_best DESC NULLS LAST, incident_id
LIMIT coalesce(getvariable('top')::INTEGER, 50)
