-- What do the articles cover, month by month?
--
-- By month of publication; the month is null for articles whose month is unknown. silent_days are days between the first
-- and the last dated article on which none was published: what happened then may be missing from every statistic.
WITH dated AS (
    SELECT
        CASE WHEN date_trunc('month', published_start) = date_trunc('month', published_end)
            THEN date_trunc('month', published_start)::DATE END AS month,
        CASE WHEN published_start = published_end THEN published_start END AS day,
        outlet,
        article_id,
        duplicate_of
    FROM articles
), calendar AS (
    SELECT date_trunc('month', day)::DATE AS month, day
    FROM (SELECT unnest(generate_series(min(day), max(day), INTERVAL 1 DAY))::DATE AS day FROM dated)
), days AS (
    SELECT month, count(*) AS days, count(*) FILTER (day NOT IN (SELECT day FROM dated WHERE day IS NOT NULL)) AS silent
    FROM calendar
    GROUP BY ALL
), months AS (
    SELECT month FROM days UNION SELECT month FROM dated
)
SELECT
    strftime(months.month, '%Y-%m') AS month,
    count(article_id) AS articles,
    count(duplicate_of) AS copies,
    count(DISTINCT outlet) AS outlets,
    count(DISTINCT day) AS days_with_news,
    any_value(silent) AS silent_days
FROM months
LEFT JOIN dated ON dated.month IS NOT DISTINCT FROM months.month
LEFT JOIN days ON days.month = months.month
GROUP BY months.month
ORDER BY months.month NULLS LAST
