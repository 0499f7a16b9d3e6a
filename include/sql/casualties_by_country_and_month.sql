-- How many people did conflict incidents kill and hurt, by country and month?
--
-- Every incident counts once. The month is null for an incident whose date is unknown or may lie in two months.
WITH placed AS (
    SELECT
        *,
        CASE WHEN date_trunc('month', date_start) = date_trunc('month', date_end) THEN strftime(date_start, '%Y-%m') END
            AS month
    FROM conflict_tolls
    WHERE victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all')
)
SELECT
    country,
    country_code,
    month,
    outcome,
    count(*) AS incidents,
    sum(low)::BIGINT AS low,
    sum(best)::BIGINT AS best,
    sum(high)::BIGINT AS high,
    count(*) FILTER (open_ended) AS open_ended,
    count(*) FILTER (without_best) AS without_best
FROM placed
GROUP BY ALL
ORDER BY country_code NULLS LAST, country NULLS LAST, month NULLS LAST, outcome
