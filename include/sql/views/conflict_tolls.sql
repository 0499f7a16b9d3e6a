-- What toll did each incident that enters the statistics take, one row an outcome that somebody gave a figure for?
--
-- low is what is certain: 0 where the words set no lower bound. best falls back to low where no best figure is given
-- (`without_best`). high falls back to best and then low where the words set no upper bound (`open_ended`): it is then
-- the highest figure given, and the truth may lie above it. So low <= best <= high for each row and each sum of rows.
WITH told AS (
    SELECT
        incident_id, country, country_code, adm_1, date_start, date_end, means, perpetrator, perpetrator_type,
        unnest([
            {outcome: 'killed', victim_group: 'all', least: killed_low, middle: killed_best, most: killed_high},
            {outcome: 'injured', victim_group: 'all', least: injured_low, middle: injured_best, most: injured_high},
            {outcome: 'missing', victim_group: 'all', least: missing_low, middle: missing_best, most: missing_high},
            {outcome: 'abducted', victim_group: 'all', least: abducted_low, middle: abducted_best, most: abducted_high},
            {outcome: 'detained', victim_group: 'all', least: detained_low, middle: detained_best, most: detained_high},
            {outcome: 'casualties', victim_group: 'all',
             least: casualties_low, middle: casualties_best, most: casualties_high},
            {outcome: 'killed', victim_group: 'civilians',
             least: killed_civilians_low, middle: killed_civilians_best, most: killed_civilians_high},
            {outcome: 'killed', victim_group: 'children',
             least: killed_children_low, middle: killed_children_best, most: killed_children_high},
            {outcome: 'killed', victim_group: 'women',
             least: killed_women_low, middle: killed_women_best, most: killed_women_high},
            {outcome: 'killed', victim_group: 'state_forces',
             least: killed_state_forces_low, middle: killed_state_forces_best, most: killed_state_forces_high},
            {outcome: 'killed', victim_group: 'non_state_fighters',
             least: killed_non_state_fighters_low, middle: killed_non_state_fighters_best,
             most: killed_non_state_fighters_high}
        ], recursive := true)
    FROM conflict_incidents
)
SELECT
    * EXCLUDE (least, middle, most),
    coalesce(least, 0) AS low,
    greatest(coalesce(middle, least, 0), low) AS best,
    greatest(coalesce(most, middle, least), best) AS high,
    most IS NULL AS open_ended,
    middle IS NULL AS without_best
FROM told
WHERE coalesce(least, middle, most) IS NOT NULL
