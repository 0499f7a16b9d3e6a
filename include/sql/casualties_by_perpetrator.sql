-- Who is said to have killed and hurt people in conflict incidents?
--
-- Every incident counts once, under the name as the articles write it. The perpetrator is null where none is named.
SELECT
    perpetrator,
    perpetrator_type,
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
ORDER BY best DESC, perpetrator NULLS LAST, perpetrator_type NULLS LAST, outcome
