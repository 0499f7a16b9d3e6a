-- Who were the people killed in conflict incidents?
--
-- The group `all` holds everybody; the others are those of them of whom an article says so. Groups overlap (children are
-- civilians) and leave people out of whom nothing is said, so never add them. share_of_best is the group's best over the
-- best of all: a lower bound of the true share, because articles do not always tell the group.
WITH grouped AS (
    SELECT
        victim_group,
        count(*) AS incidents,
        sum(low)::BIGINT AS low,
        sum(best)::BIGINT AS best,
        sum(high)::BIGINT AS high,
        count(*) FILTER (open_ended) AS open_ended,
        count(*) FILTER (without_best) AS without_best
    FROM conflict_tolls
    WHERE outcome = 'killed'
    GROUP BY ALL
), everybody AS (
    SELECT best AS killed FROM grouped WHERE victim_group = 'all'
)
SELECT grouped.*, round(best / nullif(killed, 0), 3) AS share_of_best
FROM grouped LEFT JOIN everybody ON true
ORDER BY victim_group <> 'all', best DESC, victim_group
