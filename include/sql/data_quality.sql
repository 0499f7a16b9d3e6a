-- How much of what came in was refused, undated, unplaced or contested?
--
-- Each row counts what is wrong among all that could be; share is null where there is nothing to count. Incidents and
-- events are those of the domain conflict, incidents the present readings.
WITH live AS (
    SELECT * FROM incidents WHERE status = 'current' AND domain = 'conflict' AND event_clarity = 1
), told AS (
    SELECT * FROM events WHERE domain = 'conflict'
), kept_rows AS (
    SELECT (SELECT count(*) FROM articles) + (SELECT count(*) FROM claims) + (SELECT count(*) FROM events)
        + (SELECT count(*) FROM incident_readings) + (SELECT count(*) FROM incident_events) AS kept
), counted AS (
    SELECT 1 AS place, 'files that could not be read' AS measure, refused AS count, refused + files AS among
    FROM (SELECT count(*) AS refused FROM rejected WHERE stage = 'read'),
        (SELECT count(DISTINCT source_sha256) AS files FROM articles)
    UNION ALL
    SELECT 2, 'rows refused by an expectation', refused, refused + kept
    FROM (SELECT count(*) AS refused FROM rejected WHERE stage = 'validate'), kept_rows
    UNION ALL
    SELECT 3, 'articles in a language without a pack', unread, articles
    FROM (SELECT count(*) AS unread FROM rejected WHERE stage = 'extract'), (SELECT count(*) AS articles FROM articles)
    UNION ALL
    SELECT 4, 'articles whose day of publication is unknown', count(*) FILTER (published_prec IS DISTINCT FROM 1), count(*)
    FROM articles
    UNION ALL
    SELECT 5, 'articles that are copies of another', count(duplicate_of), count(*) FROM articles
    UNION ALL
    SELECT 6, 'events without a date', count(*) FILTER (date_start IS NULL), count(*) FROM told
    UNION ALL
    SELECT 7, 'events without a country', count(*) FILTER (country_code IS NULL), count(*) FROM told
    UNION ALL
    SELECT 8, 'incidents without a date', count(*) FILTER (date_start IS NULL), count(*) FROM live
    UNION ALL
    SELECT 9, 'incidents dated no closer than a month', count(*) FILTER (date_prec > 3), count(*) FROM live
    UNION ALL
    SELECT 10, 'incidents without a country', count(*) FILTER (country_code IS NULL), count(*) FROM live
    UNION ALL
    SELECT 11, 'incidents placed no closer than a province', count(*) FILTER (where_prec > 3), count(*) FROM live
    UNION ALL
    SELECT 12, 'incidents known from one article', count(*) FILTER (n_articles = 1), count(*) FROM live
    UNION ALL
    SELECT 13, 'incidents for which no source is named', count(*) FILTER (n_sources = 0), count(*) FROM live
    UNION ALL
    SELECT 14, 'incidents with contested figures', count(*) FILTER (contested), count(*) FROM live
)
SELECT measure, count, among, round(count / nullif(among, 0), 3) AS share
FROM counted
ORDER BY place
