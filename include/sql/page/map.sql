-- Where are the conflict incidents that killed most people?
--
-- Those of which the place is known closer than the country. where_prec is UCDP's: 1 and 2 are the place itself or near
-- it, 3 to 5 a district, a province or a region. Parameter top sets how many, 150 unless told.
WITH deadliest AS (
    SELECT incident_id, low, best, high
    FROM conflict_tolls
    WHERE outcome = 'killed' AND victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all') AND best > 0
), placed AS (
    SELECT *
    FROM conflict_incidents
    WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND coalesce(where_prec, 6) < 6
)
SELECT
    latitude,
    longitude,
    where_prec,
    coalesce(location, place_name) AS place,
    country_code,
    date_start,
    date_end,
    deadliest.low::BIGINT AS low,
    deadliest.best::BIGINT AS best,
    deadliest.high::BIGINT AS high,
    incident_id
FROM deadliest JOIN placed USING (incident_id)
ORDER BY deadliest.best DESC, deadliest.low DESC, incident_id
LIMIT coalesce(getvariable('top')::INTEGER, 150)
