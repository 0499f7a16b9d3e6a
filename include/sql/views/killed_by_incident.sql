-- How many people did each incident that enters the statistics kill, and how many of them are told to be what?
--
-- low, best and high as in conflict_tolls. civilians is the most that articles tell of civilians, children or women,
-- who may be the same people.
SELECT
    incident_id,
    any_value(low) FILTER (victim_group = 'all') AS low,
    any_value(best) FILTER (victim_group = 'all') AS best,
    any_value(high) FILTER (victim_group = 'all') AS high,
    coalesce(max(best) FILTER (victim_group IN ('civilians', 'children', 'women')), 0) AS civilians,
    coalesce(any_value(best) FILTER (victim_group = 'state_forces'), 0) AS state_forces,
    coalesce(any_value(best) FILTER (victim_group = 'non_state_fighters'), 0) AS non_state_fighters
FROM conflict_tolls
WHERE outcome = 'killed'
GROUP BY ALL
