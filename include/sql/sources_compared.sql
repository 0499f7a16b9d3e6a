-- Which sources give the figures, and do theirs lie above or below the ones that the statistics take?
--
-- For each source and outcome: its claims, and of the incidents for which it gives the toll as a whole (no part of a
-- whole), in how many its latest figure is below, the same as or above the incident's best. The source is null where
-- articles name nobody.
SELECT
    source,
    outcome,
    sum(claims)::BIGINT AS claims,
    count(*) AS incidents,
    count(*) FILTER (latest < incident_best) AS below,
    count(*) FILTER (latest = incident_best) AS same,
    count(*) FILTER (latest > incident_best) AS above
FROM conflict_sources
WHERE victim_group = 'all'
GROUP BY ALL
ORDER BY incidents DESC, claims DESC, source NULLS LAST, outcome
