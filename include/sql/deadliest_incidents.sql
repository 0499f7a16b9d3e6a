-- Which conflict incidents killed most people?
--
-- By the best figure of those killed, then by the lowest. A figure is null where no article gives it. Parameter top sets
-- how many rows.
WITH dead AS (
    SELECT incident_id, low AS ranked_low, best AS ranked_best
    FROM conflict_tolls
    WHERE outcome = 'killed' AND victim_group = 'all' AND best > 0
), ranked AS (
    SELECT *, row_number() OVER (ORDER BY ranked_best DESC, ranked_low DESC, incident_id) AS rank
    FROM dead
)
SELECT
    rank,
    date_start,
    date_end,
    country_code,
    coalesce(location, place_name) AS place,
    means,
    perpetrator,
    killed_low,
    killed_best,
    killed_high,
    n_sources,
    contested,
    incident_id
FROM ranked JOIN conflict_incidents USING (incident_id)
WHERE rank <= coalesce(getvariable('top')::INTEGER, 20)
ORDER BY rank
