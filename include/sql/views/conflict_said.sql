-- What does each source say of each incident that enters the statistics, counted from the claims?
--
-- The long way, over every claim, under any reading. Under `literal` the table incident_sources holds the same, counted
-- when the incidents were built, and the questions read that.
WITH once AS (
    SELECT
        incident_id,
        outcome,
        source,
        event_id,
        published_end,
        coalesce(same_as, claim_id) AS figure,
        arg_min(
            {
                low: coalesce(told_low, 0),
                best: greatest(coalesce(told_best, told_low, 0), told_low),
                high: greatest(coalesce(told_high, told_best, told_low), told_best, told_low),
                open_ended: open_ended,
                without_best: without_best
            },
            (same_as IS NOT NULL, claim_id)
        ) AS told
    FROM conflict_statements
    WHERE part_of IS NULL
    GROUP BY ALL
), told AS (
    SELECT
        incident_id,
        outcome,
        source,
        event_id,
        published_end,
        sum(told.low) AS low,
        sum(told.best) AS best,
        sum(told.high) AS high,
        bool_or(told.open_ended) AS open_ended,
        bool_or(told.without_best) AS without_best
    FROM once
    GROUP BY ALL
), toll AS (
    SELECT incident_id, outcome, source, max_by(told, (published_end, best, event_id)) AS said
    FROM told
    GROUP BY ALL
), every AS (
    SELECT *, victim_group AS of_group, low AS least, best AS middle, high AS most
    FROM conflict_statements
    UNION ALL
    SELECT *, 'all', if(part_of IS NULL, low, NULL), if(part_of IS NULL, best, NULL), if(part_of IS NULL, high, NULL)
    FROM conflict_statements
), grouped AS (
    SELECT
        incident_id,
        outcome,
        of_group AS victim_group,
        source,
        min(least) AS lowest,
        max_by(middle, (published_end, claim_id)) AS latest,
        max(most) AS highest,
        count(*) FILTER (open_ended) AS open_ended,
        count(*) AS claims,
        count(DISTINCT article_id) AS articles
    FROM every
    GROUP BY ALL
), taken AS (
    SELECT incident_id, outcome, any_value(best) AS best
    FROM conflict_tolls
    WHERE victim_group = 'all'
    GROUP BY ALL
)
SELECT
    grouped.*,
    said.low::BIGINT AS said_low,
    said.best::BIGINT AS said_best,
    said.high::BIGINT AS said_high,
    said.open_ended AS said_open_ended,
    said.without_best AS said_without_best,
    if(grouped.victim_group = 'all', taken.best, NULL) AS incident_best
FROM grouped
LEFT JOIN toll
    ON toll.incident_id = grouped.incident_id
    AND toll.outcome = grouped.outcome
    AND toll.source IS NOT DISTINCT FROM grouped.source
    AND grouped.victim_group = 'all'
LEFT JOIN taken
    ON taken.incident_id = grouped.incident_id
    AND taken.outcome = grouped.outcome
ORDER BY grouped.incident_id, grouped.outcome, grouped.victim_group, grouped.source NULLS LAST
