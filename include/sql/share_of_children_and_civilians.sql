-- How many of the people killed in conflict incidents were civilians, children and women, by country?
--
-- Groups overlap (children are civilians), so never add them. share_best is the group's best over the best of all killed:
-- what articles say, and less than the truth where they do not tell the group. The truth lies between share_low, the
-- group's low over the high of all, and share_high, which leaves out only those who are told to be soldiers or fighters,
-- as long as the high of all holds: `open_ended` counts the incidents for which no article sets one.
WITH grouped AS MATERIALIZED (
    SELECT
        country,
        country_code,
        victim_group,
        count(*) AS incidents,
        sum(low) AS low,
        sum(best) AS best,
        sum(high) AS high,
        count(*) FILTER (open_ended) AS open_ended
    FROM conflict_tolls
    WHERE outcome = 'killed'
    GROUP BY ALL
), everybody AS (
    SELECT
        country,
        country_code,
        any_value(low) FILTER (victim_group = 'all') AS killed_low,
        any_value(best) FILTER (victim_group = 'all') AS killed_best,
        any_value(high) FILTER (victim_group = 'all') AS killed_high,
        any_value(open_ended) FILTER (victim_group = 'all') AS open_ended,
        coalesce(sum(low) FILTER (victim_group IN ('state_forces', 'non_state_fighters')), 0) AS armed
    FROM grouped
    GROUP BY ALL
), asked AS (
    SELECT * FROM everybody CROSS JOIN (VALUES ('civilians'), ('children'), ('women')) AS named(victim_group)
), told AS (
    SELECT
        asked.*,
        coalesce(incidents, 0) AS incidents,
        coalesce(low, 0) AS low,
        coalesce(best, 0) AS best,
        coalesce(high, 0) AS high,
        coalesce(low, 0) / nullif(killed_high, 0) AS least,
        coalesce(best, 0) / nullif(killed_best, 0) AS middle,
        (killed_high - armed) / nullif(killed_high, 0) AS most
    FROM asked
    LEFT JOIN grouped
        ON grouped.country_code IS NOT DISTINCT FROM asked.country_code
        AND grouped.country IS NOT DISTINCT FROM asked.country
        AND grouped.victim_group = asked.victim_group
)
SELECT
    country,
    country_code,
    victim_group,
    incidents,
    low::BIGINT AS low,
    best::BIGINT AS best,
    high::BIGINT AS high,
    killed_low::BIGINT AS killed_low,
    killed_best::BIGINT AS killed_best,
    killed_high::BIGINT AS killed_high,
    round(if(least > 1, 1, least), 3) AS share_low,
    round(if(middle > 1, 1, middle), 3) AS share_best,
    round(if(killed_high = 0, NULL, least(greatest(most, least, middle), 1)), 3) AS share_high,
    open_ended
FROM told
ORDER BY country_code NULLS LAST, country NULLS LAST, victim_group
