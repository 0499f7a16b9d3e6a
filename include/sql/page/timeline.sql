-- How many people did conflict incidents kill, day by day, week by week, month by month or year by year?
--
-- Steps fit the length of the period, asked for or known: days up to two months, weeks up to a year and a half, months up
-- to twelve years, else years. Parameter step takes others, unless days or weeks were over a thousand. Weeks begin on
-- Monday. A step in which nobody is known to have been killed has zeros; incidents whose date is unknown or may lie in
-- two steps are in none.
WITH killed AS (
    SELECT date_start, date_end, low, best, high
    FROM conflict_tolls
    WHERE outcome = 'killed'
      AND victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all')
      AND date_start IS NOT NULL
      AND date_end IS NOT NULL
), period AS (
    SELECT
        1 + coalesce(getvariable('until')::DATE, max(date_end))
            - coalesce(getvariable('since')::DATE, min(date_start)) AS days
    FROM killed
), chosen AS (
    SELECT
        CASE
            WHEN getvariable('step')::VARCHAR = 'day' AND days <= 1000 THEN 'day'
            WHEN getvariable('step')::VARCHAR = 'week' AND days <= 7000 THEN 'week'
            WHEN getvariable('step')::VARCHAR IN ('month', 'year') THEN getvariable('step')::VARCHAR
            WHEN days <= 62 THEN 'day'
            WHEN days <= 550 THEN 'week'
            WHEN days <= 4400 THEN 'month'
            ELSE 'year'
        END AS step
    FROM period
), told AS (
    SELECT
        date_trunc(step, date_start)::DATE AS begins,
        count(*) AS incidents,
        sum(low)::BIGINT AS low,
        sum(best)::BIGINT AS best,
        sum(high)::BIGINT AS high
    FROM killed, chosen
    WHERE date_trunc(step, date_start) = date_trunc(step, date_end)
    GROUP BY ALL
), steps AS (
    SELECT
        unnest(
            generate_series(
                (SELECT min(begins) FROM told)::TIMESTAMP,
                (SELECT max(begins) FROM told)::TIMESTAMP,
                CASE step
                    WHEN 'day' THEN INTERVAL 1 DAY
                    WHEN 'week' THEN INTERVAL 7 DAY
                    WHEN 'month' THEN INTERVAL 1 MONTH
                    ELSE INTERVAL 1 YEAR
                END
            )
        )::DATE AS begins,
        step
    FROM chosen
)
SELECT
    steps.begins,
    steps.step,
    coalesce(incidents, 0) AS incidents,
    coalesce(low, 0) AS low,
    coalesce(best, 0) AS best,
    coalesce(high, 0) AS high
FROM steps LEFT JOIN told USING (begins)
ORDER BY steps.begins
