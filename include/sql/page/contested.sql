-- On which conflict incidents do sources of equal standing disagree by over a fifth?
--
-- Widest apart first. Parameter top sets how many, 10 unless told.
SELECT
    date_start,
    date_end,
    country_code,
    coalesce(location, place_name) AS place,
    means,
    killed_low,
    killed_best,
    killed_high,
    n_sources,
    incident_id
FROM conflict_incidents
WHERE contested
ORDER BY coalesce(killed_high, killed_best, 0) - coalesce(killed_low, 0) DESC, incident_id
LIMIT coalesce(getvariable('top')::INTEGER, 10)
