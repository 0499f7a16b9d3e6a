-- How many people did the conflict incidents asked for kill, injure, abduct or leave missing?
--
-- Every incident counts once. The same sums as those of casualties_by_means.
SELECT
    outcome,
    sum(incidents)::BIGINT AS incidents,
    sum(low)::BIGINT AS low,
    sum(best)::BIGINT AS best,
    sum(high)::BIGINT AS high,
    sum(open_ended)::BIGINT AS open_ended,
    sum(without_best)::BIGINT AS without_best
FROM statistics_casualties_by_means
GROUP BY outcome
ORDER BY list_position(['killed', 'injured', 'missing', 'abducted', 'detained', 'casualties'], outcome)
