-- By what did conflict incidents kill and hurt people?
--
-- Every incident counts once. The means is null where no article tells it.
SELECT
    means,
    outcome,
    count(*) AS incidents,
    sum(low)::BIGINT AS low,
    sum(best)::BIGINT AS best,
    sum(high)::BIGINT AS high,
    count(*) FILTER (open_ended) AS open_ended,
    count(*) FILTER (without_best) AS without_best
FROM conflict_tolls
WHERE victim_group = coalesce(getvariable('victim_group')::VARCHAR, 'all')
GROUP BY ALL
ORDER BY best DESC, means NULLS LAST, outcome
