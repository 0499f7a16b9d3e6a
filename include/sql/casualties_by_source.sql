-- How many people did conflict incidents kill and hurt, by what each source says?
--
-- For each source, the incidents whose toll it gives, with its own figures: those of the article published last in which
-- it gives them; of one day's articles the higher. Parts of a toll are not counted as one. Several sources speak of the
-- same incident, so never add rows of different sources. The source is null where articles name nobody.
WITH once AS (
    SELECT
        incident_id,
        outcome,
        source,
        event_id,
        published_end,
        coalesce(same_as, claim_id) AS figure,
        any_value(coalesce(told_low, 0)) AS low,
        any_value(greatest(coalesce(told_best, told_low, 0), told_low)) AS best,
        any_value(greatest(coalesce(told_high, told_best, told_low), told_best, told_low)) AS high,
        any_value(open_ended) AS open_ended,
        any_value(without_best) AS without_best
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
        sum(low) AS low,
        sum(best) AS best,
        sum(high) AS high,
        bool_or(open_ended) AS open_ended,
        bool_or(without_best) AS without_best
    FROM once
    GROUP BY ALL
), latest AS (
    SELECT incident_id, outcome, source, max_by(told, (published_end, best, event_id)) AS said
    FROM told
    GROUP BY ALL
)
SELECT
    source,
    outcome,
    count(*) AS incidents,
    sum(said.low)::BIGINT AS low,
    sum(said.best)::BIGINT AS best,
    sum(said.high)::BIGINT AS high,
    count(*) FILTER (said.open_ended) AS open_ended,
    count(*) FILTER (said.without_best) AS without_best
FROM latest
GROUP BY ALL
ORDER BY incidents DESC, best DESC, source NULLS LAST, outcome
