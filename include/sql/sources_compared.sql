-- Which sources give the figures, and do theirs lie above or below the ones that the statistics take?
--
-- For each source and outcome: its claims, and of the incidents for which it gives the toll as a whole (no part of a
-- whole), in how many its latest figure is below, the same as or above the incident's best. The source is null where
-- articles name nobody.
WITH latest AS (
    SELECT
        incident_id,
        outcome,
        source,
        max_by(best, (published_end, claim_id)) FILTER (part_of IS NULL) AS said,
        count(*) AS claims
    FROM conflict_statements
    GROUP BY ALL
), compared AS (
    SELECT latest.*, sign(said - best) AS side
    FROM latest LEFT JOIN conflict_tolls USING (incident_id, outcome)
    WHERE victim_group = 'all' OR victim_group IS NULL
)
SELECT
    source,
    outcome,
    sum(claims)::BIGINT AS claims,
    count(*) AS incidents,
    count(*) FILTER (side = -1) AS below,
    count(*) FILTER (side = 0) AS same,
    count(*) FILTER (side = 1) AS above
FROM compared
GROUP BY ALL
ORDER BY incidents DESC, claims DESC, source NULLS LAST, outcome
