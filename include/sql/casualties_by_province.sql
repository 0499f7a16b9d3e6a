-- How many people did conflict incidents kill and hurt, by first-order administrative division?
--
-- Every incident counts once. The division is null for an incident placed no closer than in its country.
SELECT
    country,
    country_code,
    adm_1,
    outcome,
    count(*) AS incidents,
    sum(low)::BIGINT AS low,
    sum(best)::BIGINT AS best,
    sum(high)::BIGINT AS high,
    count(*) FILTER (open_ended) AS open_ended,
    count(*) FILTER (without_best) AS without_best
FROM conflict_tolls
WHERE victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all')
GROUP BY ALL
ORDER BY country_code NULLS LAST, country NULLS LAST, adm_1 NULLS LAST, outcome
