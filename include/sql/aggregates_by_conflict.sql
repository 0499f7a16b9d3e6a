-- What totals over several events do articles give, by country and place?
--
-- Totals of a war, a campaign or a year overlap each other and hold the single incidents, so they are never added up and
-- never added to incidents. Each row is one period of one place as articles tell it; `latest` is the figure of the
-- article published last, lowest and highest span all. A row that no article dates or places has nulls there.
WITH totals AS (
    SELECT
        events.*,
        coalesce(location, place_name) AS place,
        published_end,
        unnest([
            {outcome: 'killed', low: killed_low, best: killed_best, high: killed_high},
            {outcome: 'injured', low: injured_low, best: injured_best, high: injured_high},
            {outcome: 'missing', low: missing_low, best: missing_best, high: missing_high},
            {outcome: 'abducted', low: abducted_low, best: abducted_best, high: abducted_high},
            {outcome: 'detained', low: detained_low, best: detained_best, high: detained_high},
            {outcome: 'casualties', low: casualties_low, best: casualties_best, high: casualties_high}
        ], recursive := true)
    FROM events_corrected AS events JOIN articles USING (article_id)
    WHERE event_clarity = 2 AND domain = 'conflict' AND superseded_by IS NULL
)
SELECT
    country,
    country_code,
    place,
    date_start,
    date_end,
    outcome,
    count(*) AS statements,
    count(DISTINCT article_id) AS articles,
    min(coalesce(low, best, high)) AS lowest,
    max_by(coalesce(best, low, high), (published_end, event_id)) AS latest,
    max(coalesce(high, best, low)) AS highest,
    count(*) FILTER (high IS NULL) AS open_ended
FROM totals
WHERE coalesce(low, best, high) IS NOT NULL
  AND (getvariable('country')::VARCHAR IS NULL OR country_code = getvariable('country')::VARCHAR)
  AND (getvariable('since')::DATE IS NULL OR date_start >= getvariable('since')::DATE)
  AND (getvariable('until')::DATE IS NULL OR date_end <= getvariable('until')::DATE)
GROUP BY ALL
ORDER BY
    country_code NULLS LAST, country NULLS LAST, place NULLS LAST, date_start NULLS LAST, date_end NULLS LAST, outcome
