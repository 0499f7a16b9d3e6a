-- How many people did conflict incidents kill, month by month?
--
-- The rows of casualties_by_country_and_month added over countries; a month in which nobody is known to have been killed
-- has zeros. Incidents whose date is unknown or may lie in two months are in no month.
WITH told AS (
    SELECT
        (month || '-01')::DATE AS month,
        sum(incidents)::BIGINT AS incidents,
        sum(low)::BIGINT AS low,
        sum(best)::BIGINT AS best,
        sum(high)::BIGINT AS high
    FROM statistics_casualties_by_country_and_month
    WHERE outcome = 'killed' AND month IS NOT NULL
    GROUP BY ALL
), months AS (
    SELECT unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH))::DATE AS month FROM told
)
SELECT
    months.month,
    coalesce(incidents, 0) AS incidents,
    coalesce(low, 0) AS low,
    coalesce(best, 0) AS best,
    coalesce(high, 0) AS high
FROM months LEFT JOIN told USING (month)
ORDER BY month
