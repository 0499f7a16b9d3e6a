-- Which countries, sources and perpetrators can be asked for?
--
-- The 300 of each kind that most incidents name, whatever else is asked for.
WITH named AS (
    SELECT 'country' AS kind, country_code AS name FROM conflict_every_incident WHERE country_code IS NOT NULL
    UNION ALL
    SELECT 'source', unnest(sources) FROM conflict_every_incident
    UNION ALL
    SELECT 'perpetrator', perpetrator FROM conflict_every_incident WHERE perpetrator IS NOT NULL
), counted AS (
    SELECT kind, name, count(*) AS n FROM named GROUP BY ALL
)
SELECT kind, name
FROM counted
QUALIFY row_number() OVER (PARTITION BY kind ORDER BY n DESC, name) <= 300
ORDER BY kind, n DESC, name
