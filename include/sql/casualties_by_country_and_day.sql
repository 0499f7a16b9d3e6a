-- How many people did conflict incidents kill and hurt, by country and day?
--
-- Only incidents whose day is known: one that happened in the night between two days, or that is known only to the week
-- or the month, is in no day. So these rows sum to less than the months do.
SELECT
    country,
    country_code,
    date_start AS day,
    outcome,
    count(*) AS incidents,
    sum(low)::BIGINT AS low,
    sum(best)::BIGINT AS best,
    sum(high)::BIGINT AS high,
    count(*) FILTER (open_ended) AS open_ended,
    count(*) FILTER (without_best) AS without_best
FROM conflict_tolls
WHERE victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all') AND date_start = date_end
GROUP BY ALL
ORDER BY country_code NULLS LAST, country NULLS LAST, day, outcome
