-- Which articles tell of each incident, earliest first?
--
-- One row an incident; the lists run side by side, with an empty text for what is not known.
WITH told AS (
    SELECT
        incident_id,
        step,
        outlet,
        title,
        if(articles.published_start = articles.published_end, articles.published_start::VARCHAR, NULL) AS day,
        ingested_at
    FROM incident_history JOIN articles USING (article_id)
)
SELECT
    incident_id,
    list(concat_ws(', ', outlet, day, title) ORDER BY step) AS articles,
    list(coalesce(outlet, '') ORDER BY step) AS outlets,
    list(coalesce(day, '') ORDER BY step) AS days,
    list(coalesce(title, '') ORDER BY step) AS titles,
    max(ingested_at) AS last_ingested
FROM told
GROUP BY ALL
