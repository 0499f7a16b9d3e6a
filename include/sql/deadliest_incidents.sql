-- Which conflict incidents killed most people?
--
-- By the best figure of those killed, then by the lowest. A figure is null where no article gives it. Parameter top sets
-- how many rows.
WITH deadliest AS (
    SELECT
        incident_id,
        told_low AS killed_low,
        told_best AS killed_best,
        told_high AS killed_high,
        row_number() OVER (ORDER BY best DESC, low DESC, incident_id) AS rank
    FROM (
        FROM conflict_tolls
        WHERE outcome = 'killed' AND victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all') AND best > 0
        ORDER BY best DESC, low DESC, incident_id
        LIMIT coalesce(getvariable('top')::INTEGER, 20)
    )
)
SELECT
    rank,
    date_start,
    date_end,
    country_code,
    coalesce(location, place_name) AS place,
    means,
    perpetrator,
    deadliest.killed_low,
    deadliest.killed_best,
    deadliest.killed_high,
    n_sources,
    contested,
    incident_id
FROM deadliest JOIN conflict_incidents USING (incident_id)
ORDER BY rank
